"""Cómo se lee una cifra con su certeza: nunca un número sin decir de dónde sale."""

from modelos.certificacion.catalogo import Certeza, Sustentado
from modelos.frases import ESPACIO_FINO

SIN_CONFIRMAR = "sin confirmar"


def porcentaje(dato: Sustentado) -> str:
    """«90 % (confirmado)» o «sin confirmar»."""
    return de_porcentaje(dato.valor, dato.certeza)


def de_porcentaje(valor: int | None, certeza: Certeza) -> str:
    """Lo mismo, con el número y su certeza por separado."""
    if valor is None:
        return SIN_CONFIRMAR
    calificada = "" if certeza is Certeza.CONFIRMADO else f" ({certeza.etiqueta.lower()})"
    return f"{valor}{ESPACIO_FINO}%{calificada}"
