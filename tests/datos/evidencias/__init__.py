"""Los archivos de evidencia: lo que se acepta, lo que se rechaza y dónde queda."""
