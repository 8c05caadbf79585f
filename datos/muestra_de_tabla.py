"""Lo que trae cada columna de una tabla, para reconocerla: las primeras filas bajo sus títulos."""

from collections.abc import Collection, Iterable, Sequence

from datos.importadores.documento import Celda, Documento, Tabla
from modelos.importacion.borrador import Campo, ColumnaLeida

FILAS = 4
_FILAS_QUE_SE_MIRAN = 500


def tabla_de_numero(documento: Documento, numero: int) -> Tabla | None:
    """La tabla del documento con ese número."""
    return next((tabla for tabla in documento.tablas if tabla.numero == numero), None)


def fila_de_titulos(columnas: Iterable[ColumnaLeida]) -> int | None:
    """La última de las primeras filas seguidas que nombran columnas; None si nadie vio títulos.

    Más abajo los títulos pueden repetirse, como en cada página o en cada línea.
    """
    filas = {origen.fila for columna in columnas for origen in columna.encabezados}
    fila = min(filas, default=None)
    while fila is not None and fila + 1 in filas:
        fila += 1
    return fila


def con_las_sin_titulo(
    tabla: Tabla, leidas: Sequence[ColumnaLeida], usadas: Collection[tuple[int | None, int | None]] = ()
) -> list[ColumnaLeida]:
    """Las leídas, en el orden de la tabla, y las que traen algo y nadie ha nombrado ni usado.

    De varias lecturas de una misma columna vale la última. Una tabla acostada no se completa: sus columnas
    son filas del documento.
    """
    por_columna = {leida.columna: leida for leida in leidas}
    if _esta_derecha(leidas):
        sin_nombre = _escritas(tabla) - por_columna.keys()
        for numero in (n for n in sin_nombre if (tabla.numero, n) not in usadas):
            por_columna[numero] = ColumnaLeida(
                hoja=tabla.hoja, tabla=tabla.numero, columna=numero, titulo="", campo=Campo.IGNORAR
            )
    return [por_columna[numero] for numero in sorted(por_columna)]


def muestra(tabla: Tabla, leidas: Sequence[ColumnaLeida]) -> dict[int, list[str]]:
    """Por número de columna, el texto de las primeras filas con varias celdas escritas bajo los títulos."""
    if not _esta_derecha(leidas):
        return {}
    desde = fila_de_titulos(leidas) or 0
    utiles = (fila for fila in tabla.filas if fila[0].fila > desde and len(_propias(fila)) > 1)
    primeras = [fila for fila, _ in zip(utiles, range(FILAS), strict=False)]
    return {
        numero: [_texto_en(fila, numero) for fila in primeras]
        for numero in {celda.columna for fila in primeras for celda in fila}
    }


def _esta_derecha(leidas: Iterable[ColumnaLeida]) -> bool:
    """Si el título de cada columna está sobre ella: en una tabla acostada están todos en la primera."""
    lugares = [(leida.columna, origen.columna) for leida in leidas for origen in leida.encabezados[-1:]]
    return not lugares or sum(propia == escrita for propia, escrita in lugares) * 2 > len(lugares)


def _escritas(tabla: Tabla) -> set[int]:
    return {celda.columna for fila in tabla.filas[:_FILAS_QUE_SE_MIRAN] for celda in _propias(fila)}


def _propias(fila: Sequence[Celda]) -> list[Celda]:
    return [celda for celda in fila if not celda.vacia and not celda.repetida]


def _texto_en(fila: Sequence[Celda], numero: int) -> str:
    return next((celda.texto for celda in fila if celda.columna == numero), "")
