"""Archivos hechos para dañar, y la medición de uno: `python -m tests.datos.importadores.hostiles NOMBRE`.

Cada uno va con el nombre con que alguien lo subiría. La medición corre en un proceso propio, para que la
memoria sea la suya, y termina con una línea de JSON.
"""

import json
import os
import random
import re
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio
from tests.datos.importadores.archivos_de_prueba import parte_de
from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Rejilla
from tests.datos.importadores.corpus.escritores import a_docx, a_xlsx
from tests.datos.importadores.hostiles_pdf import Casos, pdfs

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HOJA = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAN: list[Bloque] = [
    Rejilla(
        [[Casilla(t) for t in fila] for fila in (("Línea", "Actividad", "Marzo"), ("Agua", "Charla", "X"))]
    )
]


def un_zip(**partes: bytes) -> bytes:
    """Un paquete comprimido con esas partes."""
    destino = BytesIO()
    with ZipFile(destino, "w", ZIP_DEFLATED) as archivo:
        for nombre, parte in partes.items():
            archivo.writestr(nombre, parte)
    return destino.getvalue()


def cambiado(paquete: bytes, nombre: str, parte: bytes) -> bytes:
    """El mismo paquete con otra parte."""
    with ZipFile(BytesIO(paquete)) as archivo:
        partes = {n: archivo.read(n) for n in archivo.namelist()}
    return un_zip(**{**partes, nombre: parte})


def una_ods(tablas: str) -> bytes:
    """Una planilla de LibreOffice con ese XML en el cuerpo."""
    xml = f"<office:document-content {ODF}><office:body><office:spreadsheet>{tablas}"
    return un_zip(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        **{"content.xml": f"{xml}</office:spreadsheet></office:body></office:document-content>".encode()},
    )


def una_odt(cuerpo: str, antes: str = "") -> bytes:
    """Un texto de LibreOffice con ese XML en el cuerpo."""
    xml = f"{antes}<office:document-content {ODF}><office:body><office:text>{cuerpo}"
    return un_zip(
        mimetype=b"application/vnd.oasis.opendocument.text",
        **{"content.xml": f"{xml}</office:text></office:body></office:document-content>".encode()},
    )


def expansion(cuantas: int = 12) -> str:
    """Las «mil millones de risas»: cada entidad son diez de la anterior."""
    entidades = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, cuantas))
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "risa">{entidades}]>'


def externa(direccion: str) -> str:
    """Una entidad que vive fuera del archivo."""
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "{direccion}">]>'


def con_ruido(elemento: str, veces: int) -> str:
    """El elemento muchas veces, entre comentarios al azar que no dejan comprimirlo demasiado."""
    azar = random.Random(0)
    ruido = "".join(f"<!--{azar.randbytes(500).hex()}-->" for _ in range(600))
    return elemento * veces + ruido


def docx_con(cuerpo: str, antes: str = "") -> bytes:
    """Un Word con ese XML en el cuerpo."""
    xml = f"{antes}<w:document {W}><w:body>{cuerpo}</w:body></w:document>"
    return cambiado(a_docx(PLAN), "word/document.xml", xml.encode())


def docx_con_relacion_externa(direccion: str) -> bytes:
    """La plantilla, en otra máquina."""
    relacion = (
        f'<Relationship Id="r9" Type="http://x/attachedTemplate" Target="{direccion}" TargetMode="External"/>'
    )
    parte, cierre, documento = "word/_rels/document.xml.rels", b"</Relationships>", a_docx(PLAN)
    nuevas = parte_de(documento, parte).replace(cierre, relacion.encode() + cierre)
    return cambiado(documento, parte, nuevas)


