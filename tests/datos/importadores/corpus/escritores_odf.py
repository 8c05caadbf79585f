"""Escriben los mismos bloques como los guarda LibreOffice: una planilla o un texto."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from odfdo import Cell, Document, Header, List, Paragraph, Row, Style, Table

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Rejilla

PINTADA = "pintada"


def a_ods(bloques: list[Bloque]) -> bytes:
    """Cada rejilla con nombre de hoja abre una hoja; lo demás sigue hacia abajo."""
    primera = next((b.hoja for b in bloques if isinstance(b, Rejilla) and b.hoja), "Plan")
    documento, hoja = _documento("spreadsheet"), Table(primera)
    documento.body.append(hoja)
    for bloque in bloques:
        if isinstance(bloque, Rejilla) and bloque.hoja and bloque.hoja != hoja.name:
            hoja = Table(bloque.hoja)
            documento.body.append(hoja)
        rejilla = bloque if isinstance(bloque, Rejilla) else Rejilla([[Casilla(bloque.texto)]])
        _agregar_filas(hoja, rejilla)
        for columna in rejilla.columnas_ocultas:
            oculta = hoja.get_column(columna)
            oculta.set_attribute("table:visibility", "collapse")
            hoja.set_column(columna, oculta)
        if isinstance(bloque, Rejilla):
            hoja.append_row(Row(width=1))
    return _guardado(documento)


def a_odt(bloques: list[Bloque]) -> bytes:
    """Con celdas combinadas de verdad, títulos y viñetas."""
    documento = _documento("text")
    for numero, bloque in enumerate(bloques, start=1):
        if isinstance(bloque, Rejilla):
            tabla = Table(f"Tabla{numero}")
            documento.body.append(tabla)
            _agregar_filas(tabla, bloque)
            documento.body.append(Paragraph(""))
        elif bloque.nivel:
            documento.body.append(Header(bloque.nivel, bloque.texto))
        else:
            documento.body.append(List([bloque.texto]) if bloque.vineta else Paragraph(bloque.texto))
    return _guardado(documento)


def _documento(clase: str) -> Any:
    documento = Document(clase)
    documento.body.clear()
    estilo = Style("table-cell", name=PINTADA, background_color="#92d050")
    documento.insert_style(estilo, automatic=True)
    for nivel in documento.styles.get_elements("//text:outline-level-style"):
        nivel.set_attribute("style:num-format", "")  # la plantilla de odfdo numera los títulos
    return documento


def _guardado(documento: Any) -> bytes:
    destino = BytesIO()
    documento.save(destino)
    return destino.getvalue()


def _agregar_filas(tabla: Any, rejilla: Rejilla) -> None:
    desde = tabla.height
    for casillas in rejilla.filas:
        fila = Row()
        for casilla in casillas:
            fila.append_cell(_celda(casilla))
        tabla.append_row(fila)
    for f, c, casilla in _combinadas(rejilla):
        tabla.set_span((c, desde + f, c + casilla.ancho - 1, desde + f + casilla.alto - 1))


def _combinadas(rejilla: Rejilla) -> Iterator[tuple[int, int, Casilla]]:
    for f, fila in enumerate(rejilla.filas):
        for c, casilla in enumerate(fila):
            if casilla is not None and (casilla.alto > 1 or casilla.ancho > 1):
                yield f, c, casilla


def _celda(casilla: Casilla | None) -> Any:
    if casilla is None or not (casilla.texto or casilla.valor is not None):
        return Cell(style=PINTADA if casilla and casilla.pintada else None)
    celda = Cell(
        casilla.texto if casilla.valor is None else casilla.valor,
        style=PINTADA if casilla.pintada else None,
    )
    if "\n" in casilla.texto:
        celda.clear()
        celda.set_attribute("office:value-type", "string")
        for linea in casilla.texto.split("\n"):
            celda.append(Paragraph(linea))
    return celda
