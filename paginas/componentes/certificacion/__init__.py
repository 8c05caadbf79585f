"""Las pantallas de la certificación: dónde estamos, los requisitos y lo que falta."""
