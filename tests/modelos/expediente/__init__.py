"""Las reglas puras del expediente."""
