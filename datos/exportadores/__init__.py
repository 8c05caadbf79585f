"""De un plan a un archivo: cada formato en que sale lo que muestra la pantalla."""
