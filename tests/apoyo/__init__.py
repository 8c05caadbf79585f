"""Lo que las pruebas necesitan de la máquina: un navegador y un PostgreSQL; solo biblioteca estándar."""
