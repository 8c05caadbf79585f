"""Las tablas con los títulos en la primera columna y una actividad en cada una de las otras."""

from dataclasses import replace

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.piezas import PROBABLE
from datos.importadores.interprete.rotulos import rotulo
from datos.importadores.interprete.titulares import leer_titular
from modelos.importacion.borrador import Campo

_TITULOS_MINIMOS = 3
_COLUMNAS_MINIMAS = 2


def girada(tabla: Tabla) -> Tabla | None:
    """La misma tabla con sus títulos arriba, o None si no estaba acostada; cada celda guarda su lugar."""
    ancho = max((len(fila) for fila in tabla.filas), default=0)
    titulares = (leer_titular(tabla, tabla.filas, n) for n in range(len(tabla.filas)))
    if ancho < _COLUMNAS_MINIMAS or any(t is not None and t.con(Campo.ACTIVIDAD) for t in titulares):
        return None
    inicio = _inicio(tabla)
    if inicio is None:
        return None
    acostadas = tabla.filas[inicio:]
    filas = [[fila[n] for fila in acostadas] for n in range(ancho)]
    antes = [_a_lo_ancho(fila, len(acostadas)) for fila in tabla.filas[:inicio]]
    return replace(tabla, filas=[*antes, *filas])


def _inicio(tabla: Tabla) -> int | None:
    """La primera fila desde la cual todas las primeras celdas son títulos, uno de ellos la actividad."""
    inicio = len(tabla.filas)
    while inicio and _campo(tabla.filas[inicio - 1][0]) is not None:
        inicio -= 1
    campos = {_campo(fila[0]) for fila in tabla.filas[inicio:]}
    return inicio if Campo.ACTIVIDAD in campos and len(campos) >= _TITULOS_MINIMOS else None


def _campo(celda: Celda) -> Campo | None:
    propio = rotulo(celda)
    leido = propio.campo
    if propio.mes is not None:
        return Campo.MES_EN_COLUMNA
    return leido.campo if leido is not None and leido.confianza >= PROBABLE else None


def _a_lo_ancho(fila: list[Celda], ancho: int) -> list[Celda]:
    """La fila de título, cortada o completada al ancho de la tabla girada."""
    hueco = Celda(texto="", fila=fila[0].fila, columna=fila[0].columna)
    return [*fila[:ancho], *[hueco] * (ancho - len(fila))]
