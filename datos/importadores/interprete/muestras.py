"""Lo que contienen las columnas: cuánto de ello son cifras, meses o textos largos."""

import re
from collections.abc import Callable, Mapping, Sequence

from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.piezas import DUDOSA

_NUMERO = re.compile(r"[$\s]*\d[\d.,\s]*%?")
_CASI_TODO = 0.7

Muestras = Mapping[int, list[str]]
"""Por el lugar de la columna, lo escrito en sus primeras filas."""


def parte(textos: Sequence[str], prueba: Callable[[str], object]) -> float:
    """De 0 a 1, cuántos pasan la prueba; 0 si no hay ninguno."""
    return sum(bool(prueba(texto)) for texto in textos) / len(textos) if textos else 0.0


def largo(textos: Sequence[str]) -> float:
    """Letras, en promedio."""
    return sum(map(len, textos)) / len(textos) if textos else 0.0


def es_de_numeros(textos: Sequence[str]) -> bool:
    """Si casi todo lo escrito son cifras."""
    return parte(textos, _NUMERO.fullmatch) >= _CASI_TODO


def dice_meses(texto: str) -> bool:
    """Si dice meses o una fecha, sin mucho más."""
    leidos = leer(llano(texto))
    return bool(leidos.meses) and leidos.confianza >= DUDOSA
