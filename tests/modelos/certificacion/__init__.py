"""Pruebas de las reglas de la certificación."""
