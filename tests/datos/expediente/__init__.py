"""El paquete BagIt del expediente, contra el verificador público."""
