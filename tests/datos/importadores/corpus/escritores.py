"""Escriben los mismos bloques en cada formato: Word, Excel, CSV, Markdown o texto con tabulaciones."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import docx
import xlsxwriter

from tests.datos.importadores.archivos_de_prueba import sombrear
from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Linea, Rejilla
from tests.datos.importadores.corpus.escritor_pdf import a_pdf
from tests.datos.importadores.corpus.escritor_xls import a_xls
from tests.datos.importadores.corpus.escritores_odf import a_ods, a_odt

VERDE = "92D050"


def a_docx(bloques: list[Bloque]) -> bytes:
    """Con celdas combinadas de verdad, títulos y viñetas por estilo."""
    documento = docx.Document()
    for bloque in bloques:
        if isinstance(bloque, Rejilla):
            _tabla_docx(documento, bloque)
            documento.add_paragraph()
        elif bloque.nivel:
            documento.add_heading(bloque.texto, bloque.nivel)
        else:
            documento.add_paragraph(bloque.texto, style="List Bullet" if bloque.vineta else None)
    destino = BytesIO()
    documento.save(destino)
    return destino.getvalue()


def _tabla_docx(documento: Any, rejilla: Rejilla) -> None:
    tabla = documento.add_table(len(rejilla.filas), rejilla.ancho())
    celdas = [list(fila.cells) for fila in tabla.rows]
    for f, fila in enumerate(rejilla.filas):
        for c, casilla in enumerate(fila):
            if casilla is not None:
                celda = celdas[f][c]
                if casilla.alto > 1 or casilla.ancho > 1:
                    celda = celda.merge(celdas[f + casilla.alto - 1][c + casilla.ancho - 1])
                celda.text = casilla.texto
                if casilla.pintada:
                    sombrear(celda, VERDE)


def a_xlsx(bloques: list[Bloque]) -> bytes:
    """Cada rejilla con nombre de hoja abre una hoja; lo demás sigue hacia abajo."""
    destino = BytesIO()
    libro = xlsxwriter.Workbook(destino, {"default_date_format": "mmm-yy"})
    primera = next((b.hoja for b in bloques if isinstance(b, Rejilla) and b.hoja), "Plan")
    hoja, fila = libro.add_worksheet(primera), 0
    pintada = libro.add_format({"bg_color": f"#{VERDE}"})
    for bloque in bloques:
        if isinstance(bloque, Linea):
            hoja.write_string(fila, 0, bloque.texto)
            fila += 1
            continue
        if bloque.hoja and bloque.hoja != hoja.get_name():
            hoja, fila = libro.add_worksheet(bloque.hoja), 0
        for numero, celdas in enumerate(bloque.filas):
            for columna, casilla in enumerate(celdas):
                if casilla is not None:
                    _casilla_xlsx(hoja, fila + numero, columna, casilla, pintada if casilla.pintada else None)
        if bloque.oculta:
            hoja.hide()
        for columna in bloque.columnas_ocultas:
            hoja.set_column(columna, columna, None, None, {"hidden": True})
        fila += len(bloque.filas) + 1
    libro.close()
    return destino.getvalue()


def _casilla_xlsx(hoja: Any, fila: int, columna: int, casilla: Casilla, formato: Any) -> None:
    if casilla.alto > 1 or casilla.ancho > 1:
        ultima = (fila + casilla.alto - 1, columna + casilla.ancho - 1)
        hoja.merge_range(fila, columna, *ultima, casilla.texto, formato)
    elif isinstance(casilla.valor, date):
        hoja.write_datetime(fila, columna, casilla.valor, formato)
    elif casilla.valor is not None:
        hoja.write_number(fila, columna, casilla.valor, formato)
    elif casilla.texto:
        hoja.write_string(fila, columna, casilla.texto, formato)
    elif formato is not None:
        hoja.write_blank(fila, columna, None, formato)


def a_csv(bloques: list[Bloque], separador: str = ";") -> bytes:
    """Como lo guarda Excel: de una celda combinada solo queda la primera; en UTF-8 si hay signos raros."""
    destino = StringIO(newline="")
    escritor = csv.writer(destino, delimiter=separador)
    ancho = max((b.ancho() for b in bloques if isinstance(b, Rejilla)), default=1)
    for bloque in bloques:
        filas = [[bloque.texto]] if isinstance(bloque, Linea) else _textos(bloque)
        escritor.writerows(fila + [""] * (ancho - len(fila)) for fila in filas)
        if isinstance(bloque, Rejilla):
            escritor.writerow([""] * ancho)
    texto = destino.getvalue()
    try:
        return texto.encode("cp1252")
    except UnicodeEncodeError:
        return texto.encode("utf-8-sig")


def a_markdown(bloques: list[Bloque]) -> bytes:
    """Con la línea de guiones tras la primera fila."""
    lineas: list[str] = []
    for bloque in bloques:
        if isinstance(bloque, Linea):
            lineas += [f"{'#' * bloque.nivel}{'- ' if bloque.vineta else ' '}{bloque.texto}".strip(), ""]
            continue
        filas = [[t.replace("\n", "<br>").replace("|", "/") for t in fila] for fila in _textos(bloque)]
        filas.insert(1, ["---"] * bloque.ancho())
        lineas += ["| " + " | ".join(fila) + " |" for fila in filas] + [""]
    return "\n".join(lineas).encode()


def a_tabulado(bloques: list[Bloque]) -> bytes:
    """Como queda una tabla de Word pegada en el bloc de notas."""
    lineas: list[str] = []
    for bloque in bloques:
        if isinstance(bloque, Linea):
            lineas += [f"- {bloque.texto}" if bloque.vineta else bloque.texto, ""]
        else:
            lineas += ["\t".join(t.replace("\n", " / ") for t in fila) for fila in _textos(bloque)] + [""]
    return "\n".join(lineas).encode()


def _textos(rejilla: Rejilla) -> list[list[str]]:
    return [["" if c is None else c.texto for c in fila] for fila in rejilla.filas]


ESCRITORES: dict[str, Callable[[list[Bloque]], bytes]] = {
    "docx": a_docx,
    "odt": a_odt,
    "xlsx": a_xlsx,
    "ods": a_ods,
    "xls": a_xls,
    "pdf": a_pdf,
    "csv": a_csv,
    "md": a_markdown,
    "txt": a_tabulado,
}
