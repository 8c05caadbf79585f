"""La bitácora: su cadena de huellas, lo que se consulta de ella y su salida a un archivo."""
