"""Las partes de la pantalla «Contenido del plan»."""