def xlsx_de_texto_compartido() -> bytes:
    """Un texto de treinta mil letras que usan cientos de miles de celdas."""
    fila = '<row r="{}">' + '<c t="s"><v>0</v></c>' * 19 + "</row>"
    filas = "".join(fila.format(numero) for numero in range(1, 20_001)).encode()
    libro = a_xlsx(PLAN)
    hoja = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%s</sheetData>" % filas, parte_de(libro, HOJA))
    textos = f'<sst xmlns="{EXCEL}"><si><t>{"a" * 30_000}</t></si></sst>'
    return cambiado(cambiado(libro, HOJA, hoja), "xl/sharedStrings.xml", textos.encode())


def xlsx_de_combinadas_encimadas() -> bytes:
    """Diez mil rangos combinados que tapan, cada uno, toda la hoja."""
    libro = a_xlsx([Rejilla([[Casilla("x")] * 300] * 300)])
    rangos = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:KN300"/>' * 10_000 + b"</mergeCells>"
    return cambiado(libro, HOJA, parte_de(libro, HOJA).replace(b"</sheetData>", rangos))


def fila_ods(veces: int, celda: str) -> str:
    """Una fila que dice repetirse."""
    return f'<table:table-row table:number-rows-repeated="{veces}">{celda}</table:table-row>'


def celda_ods(**atributos: int) -> str:
    """Una celda que dice repetirse o combinarse."""
    dichos = " ".join(f'table:number-{nombre.replace("_", "-")}="{n}"' for nombre, n in atributos.items())
    return f"<table:table-cell {dichos}><text:p>x</text:p></table:table-cell>"


def ods_repetida() -> bytes:
    """Mil millones de filas de mil millones de columnas."""
    fila = fila_ods(1_000_000_000, celda_ods(columns_repeated=1_000_000_000))
    return una_ods(f"<table:table>{fila}</table:table>")


def ods_de_muchas_hojas() -> bytes:
    """Cada hoja cabe; juntas, no."""
    return una_ods(f"<table:table>{fila_ods(99_000, celda_ods())}</table:table>" * 200)


def ods_combinada() -> bytes:
    """Miles de celdas que dicen tapar toda la hoja."""
    celda = celda_ods(columns_spanned=999_999_999, rows_spanned=999_999_999)
    return una_ods(f"<table:table>{fila_ods(1, celda * 100) * 1_000}</table:table>")


def hondo(abre: str, cierra: str, cuantos: int = 30_000) -> str:
    """Un elemento dentro de otro, miles de veces."""
    return abre * cuantos + cierra * cuantos


def paquetes(direccion: str) -> Casos:
    """Word y Excel."""
    espacios = b" " * 60_000_000
    risas = "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>"
    rutas = {"../../../tmp/x": b"x", "/etc/passwd": b"x", "word/document.xml": b"<a/>"}
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000
    return {
        "bomba zip": ("p.docx", lambda: un_zip(**{"word/document.xml": espacios})),
        "elementos vacíos": ("p.docx", lambda: docx_con(con_ruido("<a/>", 1_900_000))),
        "muchísimos elementos": ("p.docx", lambda: docx_con(con_ruido("<a/>", 7_000_000))),
        "párrafos vacíos": ("p.docx", lambda: docx_con(con_ruido("<w:p/>", 1_900_000))),
        "expansión de entidades": ("p.docx", lambda: docx_con(risas, expansion())),
        "relación externa": ("p.docx", lambda: docx_con_relacion_externa(direccion)),
        "rutas en el paquete": ("../../p.docx", lambda: un_zip(**rutas)),
        "nombre con trampa": ("../../../etc/<script>\n.xls", lambda: a_docx(PLAN)),
        "imagen disfrazada": ("p.docx", lambda: png),
        "imagen en el paquete": ("p.docx", lambda: cambiado(a_docx(PLAN), "word/document.xml", png)),
        "texto compartido": ("p.xlsx", xlsx_de_texto_compartido),
        "combinadas encimadas": ("p.xlsx", xlsx_de_combinadas_encimadas),
        "xls roto": ("p.xls", lambda: OLE + "Workbook".encode("utf-16-le") * 3_000),
    }


