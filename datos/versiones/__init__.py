"""El plan como estuvo: leerlo de la bitácora o de una línea base, y congelar una."""
