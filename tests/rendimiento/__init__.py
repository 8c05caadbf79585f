"""Rapidez medida siempre contra un piso de la misma corrida; fuera del comando de pruebas."""
