"""Qué cambió en un plan entre dos momentos."""
