"""La puerta de entrada de los archivos: decide qué son por su contenido y los entrega leídos."""

import re
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from datos.importadores.aparte import leer_aparte
from datos.importadores.codificacion import decodificar
from datos.importadores.documento import Documento, Parrafo
from datos.importadores.lector_csv import es_tabular, leer_csv
from datos.importadores.lector_doc import leer_doc
from datos.importadores.lector_docx import leer_docx
from datos.importadores.lector_ods import leer_ods
from datos.importadores.lector_odt import leer_odt
from datos.importadores.lector_texto import leer_texto
from datos.importadores.lector_xlsx import leer_xlsx
from datos.importadores.paquete import Partes, abrir_paquete
from datos.importadores.rechazos import (
    GUARDAR_COMO_WORD,
    archivo_danado,
    archivo_excesivo,
    archivo_protegido,
    rechazo,
)
from datos.importadores.xml_oficina import parte_principal

LARGO_DE_NOMBRE = 200
BYTES_MAXIMOS = 25 * 1024 * 1024
BYTES_MAXIMOS_DE_TEXTO = 4 * 1024 * 1024  # unas mil páginas
BYTES_MAXIMOS_DE_CSV = 16 * 1024 * 1024  # cincuenta mil filas de trescientas letras
FILAS_MAXIMAS = 20_000  # renglones y filas de tabla con algo escrito; el mayor plan conocido no llega a mil
FILAS_MAXIMAS_DE_CSV = 60_000  # lo que exporta otro sistema: con esto se leen y revisan bajo 1 GB
ESFUERZO_MAXIMO = 5_000_000_000  # cinco mil textos de mil letras
_NUMERO_INTERMINABLE = re.compile(r"\d{100}")
FORMATOS_QUE_SE_LEEN = ".docx, .doc, .odt, .xlsx, .xls, .ods, .pdf, .csv, .txt o .md"
ADMITIDOS = "Suba el plan en Word, Excel, LibreOffice, PDF, CSV o texto."
GUARDAR_COMO_EXCEL = "Ábralo en Excel, guárdelo como libro de Excel (.xlsx) y súbalo de nuevo."

