"""En qué va una lectura larga, para decirlo mientras se hace."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Etapa(StrEnum):
    """Lo que se hace con cada fila o actividad de un documento, en este orden; el valor es lo que se dice."""

    LEER = "Leyendo el plan"
    ARMAR = "Armando el plan"
    COMPARAR = "Comparando lo leído con el original"


AlAvanzar = Callable[[Etapa, int, int], None]
"""Recibe, cada `CADA`, la etapa, cuántas filas o actividades van y de cuántas."""

CADA = 500


def contadas(cosas: Sequence[T], etapa: Etapa, al_avanzar: AlAvanzar | None) -> Iterator[T]:
    """Las mismas cosas; entre una y otra dice cuántas van."""
    for numero, cosa in enumerate(cosas, start=1):
        yield cosa
        if al_avanzar is not None and numero % CADA == 0:
            al_avanzar(etapa, numero, len(cosas))
