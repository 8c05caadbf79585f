"""Escribe los bloques como un libro de Excel 97-2003."""

from datetime import date
from io import BytesIO
from typing import Any

import xlwt  # type: ignore[import-untyped]

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Linea, Rejilla

VERDE, SIN_ESTILO = xlwt.easyxf("pattern: pattern solid, fore_colour light_green"), xlwt.XFStyle()
FECHA = xlwt.easyxf(num_format_str="mmm-yy")


def a_xls(bloques: list[Bloque]) -> bytes:
    """Cada rejilla con nombre de hoja abre una hoja; lo demás sigue hacia abajo."""
    libro = xlwt.Workbook(encoding="utf-8")
    primera = next((b.hoja for b in bloques if isinstance(b, Rejilla) and b.hoja), "Plan")
    hoja, fila = libro.add_sheet(primera), 0
    for bloque in bloques:
        if isinstance(bloque, Linea):
            hoja.write(fila, 0, bloque.texto)
            fila += 1
            continue
        if bloque.hoja and bloque.hoja != hoja.name:
            hoja, fila = libro.add_sheet(bloque.hoja), 0
        for numero, celdas in enumerate(bloque.filas):
            for columna, casilla in enumerate(celdas):
                if casilla is not None:
                    _escribir(hoja, fila + numero, columna, casilla)
        for columna in bloque.columnas_ocultas:
            hoja.col(columna).hidden = True
        fila += len(bloque.filas) + 1
    destino = BytesIO()
    libro.save(destino)
    return destino.getvalue()


def _escribir(hoja: Any, fila: int, columna: int, casilla: Casilla) -> None:
    estilo = VERDE if casilla.pintada else FECHA if isinstance(casilla.valor, date) else SIN_ESTILO
    valor = casilla.texto if casilla.valor is None else casilla.valor
    if casilla.alto > 1 or casilla.ancho > 1:
        ultima = fila + casilla.alto - 1, columna + casilla.ancho - 1
        hoja.write_merge(fila, ultima[0], columna, ultima[1], valor, estilo)
    elif valor != "" or casilla.pintada:
        hoja.write(fila, columna, valor, estilo)
