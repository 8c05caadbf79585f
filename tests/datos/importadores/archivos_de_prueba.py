"""Documentos de oficina hechos en memoria para las pruebas de los lectores."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ESPACIO = nsdecls("w")


def un_docx(armar: Callable[[Any], object]) -> bytes:
    """El .docx que resulta de armar un documento vacío."""
    documento = docx.Document()
    armar(documento)
    destino = BytesIO()
    documento.save(destino)
    return destino.getvalue()


def un_xlsx(armar: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """El .xlsx que resulta de armar un libro vacío."""
    destino = BytesIO()
    libro = xlsxwriter.Workbook(destino)
    armar(libro)
    libro.close()
    return destino.getvalue()


def sombrear(celda: Any, color: str) -> None:
    """Pinta el fondo de una celda de Word."""
    celda._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {ESPACIO} w:val="clear" w:fill="{color}"/>'))


def con_partes(contenido: bytes, **cambios: bytes | None) -> bytes:
    """El mismo paquete con partes cambiadas o quitadas; «/» y «.» del nombre van como «__» y «_»."""
    nuevas = {nombre.replace("__", "/"): parte for nombre, parte in cambios.items()}
    destino = BytesIO()
    with ZipFile(BytesIO(contenido)) as origen, ZipFile(destino, "w", ZIP_DEFLATED) as copia:
        for nombre in origen.namelist():
            clave = nombre.replace(".", "_")
            parte = nuevas.get(clave, origen.read(nombre))
            if parte is not None:
                copia.writestr(nombre, parte)
    return destino.getvalue()


def parte_de(contenido: bytes, nombre: str) -> bytes:
    """Una parte del paquete, descomprimida."""
    with ZipFile(BytesIO(contenido)) as archivo:
        return archivo.read(nombre)
