"""Tablas y reglas puras del plan ambiental: sin pantalla, sin base de datos abierta y sin reloj."""
