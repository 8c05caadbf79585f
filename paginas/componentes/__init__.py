"""Piezas de pantalla que usan dos o más páginas."""
