"""Pruebas de las pantallas sin navegador."""
