"""Las partes de la pantalla «Respaldo»."""
