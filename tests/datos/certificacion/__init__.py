"""Pruebas de la certificación en la base."""
