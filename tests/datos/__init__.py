"""Pruebas de la base, los importadores y los exportadores."""
