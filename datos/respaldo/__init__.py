"""Respaldar la instalación en un ZIP, revisarlo y volverlo a una carpeta vacía."""
