"""Qué archivos se aceptan como evidencia, cuáles no y por qué, y cuánto pueden ocupar."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from modelos.errores import ErrorDeDominio
from modelos.frases import entero

_HUELLA = re.compile("[0-9a-f]{64}")
MB = 1024 * 1024
TOPE = 50 * MB  # bytes por archivo
CUOTA = 20_000 * MB  # bytes por municipalidad
ACEPTADOS = (
    "Suba un PDF, un documento de Word, Excel, PowerPoint o LibreOffice, una imagen .jpg o .png, o texto."
)


class ArchivoRechazado(ErrorDeDominio):
    """No se guarda: por qué y qué hacer; con su nombre, que quien lo subió pudo subir otros con él."""

    def __init__(self, razon: str, que_hacer: str, nombre: str = "") -> None:
        super().__init__(f"No se guardó {f'«{nombre}»' if nombre else 'el archivo'}. {razon} {que_hacer}")
        self.razon = razon
        self.que_hacer = que_hacer


class ArchivoFaltante(ErrorDeDominio):
    """No está donde se guardó."""


class ArchivoAlterado(ErrorDeDominio):
    """Lo que está guardado ya no tiene la huella que le da nombre."""


class ArchivoIlegible(ErrorDeDominio):
    """El disco o el almacén no dejan leerlo ahora."""


class Guardado(NamedTuple):
    """Lo que quedó en el almacén; el tamaño, en bytes."""

    sha256: str
    tamano: int


class Ficha(NamedTuple):
    """Un archivo del almacén, sin su contenido; el tamaño, en bytes."""

    sha256: str
    tamano: int
    modificado: datetime


class TipoDeArchivo(StrEnum):
    """Un tipo que se acepta: `se_abre`, o va sellado (se guarda y se entrega sin abrirlo nunca)."""

    extensiones: tuple[str, ...]
    mime: str
    etiqueta: str
    se_abre: bool

    def __new__(
        cls,
        valor: str,
        extensiones: tuple[str, ...] = (),  # los valores por omisión son para buscar un miembro por su valor
        mime: str = "",
        etiqueta: str = "",
        se_abre: bool = True,
    ) -> "TipoDeArchivo":
        """Un miembro que se guarda como su `valor` y lleva consigo lo demás."""
        miembro = str.__new__(cls, valor)
        miembro._value_ = valor
        miembro.extensiones = extensiones
        miembro.mime = mime
        miembro.etiqueta = etiqueta
        miembro.se_abre = se_abre
        return miembro

    PDF = ("pdf", ("pdf",), "application/pdf", "PDF")
    DOCX = (
        "docx",
        ("docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Documento de Word",
    )
    XLSX = (
        "xlsx",
        ("xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Libro de Excel",
    )
    PPTX = (
        "pptx",
        ("pptx",),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "Presentación de PowerPoint",
    )
    ODT = ("odt", ("odt",), "application/vnd.oasis.opendocument.text", "Texto de LibreOffice")
    ODS = ("ods", ("ods",), "application/vnd.oasis.opendocument.spreadsheet", "Planilla de LibreOffice")
    JPG = ("jpg", ("jpg", "jpeg"), "image/jpeg", "Imagen JPEG")
    PNG = ("png", ("png",), "image/png", "Imagen PNG")
    TXT = ("txt", ("txt",), "text/plain", "Texto")
    CSV = ("csv", ("csv",), "text/csv", "Tabla CSV")
    DOC = ("doc", ("doc",), "application/msword", "Documento antiguo de Word", False)
    XLS = ("xls", ("xls",), "application/vnd.ms-excel", "Libro antiguo de Excel", False)
    PPT = ("ppt", ("ppt",), "application/vnd.ms-powerpoint", "Presentación antigua de PowerPoint", False)
    EML = ("eml", ("eml",), "message/rfc822", "Correo", False)
    MP4 = ("mp4", ("mp4",), "video/mp4", "Video", False)


class Rechazo(NamedTuple):
    """Por qué no se acepta lo que tiene alguna de esas extensiones, y qué hacer."""

    extensiones: frozenset[str]
    razon: str
    que_hacer: str


CON_MACROS = "Trae macros, que son programas, y podrían dañar el computador de quien lo abra."
SIN_MACROS = "Ábralo en su programa, guárdelo como {} sin macros y súbalo de nuevo."
RECHAZADOS = tuple(
    Rechazo(frozenset(extensiones.split()), razon, que_hacer)
    for extensiones, razon, que_hacer in (
        (
            "zip rar 7z tar gz tgz bz2 xz zst cab arj lzh iso jar",
            "Es un archivo comprimido, y lo que trae no se puede revisar.",
            "Descomprímalo y suba los archivos que trae.",
        ),
        ("docm dotm", CON_MACROS, SIN_MACROS.format(".docx")),
        ("xlsm xltm xlsb xlam xla", CON_MACROS, SIN_MACROS.format(".xlsx")),
        ("pptm potm ppsm ppam", CON_MACROS, SIN_MACROS.format(".pptx")),
        (
            "html htm xhtml mht mhtml svg svgz xml",
            "Es una página o un dibujo que puede llevar programas dentro.",
            "Ábralo, imprímalo como PDF y suba el PDF.",
        ),
        (
            "exe com scr msi dll bat cmd ps1 vbs vbe js jse wsf wsh hta lnk url reg cpl sh py pl php apk deb",
            "Es un programa o un guion que se ejecuta.",
            "Suba el documento, la imagen o el texto que acredita lo hecho.",
        ),
        (
            "heic heif webp gif bmp tif tiff avif",
            "Es una imagen de un formato que no se acepta.",
            "Guárdela como .jpg o .png y súbala de nuevo.",
        ),
        (
            "mov avi mkv wmv webm 3gp mpg mpeg m4v",
            "Es un video de un formato que no se acepta.",
            "Guárdelo como .mp4 y súbalo de nuevo.",
        ),
        ("msg", "Es un correo en un formato propio de Outlook.", "Guárdelo como .eml o como PDF y súbalo."),
        ("rtf dot dotx ott odm", "No es un documento terminado.", "Guárdelo como .docx o PDF y súbalo."),
        ("odp pps ppsx potx", "Esa forma de presentación no se acepta.", "Guárdela como .pptx o PDF."),
    )
)


def tipo_segun_nombre(nombre: str) -> TipoDeArchivo:
    """El tipo que dice su extensión; ArchivoRechazado, con la razón, si no se acepta."""
    antes, _, extension = nombre.lower().rpartition(".")
    if not antes:
        raise ArchivoRechazado("Su nombre no dice qué tipo de archivo es.", ACEPTADOS, nombre)
    for tipo in TipoDeArchivo:
        if extension in tipo.extensiones:
            return tipo
    for rechazo in RECHAZADOS:
        if extension in rechazo.extensiones:
            raise ArchivoRechazado(rechazo.razon, rechazo.que_hacer, nombre)
    raise ArchivoRechazado(f"No se aceptan archivos .{extension}.", ACEPTADOS, nombre)


def tope(megas: str | None) -> int:
    """Bytes que puede pesar un archivo, según los MB dichos; ErrorDeDominio si no se entienden."""
    return _en_bytes(megas, TOPE)


def cuota(megas: str | None) -> int:
    """Bytes que puede ocupar una municipalidad, según los MB dichos; ErrorDeDominio si no se entienden."""
    return _en_bytes(megas, CUOTA)


def _en_bytes(megas: str | None, por_omision: int) -> int:
    indicados = (megas or "").strip()
    if not indicados:
        return por_omision
    if not (indicados.isascii() and indicados.isdigit() and int(indicados)):
        raise ErrorDeDominio(f"Se indicaron «{indicados}» MB; se espera un número entero, como 50")
    return int(indicados) * MB


def exigir_bajo_tope(nombre: str, tamano: int, maximo: int) -> None:
    """ErrorDeDominio si el archivo está vacío o pesa más bytes que el máximo."""
    if not tamano:
        raise ArchivoRechazado("Está vacío.", "Revise que sea el archivo correcto y súbalo de nuevo.", nombre)
    if tamano > maximo:
        raise ArchivoRechazado(
            f"Pesa más de {entero(maximo // MB)} MB.",
            "Reduzca sus imágenes, divídalo en partes o suba solo las páginas que acreditan lo hecho.",
            nombre,
        )


def exigir_bajo_cuota(nombre: str, usados: int, tamano: int, maximo: int) -> None:
    """ErrorDeDominio si con ese archivo la municipalidad pasa de los bytes que puede guardar."""
    if usados + tamano > maximo:
        raise ArchivoRechazado(
            f"La municipalidad ya ocupa {entero(usados // MB)} de sus {entero(maximo // MB)} MB.",
            "Lo guardado sigue intacto. Pida a quien administra la instalación que aumente la cuota.",
            nombre,
        )


def es_huella(texto: str) -> bool:
    """Si es un SHA-256 en hexadecimal y minúsculas."""
    return _HUELLA.fullmatch(texto) is not None


def medir(partes: Iterable[bytes]) -> Guardado:
    """La huella y el tamaño de un contenido que llega de a partes."""
    suma, cuantos = hashlib.sha256(), 0
    for parte in partes:
        suma.update(parte)
        cuantos += len(parte)
    return Guardado(suma.hexdigest(), cuantos)


def exigir_igual(guardado: Guardado, partes: Iterable[bytes]) -> None:
    """ArchivoAlterado si lo que quedó escrito no es lo que se recibió."""
    if medir(partes) != guardado:
        raise ArchivoAlterado("No se guardó: lo escrito no quedó igual a lo recibido. Súbalo de nuevo.")
