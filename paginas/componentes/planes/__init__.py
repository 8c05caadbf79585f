"""Las partes de la pantalla «Planes»."""
