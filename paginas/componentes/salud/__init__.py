"""Las partes de la pantalla «Salud»."""
