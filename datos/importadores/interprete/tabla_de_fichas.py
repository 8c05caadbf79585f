"""Las fichas con dos rótulos por fila, «Responsable · Aseo · Plazo · Abril»: se leen uno por fila."""

from dataclasses import replace
from itertools import pairwise

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.piezas import SEGURA
from datos.importadores.interprete.rotulos import rotulo
from datos.importadores.interprete.titulares import Fila, propias
from modelos.importacion.borrador import Campo

_CELDAS = 4  # dos rótulos, cada uno con su valor
_POSIBLES = (1, 2, 4)


def en_fichas(tabla: Tabla) -> list[Tabla]:
    """Una tabla por ficha, con un par por fila; ninguna si no es de fichas. Cada celda guarda su lugar."""
    escritas = [fila for fila in tabla.filas if propias(fila)]
    if any(len(propias(fila)) not in _POSIBLES for fila in escritas):
        return []
    comienzos = [n for n, fila in enumerate(escritas) if _campo(propias(fila)[0]) is Campo.ACTIVIDAD]
    sueltas = [fila for fila in escritas if not _es_de_pares(fila)]
    if not comienzos or any(len(propias(fila)) > 1 for fila in sueltas):
        return []
    if not any(_son_dos_pares(fila) for fila in escritas):
        return []
    limites = [0, *comienzos[1:], len(escritas)]
    return [
        replace(tabla, filas=[par for fila in escritas[desde:hasta] for par in _pares(fila)])
        for desde, hasta in pairwise(limites)
    ]


def _campo(celda: Celda) -> Campo | None:
    leido = rotulo(celda).campo
    return leido.campo if leido is not None and leido.confianza >= SEGURA else None


def _son_dos_pares(fila: Fila) -> bool:
    celdas = propias(fila)
    return len(celdas) == _CELDAS and [_campo(celda) is not None for celda in celdas] == [True, False] * 2


def _es_de_pares(fila: Fila) -> bool:
    """Un rótulo con su valor, o dos."""
    celdas = propias(fila)
    return _son_dos_pares(fila) or (len(celdas) == _CELDAS // 2 and _campo(celdas[0]) is not None)


def _pares(fila: Fila) -> list[list[Celda]]:
    celdas = propias(fila)
    if len(celdas) == 1:
        return [[celdas[0], replace(celdas[0], texto="", valor=None, marcada=False)]]
    return [celdas[n : n + 2] for n in range(0, len(celdas), 2)]
