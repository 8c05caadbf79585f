"""Cuándo dos textos escritos por personas dicen lo mismo, o casi."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

PARECIDO_SUFICIENTE = 0.75
"""Desde esta semejanza se propone que un texto es el otro con cambios."""

_NO_ES_PALABRA = re.compile(r"[^a-z0-9]+")
_NO_ASCII = re.compile(r"[^\x00-\x7f]")


def sin_tildes(texto: str) -> str:
    """Las letras sin sus marcas: «ñandú» como «nandu», «½» como «1⁄2»."""
    return texto if texto.isascii() else _NO_ASCII.sub(_letra_sin_marcas, texto)


def _letra_sin_marcas(hallada: re.Match[str]) -> str:
    return _sin_marcas(hallada[0])


@lru_cache(maxsize=1024)
def _sin_marcas(letra: str) -> str:
    partes = unicodedata.normalize("NFKD", letra)
    return "".join(parte for parte in partes if not unicodedata.combining(parte))


@lru_cache(maxsize=8192)
def normalizar(texto: str) -> str:
    """Solo sus palabras y números, en minúsculas y sin tildes."""
    return _NO_ES_PALABRA.sub(" ", sin_tildes(texto.lower())).strip()


@lru_cache(maxsize=8192)
def semejanza(uno: str, otro: str) -> float:
    """De 0 a 1, comparando los textos normalizados; 0 si se ve de lejos que no llegan al mínimo."""
    comparador = SequenceMatcher(None, normalizar(uno), normalizar(otro), autojunk=False)
    if comparador.real_quick_ratio() < PARECIDO_SUFICIENTE or comparador.quick_ratio() < PARECIDO_SUFICIENTE:
        return 0.0
    return comparador.ratio()
