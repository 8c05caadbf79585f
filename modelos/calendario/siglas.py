"""Las siglas con que una grilla nombra a las unidades responsables."""

import re
from collections.abc import Iterable

from modelos.arbol import UnidadResponsable

_SIN_INICIAL = frozenset({"de", "del", "la", "las", "el", "los", "y", "e", "en", "para", "por"})
LARGO_DE_SIGLA = 5


def abreviar(unidades: Iterable[UnidadResponsable]) -> dict[int, str]:
    """Una sigla distinta por unidad: la suya, o sus iniciales con un número si se repiten."""
    siglas: dict[int, str] = {}
    usadas: set[str] = set()
    for unidad in sorted(set(unidades), key=lambda unidad: (unidad.sigla is None, unidad.nombre)):
        propuesta = unidad.sigla or iniciales(unidad.nombre)
        siglas[unidad.id] = _distinta(propuesta, usadas)
        usadas.add(siglas[unidad.id])
    return siglas


def iniciales(nombre: str) -> str:
    """«Dirección de Medio Ambiente» es «DMA»; una sola palabra, sus tres primeras letras."""
    escritas: list[str] = re.findall(r"\w+", nombre)
    palabras = [palabra for palabra in escritas if palabra.lower() not in _SIN_INICIAL]
    if len(palabras) == 1:
        return palabras[0][:3].upper()
    return "".join(palabra[0] for palabra in palabras).upper()[:LARGO_DE_SIGLA]


def _distinta(propuesta: str, usadas: set[str]) -> str:
    numero, sigla = 1, propuesta
    while sigla in usadas:
        numero += 1
        sigla = f"{propuesta}{numero}"
    return sigla
