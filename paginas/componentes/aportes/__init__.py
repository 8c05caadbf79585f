"""Las partes de la pantalla «Participación»."""
