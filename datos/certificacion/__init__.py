"""La certificación de un plan: leerla entera y cada cosa que se escribe en ella."""
