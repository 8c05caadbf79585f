"""Del documento leído al plan guardado, y lo que cambiaría al leerlo de nuevo."""
