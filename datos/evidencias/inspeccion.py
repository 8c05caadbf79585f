"""La revisión de un archivo antes de guardarlo: su extensión, sus bytes y su estructura dicen lo mismo."""

import os
import re
import unicodedata
from collections.abc import Callable
from email.parser import BytesHeaderParser
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError, iterparse

from datos import almacen
from datos.evidencias import imagenes
from datos.importadores.codificacion import decodificar
from datos.importadores.paquete import Partes, abrir_paquete
from datos.importadores.rechazos import (
    archivo_danado,
    archivo_excesivo,
    archivo_protegido,
    archivo_sospechoso,
)
from datos.importadores.xml_oficina import etiqueta, parte_principal
from modelos import archivos
from modelos.archivos import (
    CON_MACROS,
    SIN_MACROS,
    ArchivoRechazado,
    Guardado,
    TipoDeArchivo,
    exigir_bajo_tope,
    tipo_segun_nombre,
)
from modelos.errores import ErrorDeDominio

LARGO_DE_NOMBRE = 150  # letras
COLA_DE_PDF = 2048  # bytes; los lectores buscan su final en los últimos 1024, y hay quien agrega relleno
TRAMO_DE_TEXTO = 8 * 1024 * 1024  # bytes, y par: no corta una letra de UTF-16
CABECERAS_DE_CORREO = 64 * 1024  # bytes
PRINCIPIO_DE_XML = 64 * 1024  # bytes que bastan para ver de qué es