OASIS = b"application/vnd.oasis.opendocument."
TIPOS_DE_LIBREOFFICE = {
    OASIS + b"spreadsheet": leer_ods,
    OASIS + b"spreadsheet-template": leer_ods,
    OASIS + b"text": leer_odt,
    OASIS + b"text-template": leer_odt,
}
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRMAS = (
    ((b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!"), "un programa"),
    (
        (
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"BM",
            b"II*\0",
            b"MM\0*",
            b"RIFF",
            b"\0\0\0\x18ftyp",
            b"\0\0\0 ftyp",
        ),
        "una imagen o un video",
    ),
    ((b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "un archivo comprimido"),
)
EXTENSIONES = {
    "docx": {".docx", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "odt": {".odt", ".ott"},
    "doc": {".doc", ".dot"},
    "ods": {".ods", ".ots"},
    "xls": {".xls", ".xlt"},
    "pdf": {".pdf"},
    "csv": {".csv", ".tsv", ".txt"},
    "texto": {".txt", ".md", ".csv", ".tsv", ""},
    "markdown": {".md", ".txt", ""},
}
NOMBRES = {
    "docx": "un documento de Word",
    "xlsx": "un libro de Excel",
    "odt": "un texto de LibreOffice",
    "doc": "un documento antiguo de Word",
    "ods": "una planilla de LibreOffice",
    "xls": "un libro antiguo de Excel",
    "pdf": "un PDF",
    "csv": "una tabla CSV",
    "texto": "texto",
    "markdown": "texto",
}


def nombre_llano(nombre: str) -> str:
    """El nombre del archivo en una línea, sin las carpetas que diga ni signos que no se ven."""
    propio = re.split(r"[\\/]", nombre)[-1]
    visible = "".join(letra if letra.isprintable() else " " for letra in propio)
    return " ".join(visible.split())[-LARGO_DE_NOMBRE:].strip(". ") or "archivo"


def leer(nombre: str, contenido: bytes) -> Documento:
    """El documento que hay en el archivo, llámese como se llame.

    Lanza ErrorDeDominio, con una línea para la persona, si no es un plan legible.
    """
    if not contenido.strip():
        raise rechazo("El archivo está vacío.", "Revise que sea el archivo correcto y súbalo de nuevo.")
    if len(contenido) > BYTES_MAXIMOS:
        raise rechazo(
            f"El archivo pesa más de {BYTES_MAXIMOS // 1024 // 1024} MB.",
            "Quítele las imágenes o copie el plan en un documento nuevo y súbalo.",
        )
    try:
        documento = _leer_por_contenido(nombre_llano(nombre), contenido)
    except RecursionError as error:  # miles de elementos uno dentro de otro: nadie lo escribió
        raise archivo_danado() from error
    _exigir_medida_de_plan(documento)
    return _avisar_otra_extension(documento)


def _exigir_medida_de_plan(documento: Documento) -> None:
    """Entender un texto tarda, en lo peor, según el cuadrado de su largo: por eso se suma así."""
    filas = [[bloque.texto] for bloque in documento.bloques if isinstance(bloque, Parrafo)]
    filas += [[celda.texto for celda in fila] for tabla in documento.tablas for fila in tabla.filas]
    if sum(len(texto) ** 2 for texto in chain(*filas)) > ESFUERZO_MAXIMO:
        raise archivo_excesivo()
    maximas = FILAS_MAXIMAS_DE_CSV if documento.formato == "csv" else FILAS_MAXIMAS
    if sum(map(any, filas)) > maximas or any(map(_NUMERO_INTERMINABLE.search, chain(*filas))):
        raise archivo_excesivo()


def _leer_por_contenido(nombre: str, contenido: bytes) -> Documento:
    if contenido.startswith(ZIP):
        return _leer_paquete(nombre, abrir_paquete(contenido))
    if contenido.startswith(OLE):
        return _leer_ole(nombre, contenido)
    if b"%PDF-" in contenido[:1024]:
        return leer_aparte("pdf", nombre, contenido)
    for firmas, que_es in FIRMAS:
        if contenido.startswith(firmas):
            raise rechazo(f"El archivo es {que_es}, no un documento.", ADMITIDOS)
    return _leer_texto(nombre, contenido)


def _leer_paquete(nombre: str, partes: Partes) -> Documento:
    if "xl/workbook.xml" in partes:
        return leer_xlsx(nombre, partes)
    if "xl/workbook.bin" in partes:
        raise rechazo("El archivo es un libro binario de Excel (.xlsb).", GUARDAR_COMO_EXCEL)
    tipo = partes.get("mimetype", b"").strip()
    if tipo.startswith(OASIS) and b"encryption-data" in partes.get("META-INF/manifest.xml", b""):
        raise archivo_protegido()
    if tipo in TIPOS_DE_LIBREOFFICE:
        return TIPOS_DE_LIBREOFFICE[tipo](nombre, partes)
    if tipo.startswith(OASIS):
        raise rechazo("El archivo es un dibujo, una presentación o una fórmula de LibreOffice.", ADMITIDOS)
    if any(parte.startswith("ppt/") for parte in partes):
        raise rechazo("El archivo es una presentación.", ADMITIDOS)
    if "[Content_Types].xml" in partes and (parte_principal(partes) or "").startswith("word/"):
        return leer_docx(nombre, partes)
    if "[Content_Types].xml" in partes:
        raise archivo_danado()
    raise rechazo(
        "El archivo es una carpeta comprimida, no un documento.", "Descomprímala y suba el plan solo."
    )


def _leer_ole(nombre: str, contenido: bytes) -> Documento:
    """Los formatos antiguos y los cifrados comparten envoltorio; sus partes se llaman en UTF-16."""

    def contiene(parte: str) -> bool:
        return parte.encode("utf-16-le") in contenido

    if contiene("EncryptedPackage") or contiene("EncryptionInfo"):
        raise archivo_protegido()
    de_excel, de_word = contiene("Workbook") or contiene("Book"), contiene("WordDocument")
    if de_word and not (de_excel and _extension(nombre) == ".xls"):  # uno puede llevar dentro al otro
        return leer_doc(nombre, contenido)
    if de_excel:
        return leer_aparte("xls", nombre, contenido)
    raise rechazo("El archivo es de un formato que no se conoce, o está incompleto.", ADMITIDOS)


def _leer_texto(nombre: str, contenido: bytes) -> Documento:
    texto = decodificar(contenido)
    if texto is not None and len(contenido) > BYTES_MAXIMOS_DE_CSV:
        raise archivo_excesivo()
    if texto is None:
        raise rechazo("El archivo no es un documento que se pueda leer.", ADMITIDOS)
    if not texto.strip():
        raise rechazo("El archivo está vacío.", "Revise que sea el archivo correcto y súbalo de nuevo.")
    comienzo = texto.lstrip()[:200].lower()
    if comienzo.startswith("{\\rtf"):
        raise rechazo("El archivo es de formato RTF.", GUARDAR_COMO_WORD)
    if comienzo.startswith(("<!doctype", "<html", "<?xml", "<svg", "<table")):
        raise rechazo("El archivo es una página web, no un documento.", GUARDAR_COMO_WORD)
    if not _es_markdown(texto) and (_extension(nombre) in (".csv", ".tsv") or es_tabular(texto)):
        return leer_csv(nombre, texto)
    if len(contenido) > BYTES_MAXIMOS_DE_TEXTO:
        raise archivo_excesivo()
    return leer_texto(nombre, texto)


def _es_markdown(texto: str) -> bool:
    """Con la línea de guiones que separa el encabezado de una tabla Markdown."""
    return "|" in texto and any(
        "|-" in linea.replace(" ", "") and set(linea.strip()) <= set("|-: ") for linea in texto.splitlines()
    )


def _extension(nombre: str) -> str:
    return PurePath(nombre).suffix.lower()


def _avisar_otra_extension(documento: Documento) -> Documento:
    extension = _extension(documento.nombre)
    if extension in EXTENSIONES[documento.formato]:
        return documento
    que_es = NOMBRES[documento.formato]
    aviso = f"El archivo se llama «{documento.nombre}», pero por dentro es {que_es}; se leyó como tal."
    return replace(documento, avisos=[*documento.avisos, aviso])
