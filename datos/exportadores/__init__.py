"""Los formatos en que sale un plan; cuáles hay lo dice `catalogo`."""
