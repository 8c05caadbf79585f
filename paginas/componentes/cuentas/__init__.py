"""Las partes de «Personas» y «Mi cuenta»."""
