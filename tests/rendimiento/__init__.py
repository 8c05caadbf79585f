"""Pruebas de rapidez, siempre contra un piso medido en la misma corrida."""
