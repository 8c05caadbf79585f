"""El plan como estuvo: en una fecha, en una aprobación, y lo que cambió entre dos de ellas."""
