"""Recorridos en un navegador de verdad."""
