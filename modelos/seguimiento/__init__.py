"""Lo programado contra lo ejecutado: qué está pendiente, cuánto se avanzó y cómo se le dice al concejo."""