DANADO = (
    "Está dañado o incompleto y no se puede abrir.",
    "Ábralo en su programa, guárdelo de nuevo y súbalo otra vez.",
)
DEL_PAQUETE = {
    str(archivo_danado()): DANADO,
    str(archivo_protegido()): (
        "Está protegido con contraseña.",
        "Quítele la contraseña en su programa y súbalo de nuevo.",
    ),
    str(archivo_excesivo()): (
        "Descomprimido es demasiado grande para revisarlo.",
        "Divídalo, o guárdelo como PDF, y súbalo de nuevo.",
    ),
    str(archivo_sospechoso()): (
        "Contiene instrucciones que un documento de oficina no lleva.",
        "Copie lo que dice en un documento nuevo y súbalo.",
    ),
}
"""Lo que se rechaza al descomprimir, dicho de una evidencia y no de un plan."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRMAS = {
    b"MZ": "un programa",
    b"\x7fELF": "un programa",
    b"#!": "un guion que se ejecuta",
    b"PK\x03\x04": "un archivo comprimido u otro documento",
    OLE: "un documento antiguo de Office, o uno con contraseña",
    b"%PDF-": "un PDF",
    b"{\\rtf": "un documento RTF",
    b"\xff\xd8\xff": "una imagen JPEG",
    b"\x89PNG\r\n\x1a\n": "una imagen PNG",
    b"GIF8": "una imagen GIF",
    b"Rar!": "un archivo comprimido",
    b"7z\xbc\xaf": "un archivo comprimido",
    b"\x1f\x8b": "un archivo comprimido",
}
TAMBIEN_SON_TEXTO = (b"#!", b"%PDF-", b"{\\rtf")
IMAGENES_COMO_VIDEO = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
PRINCIPIO = 4096  # bytes en que un navegador reconoce una página, y de sobra
_ANTES_DE_UNA_PAGINA = "\ufeff \t\r\n\f\v"
_PAGINA = re.compile(r"<[!?a-z]|.*<(html|svg|script|body|iframe)\b", re.IGNORECASE | re.DOTALL)
_EN_OLE = {
    TipoDeArchivo.DOC: ("WordDocument",),
    TipoDeArchivo.XLS: ("Workbook", "Book"),
    TipoDeArchivo.PPT: ("PowerPoint Document",),
}
_PRINCIPAL = {
    TipoDeArchivo.DOCX: ("word/", "document", b"wordprocessingml.document.main+xml"),
    TipoDeArchivo.XLSX: ("xl/", "workbook", b"spreadsheetml.sheet.main+xml"),
    TipoDeArchivo.PPTX: ("ppt/", "presentation", b"presentationml.presentation.main+xml"),
}
_SE_GUARDA_COMO = {"odt": ".odt", "ods": ".ods", "doc": ".docx", "xls": ".xlsx", "ppt": ".pptx"}


class Inspeccion(NamedTuple):
    """Lo que resultó ser el archivo; el tamaño, en bytes."""

    tipo: TipoDeArchivo
    tamano: int
    sha256: str

    @property
    def medido(self) -> Guardado:
        """Lo que el almacén ya no necesita volver a calcular."""
        return Guardado(self.sha256, self.tamano)


def tope() -> int:
    """Bytes que puede pesar un archivo (PLANIFICADOR_TOPE_MB)."""
    return archivos.tope(os.environ.get("PLANIFICADOR_TOPE_MB"))


def cuota() -> int:
    """Bytes que puede ocupar una municipalidad (PLANIFICADOR_CUOTA_MB)."""
    return archivos.cuota(os.environ.get("PLANIFICADOR_CUOTA_MB"))


def nombre_limpio(nombre: str) -> str:
    """El nombre con que llegó, en una línea: sin carpetas ni signos que no se ven; solo un dato."""
    propio = unicodedata.normalize("NFC", re.split(r"[\\/]", nombre)[-1])
    visible = "".join(letra if letra.isprintable() else " " for letra in propio)
    llano = " ".join(visible.split()).strip(". ") or "archivo"
    extension = PurePath(llano).suffix[:20]
    return llano.removesuffix(extension)[: LARGO_DE_NOMBRE - len(extension)].rstrip(". ") + extension


def inspeccionar(nombre: str, archivo: BinaryIO) -> Inspeccion:
    """Qué es el archivo, leído desde el comienzo; ArchivoRechazado si no se acepta."""
    limpio = nombre_limpio(nombre)
    tipo = tipo_segun_nombre(limpio)
    exigir_bajo_tope(limpio, archivo.seek(0, os.SEEK_END), tope())
    archivo.seek(0)
    try:
        _REVISIONES[tipo](archivo, tipo)
    except ArchivoRechazado as rechazo:
        raise ArchivoRechazado(rechazo.razon, rechazo.que_hacer, limpio) from rechazo
    medido = almacen.medir(archivo)
    return Inspeccion(tipo, medido.tamano, medido.sha256)


def _otra_cosa(archivo: BinaryIO, tipo: TipoDeArchivo) -> ArchivoRechazado:
    archivo.seek(0)
    comienzo = archivo.read(PRINCIPIO)
    que_es = next((dicho for firma, dicho in FIRMAS.items() if comienzo.startswith(firma)), None)
    if que_es is None and _es_pagina(comienzo):
        que_es = "una página web o un dibujo que puede llevar programas"
    return ArchivoRechazado(
        f"Su nombre termina en .{tipo}, pero por dentro {f'es {que_es}' if que_es else 'no lo es'}.",
        f"Ábralo en su programa, guárdelo como .{tipo} y súbalo de nuevo.",
    )


def _es_pagina(comienzo: bytes) -> bool:
    texto = decodificar(comienzo) or ""
    return _PAGINA.match(texto.lstrip(_ANTES_DE_UNA_PAGINA)) is not None


def _revisar_pdf(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    if archivo.read(5) != b"%PDF-":
        raise _otra_cosa(archivo, tipo)
    archivo.seek(max(0, archivo.seek(0, os.SEEK_END) - COLA_DE_PDF))
    if b"%%EOF" not in archivo.read():
        raise ArchivoRechazado(*DANADO)


def _revisar_office(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    carpeta, raiz, su_tipo = _PRINCIPAL[tipo]
    partes = _partes(archivo, tipo)
    tipos = partes.get("[Content_Types].xml", b"").replace(b"\0", b"")
    if b"macroenabled" in tipos.lower() or any(map(_es_macro_de_office, partes)):
        raise _con_macros(tipo)
    try:
        principal = parte_principal(partes) or ""
    except ErrorDeDominio as error:
        raise ArchivoRechazado(*DANADO) from error
    if su_tipo not in tipos or not principal.startswith(carpeta):
        raise _otra_cosa(archivo, tipo)
    if _raiz(partes[principal]) != raiz:
        raise ArchivoRechazado(*DANADO)


def _es_macro_de_office(parte: str) -> bool:
    nombre = parte.lower()
    return nombre.endswith("vbaproject.bin") or nombre.startswith("xl/macrosheets/")


def _revisar_libreoffice(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    partes = _partes(archivo, tipo)
    if partes.get("mimetype", b"").strip() != tipo.mime.encode():
        raise _otra_cosa(archivo, tipo)
    if any(parte.startswith(("Basic/", "Scripts/")) for parte in partes):
        raise _con_macros(tipo)
    if b"encryption-data" in partes.get("META-INF/manifest.xml", b""):
        raise ArchivoRechazado(*DEL_PAQUETE[str(archivo_protegido())])
    if _raiz(partes.get("content.xml", b"")) != "document-content":
        raise ArchivoRechazado(*DANADO)


def _con_macros(tipo: TipoDeArchivo) -> ArchivoRechazado:
    return ArchivoRechazado(CON_MACROS, SIN_MACROS.format(_SE_GUARDA_COMO.get(tipo, f".{tipo}")))


def _partes(archivo: BinaryIO, tipo: TipoDeArchivo) -> Partes:
    contenido = archivo.read()
    if not contenido.startswith(b"PK\x03\x04"):
        raise _otra_cosa(archivo, tipo)
    try:
        return abrir_paquete(contenido)
    except ErrorDeDominio as error:
        raise ArchivoRechazado(*DEL_PAQUETE.get(str(error), DANADO)) from error


def _raiz(parte: bytes) -> str:
    """El nombre del elemento que lo contiene todo, sin analizar lo demás; vacío si no es XML."""
    try:
        for _, elemento in iterparse(  # noqa: S314 - el paquete ya rechazó los DTD
            BytesIO(parte[:PRINCIPIO_DE_XML]), ["start"]
        ):
            return etiqueta(elemento)
    except ParseError:
        pass
    return ""


def _revisar_imagen(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    firma, formato = {"jpg": (b"\xff\xd8\xff", "JPEG"), "png": (b"\x89PNG\r\n\x1a\n", "PNG")}[tipo]
    if archivo.read(len(firma)) != firma:
        raise _otra_cosa(archivo, tipo)
    imagenes.exigir_sana(archivo, formato)


def _revisar_texto(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    comienzo = archivo.read(PRINCIPIO)
    archivo.seek(0)
    tramos = iter(partial(archivo.read, TRAMO_DE_TEXTO), b"")
    if (
        comienzo.startswith(TAMBIEN_SON_TEXTO)
        or _es_pagina(comienzo)
        or any(decodificar(tramo) is None for tramo in tramos)
    ):
        raise _otra_cosa(archivo, tipo)


def _revisar_antiguo(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    contenido = archivo.read()
    de_este_tipo = any(parte.encode("utf-16-le") in contenido for parte in _EN_OLE[tipo])
    if not contenido.startswith(OLE) or not de_este_tipo:
        raise _otra_cosa(archivo, tipo)
    if "_VBA_PROJECT".encode("utf-16-le") in contenido:
        raise _con_macros(tipo)


def _revisar_correo(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    correo = BytesHeaderParser().parsebytes(archivo.read(CABECERAS_DE_CORREO))
    con_fecha = {"date", "message-id", "received"} & {nombre.lower() for nombre in correo}
    if correo.defects or "From" not in correo or not con_fecha:
        raise _otra_cosa(archivo, tipo)


def _revisar_video(archivo: BinaryIO, tipo: TipoDeArchivo) -> None:
    caja = archivo.read(12)
    if caja[4:8] != b"ftyp" or caja[8:12] in IMAGENES_COMO_VIDEO:
        raise _otra_cosa(archivo, tipo)


_REVISIONES: dict[TipoDeArchivo, Callable[[BinaryIO, TipoDeArchivo], None]] = {
    TipoDeArchivo.PDF: _revisar_pdf,
    **dict.fromkeys(_PRINCIPAL, _revisar_office),
    **dict.fromkeys((TipoDeArchivo.ODT, TipoDeArchivo.ODS), _revisar_libreoffice),
    **dict.fromkeys((TipoDeArchivo.JPG, TipoDeArchivo.PNG), _revisar_imagen),
    **dict.fromkeys((TipoDeArchivo.TXT, TipoDeArchivo.CSV), _revisar_texto),
    **dict.fromkeys(_EN_OLE, _revisar_antiguo),
    TipoDeArchivo.EML: _revisar_correo,
    TipoDeArchivo.MP4: _revisar_video,
}
