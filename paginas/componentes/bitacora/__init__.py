"""Las piezas de la pantalla Bitácora."""
