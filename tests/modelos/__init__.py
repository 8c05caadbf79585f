"""Pruebas de las reglas puras."""
