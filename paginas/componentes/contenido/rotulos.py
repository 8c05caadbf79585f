"""Cómo se nombra una línea en la pantalla: con su propio numeral si lo trae, o con su lugar en el plan."""

from modelos.arbol import LineaDelPlan
from modelos.cronograma import romano, separar_numeral


def partes(linea: LineaDelPlan) -> tuple[str, str]:
    """El numeral y el nombre sin él: («II», «Mantener el plan»)."""
    numeral, nombre = separar_numeral(linea.nombre)
    return numeral or romano(linea.numero), nombre


def titulo(linea: LineaDelPlan) -> str:
    """«II · Mantener el plan»."""
    return " · ".join(partes(linea))
