"""Las partes de la comparación de planes: leerlos todos de una vez y la tabla."""
