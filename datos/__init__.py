"""Conexión, consultas, importación y exportación del plan."""
