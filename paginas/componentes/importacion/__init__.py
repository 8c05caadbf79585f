"""Las piezas de la pantalla Importar, desde el archivo hasta el plan guardado."""
