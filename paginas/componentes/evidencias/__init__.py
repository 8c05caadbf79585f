"""La biblioteca de evidencia: cargarla, encontrarla, mirarla y decir qué prueba."""