def de_libreoffice(direccion: str) -> Casos:
    """Planillas y textos de LibreOffice."""
    imagen = f'<text:p><draw:frame><draw:image xlink:href="{direccion}"/></draw:frame></text:p>'
    seccion, tramo = ("<text:section>", "</text:section>"), ("<text:span>", "</text:span>")
    lista = ("<text:list><text:list-item>", "</text:list-item></text:list>")
    tabla = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    )
    return {
        "odt de párrafos vacíos": ("p.odt", lambda: una_odt(con_ruido("<text:p/>", 1_900_000))),
        "ods de hojas vacías": ("p.ods", lambda: una_ods(con_ruido("<table:table/>", 1_900_000))),
        "odt de entidades": ("p.odt", lambda: una_odt("<text:p>&e11;</text:p>", expansion())),
        "entidad externa": ("p.odt", lambda: una_odt("<text:p>&e;</text:p>", externa(direccion))),
        "archivo externo": ("p.odt", lambda: una_odt("<text:p>&e;</text:p>", externa("file:///etc/passwd"))),
        "imagen externa": ("p.odt", lambda: una_odt(imagen)),
        "ods repetida": ("p.ods", ods_repetida),
        "ods de muchas hojas": ("p.ods", ods_de_muchas_hojas),
        "ods combinada": ("p.ods", ods_combinada),
        "odt de secciones hondas": ("p.odt", lambda: una_odt(hondo(*seccion))),
        "odt de párrafos hondos": ("p.odt", lambda: una_odt(f"<text:p>{hondo(*tramo)}</text:p>")),
        "odt de tablas hondas": ("p.odt", lambda: una_odt(hondo(*tabla))),
        "odt de listas hondas": ("p.odt", lambda: una_odt(hondo(*lista))),
    }


def textos() -> Casos:
    """Líneas interminables y bytes que no son texto."""
    con_nulos = "Línea;Actividad;Mes\n\0;\0;\0\n"
    return {
        "línea de 30 MB": ("p.txt", lambda: b"a" * 30_000_000),
        "línea de 24 MB": ("p.txt", lambda: b"enero a " * 3_000_000),
        "línea de 4 MB": ("p.txt", lambda: b"enero a " * 520_000),
        "línea de 60 mil": ("p.txt", lambda: b"enero a " * 7_500),
        "bytes nulos": ("p.txt", lambda: con_nulos.encode() * 1_000),
        "bytes nulos en utf-16": ("p.csv", lambda: con_nulos.encode("utf-16") * 9),
    }


def hostiles(direccion: str) -> Casos:
    """De cada uno, el nombre con que se sube y cómo se hace; `direccion` es lo que tratan de traer."""
    return paquetes(direccion) | de_libreoffice(direccion) | pdfs() | textos()


def medir(nombre: str, direccion: str) -> dict[str, object]:
    """Cuánto tardó y ocupó leer e interpretar el archivo, y qué se le dijo a la persona."""
    archivo, hacer = hostiles(direccion)[nombre]
    contenido = hacer()
    antes = _procesador()
    try:
        borrador = interpretar(leer(archivo, contenido))
        dicho = f"leído: {len(borrador.actividades)} actividades"
    except ErrorDeDominio as error:
        dicho = str(error)
    return {"segundos": _procesador() - antes, "megas": _megas(), "dicho": dicho}


def _procesador() -> float:
    """Segundos de procesador de este proceso y de los que abrió: no dependen de qué más haga la máquina."""
    tiempos = os.times()
    return tiempos.user + tiempos.system + tiempos.children_user + tiempos.children_system


def _megas() -> float:
    """La mayor memoria que tuvo este proceso o el que abrió; cero donde no se puede saber."""
    if sys.platform == "win32":
        return 0.0
    import resource

    cuentas = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(cuenta).ru_maxrss for cuenta in cuentas) / 1024


if __name__ == "__main__":
    for cual in sys.argv[2:]:
        print(json.dumps({"nombre": cual, **medir(cual, sys.argv[1])}), flush=True)
