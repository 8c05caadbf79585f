"""La tabla cuyos títulos están en otra fila que la entendida: se lee desde la que la persona dijo."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.interprete.normalizar import cita
from modelos.importacion.borrador import Aviso

FILAS_QUE_SE_OFRECEN = 15


def con_encabezados(documento: Documento, encabezados: Mapping[int, int]) -> Documento:
    """Cada tabla señalada comienza en su fila de títulos; los renglones que tenía encima son texto."""
    if not encabezados:
        return documento
    bloques: list[Parrafo | Tabla] = []
    for bloque in documento.bloques:
        fila = encabezados.get(bloque.numero) if isinstance(bloque, Tabla) else None
        bloques += [bloque] if fila is None or isinstance(bloque, Parrafo) else _desde(bloque, fila)
    return replace(documento, bloques=bloques)


def avisos_de_lo_de_encima(documento: Documento, encabezados: Mapping[int, int]) -> list[Aviso]:
    """Uno por celda de las filas que están sobre los títulos y no son un renglón de texto."""
    return [
        Aviso(
            fila=celda.fila,
            origen=tabla.origen(celda),
            mensaje=f"Encima de los títulos: no se usó «{cita(celda.texto)}».",
        )
        for tabla in documento.tablas
        for fila in tabla.filas
        if fila[0].fila < encabezados.get(tabla.numero, 0) and not _es_renglon(fila)
        for celda in fila
        if _propia(celda)
    ]


def candidatas(tabla: Tabla) -> dict[int, str]:
    """Las primeras filas con algo escrito, por número: «Línea · Actividad · Responsable»."""
    escritas = (fila for fila in tabla.filas if any(_propia(celda) for celda in fila))
    primeras = [fila for fila, _ in zip(escritas, range(FILAS_QUE_SE_OFRECEN), strict=False)]
    return {
        fila[0].fila: " · ".join(" ".join(celda.texto.split()) for celda in fila if _propia(celda))
        for fila in primeras
    }


def _desde(tabla: Tabla, fila: int) -> list[Parrafo | Tabla]:
    encima = [otra for otra in tabla.filas if otra[0].fila < fila]
    return [
        *(parrafo for otra in encima if _es_renglon(otra) for parrafo in _parrafos(tabla, otra)),
        replace(tabla, filas=tabla.filas[len(encima) :]),
    ]


def _parrafos(tabla: Tabla, fila: list[Celda]) -> Iterator[Parrafo]:
    for celda in fila:
        if _propia(celda):
            yield Parrafo(celda.texto, celda.fila, hoja=tabla.hoja, celda=tabla.origen(celda))


def _es_renglon(fila: list[Celda]) -> bool:
    """Con una sola celda escrita: «Municipalidad de Valle Verde»."""
    return sum(map(_propia, fila)) == 1


def _propia(celda: Celda) -> bool:
    return not celda.vacia and not celda.repetida
