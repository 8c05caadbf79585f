"""La rejilla de una tabla: celdas combinadas desplegadas, filas de igual largo y lo oculto señalado."""

from collections.abc import Iterable
from dataclasses import replace

from datos.importadores.documento import Celda
from datos.importadores.rechazos import archivo_excesivo

CELDAS_MAXIMAS = 400_000

Lugar = tuple[int, int]  # (fila, columna), desde 1
Rango = tuple[Lugar, Lugar]  # la primera celda y la última


def expandir(filas: list[list[Celda]], rangos: Iterable[Rango]) -> None:
    """Copia la primera celda de cada rango al resto que esté vacío, hasta donde llega la tabla.

    Lanza ErrorDeDominio si juntos tapan más celdas de las que caben: rangos de verdad no se pisan.
    """
    alto, ancho = len(filas), max(map(len, filas), default=0)
    tapadas = 0
    for (arriba, izquierda), (abajo, derecha) in rangos:
        if not (1 <= arriba <= alto and 1 <= izquierda <= ancho):
            continue
        abajo, derecha = min(abajo, alto), min(derecha, ancho)
        tapadas += (abajo - arriba + 1) * (derecha - izquierda + 1)
        if tapadas > CELDAS_MAXIMAS:
            raise archivo_excesivo()
        ancla = filas[arriba - 1][izquierda - 1]
        for fila in filas[arriba - 1 : abajo]:
            for celda in fila[izquierda - 1 : derecha]:
                if celda is not ancla and celda.vacia:
                    fila[celda.columna - 1] = _copia(ancla, celda)


def _copia(ancla: Celda, celda: Celda) -> Celda:
    return replace(
        celda,
        texto=ancla.texto,
        valor=ancla.valor,
        marcada=ancla.marcada,
        repetida=True,
        ancla=(ancla.fila, ancla.columna),
    )


def completar(filas: list[list[Celda]]) -> list[list[Celda]]:
    """Las filas con celdas vacías al final, todas del largo de la mayor."""
    ancho = max(map(len, filas))
    return [
        fila + [Celda("", numero, columna) for columna in range(len(fila) + 1, ancho + 1)]
        for numero, fila in enumerate(filas, start=1)
    ]


def senalar_ocultas(filas: list[list[Celda]], numeros: set[int], columnas: set[int]) -> list[list[Celda]]:
    """Las mismas filas, con las celdas de las filas y columnas ocultas señaladas."""
    if not numeros and not columnas:
        return filas
    return [
        [replace(celda, oculta=celda.fila in numeros or celda.columna in columnas) for celda in fila]
        for fila in filas
    ]
