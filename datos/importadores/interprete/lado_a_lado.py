"""Las tablas puestas una al lado de otra en la misma hoja: se leen una tras otra."""

from collections.abc import Sequence
from dataclasses import replace

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.piezas import PROBABLE
from datos.importadores.interprete.rotulos import rotulo
from modelos.borrador import Campo

_TITULOS_MINIMOS = 2
_FILAS_MAXIMAS = 15  # el encabezado está entre las primeras


def separadas(tabla: Tabla) -> list[Tabla]:
    """Una tabla por cada vez que el encabezado se repite a lo ancho; ella sola si no se repite."""
    for fila in tabla.filas[:_FILAS_MAXIMAS]:
        comienzos = _comienzos(fila)
        if comienzos:
            return _partes(tabla, comienzos)
    return [tabla]


def _comienzos(fila: Sequence[Celda]) -> list[int]:
    """Las columnas en que vuelve a empezar la misma serie de títulos; vacío si no se repite."""
    textos = [llano(celda.texto) for celda in fila]
    escritos = [n for n, texto in enumerate(textos) if texto]
    if not escritos:
        return []
    comienzos = [n for n in escritos if textos[n] == textos[escritos[0]]]
    series = [
        [textos[n] for n in escritos if desde <= n < hasta]
        for desde, hasta in zip(comienzos, [*comienzos[1:], len(fila)], strict=True)
    ]
    iguales = len(comienzos) > 1 and all(serie == series[0] for serie in series)
    return comienzos if iguales and _es_encabezado([fila[n] for n in escritos], series[0]) else []


def _es_encabezado(celdas: Sequence[Celda], serie: list[str]) -> bool:
    leidos = [leido for celda in celdas if (leido := rotulo(celda).campo) is not None]
    campos = {leido.campo for leido in leidos if leido.confianza >= PROBABLE}
    return len(set(serie)) >= _TITULOS_MINIMOS and Campo.ACTIVIDAD in campos and len(campos) > 1


def _partes(tabla: Tabla, comienzos: list[int]) -> list[Tabla]:
    """Lo escrito sobre el encabezado a todo lo ancho queda en la primera; cada grupo, en la suya."""
    comienzos = [0, *comienzos[1:]]
    finales = [*comienzos[1:], len(tabla.filas[0])]
    partes = []
    for desde, hasta in zip(comienzos, finales, strict=True):
        filas = [fila[desde:hasta] for fila in tabla.filas]
        utiles = [fila for fila in filas if desde == 0 or not _solo_repite(fila, desde)]
        partes.append(replace(tabla, filas=utiles, corrida=desde))
    return partes


def _solo_repite(fila: Sequence[Celda], desde: int) -> bool:
    """La continuación de un título combinado que empieza en una tabla de más a la izquierda."""
    escritas = [celda for celda in fila if not celda.vacia]
    return bool(escritas) and all(
        c.repetida and c.ancla is not None and c.ancla[1] <= desde for c in escritas
    )
