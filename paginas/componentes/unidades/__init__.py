"""Las partes de la pantalla «Unidades»."""
