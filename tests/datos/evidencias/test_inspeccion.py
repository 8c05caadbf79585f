"""Qué se acepta como evidencia y qué no: un archivo de cada formato y uno por cada rechazo."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import odfdo
import pytest
import xlsxwriter
import xlwt  # type: ignore[import-untyped]
from PIL import Image
from pypdf import PdfWriter

from datos import almacen
from datos.evidencias import inspeccion
from datos.evidencias.inspeccion import inspeccionar, nombre_limpio
from modelos.archivos import (
    MB,
    TOPE,
    ArchivoRechazado,
    TipoDeArchivo,
    cuota,
    exigir_bajo_cuota,
    tope,
)
from modelos.errores import ErrorDeDominio

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CORREO = b"From: a@muni.cl\r\nDate: Thu, 5 Nov 2026 10:00:00 -0300\r\nSubject: Acta\r\n\r\nVa el acta.\r\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
PRESENTACION = {
    "[Content_Types].xml": b'<Types xmlns="x"><Override PartName="/ppt/presentation.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/officeDocument" '
    b'Target="ppt/presentation.xml"/></Relationships>',
    "ppt/presentation.xml": b'<p:presentation xmlns:p="x"/>',
}


def un_zip(partes: dict[str, bytes]) -> bytes:
    destino = BytesIO()
    with ZipFile(destino, "w", ZIP_DEFLATED) as archivo:
        for nombre, parte in partes.items():
            archivo.writestr(nombre, parte)
    return destino.getvalue()


def con_parte(paquete: bytes, nombre: str, parte: bytes) -> bytes:
    with ZipFile(BytesIO(paquete)) as archivo:
        partes = {una: archivo.read(una) for una in archivo.namelist()}
    return un_zip({**partes, nombre: parte})


def guardado(guardar: Callable[[BytesIO], object]) -> bytes:
    destino = BytesIO()
    guardar(destino)
    return destino.getvalue()


def un_pdf() -> bytes:
    escritor = PdfWriter()
    escritor.add_blank_page(200, 200)
    return guardado(escritor.write)


def un_docx() -> bytes:
    documento = docx.Document()
    documento.add_paragraph("Acta de la sesión")
    return guardado(documento.save)


def un_xlsx() -> bytes:
    destino = BytesIO()
    with xlsxwriter.Workbook(destino) as libro:
        libro.add_worksheet().write(0, 0, "Asistentes")
    return destino.getvalue()


def un_xls() -> bytes:
    libro = xlwt.Workbook()
    libro.add_sheet("Hoja").write(0, 0, "Asistentes")
    return guardado(libro.save)


def una_imagen(formato: str) -> bytes:
    return guardado(lambda destino: Image.effect_noise((80, 60), 50).save(destino, formato))


def un_ole(parte: str) -> bytes:
    return OLE + bytes(504) + parte.encode("utf-16-le") + bytes(512)


def png_de(lado: int) -> bytes:
    """Un PNG que dice medir eso por lado y no trae nada."""

    def trozo(nombre: bytes, dato: bytes) -> bytes:
        return struct.pack(">I", len(dato)) + nombre + dato + struct.pack(">I", zlib.crc32(nombre + dato))

    encabezado = struct.pack(">IIBBBBB", lado, lado, 8, 2, 0, 0, 0)
    partes = trozo(b"IHDR", encabezado) + trozo(b"IDAT", zlib.compress(b"")) + trozo(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + partes


BUENOS: dict[str, Callable[[], bytes]] = {
    "acta.pdf": un_pdf,
    "acta.docx": un_docx,
    "lista.xlsx": un_xlsx,
    "charla.pptx": lambda: un_zip(PRESENTACION),
    "acta.odt": lambda: guardado(odfdo.Document("text").save),
    "lista.ods": lambda: guardado(odfdo.Document("spreadsheet").save),
    "foto.jpg": lambda: una_imagen("JPEG"),
    "FOTO.JPEG": lambda: una_imagen("JPEG"),
    "foto.png": lambda: una_imagen("PNG"),
    "nota.txt": lambda: "Sesión del día 5, menor < mayor".encode(),
    "nota en utf-16.txt": lambda: "Sesión del día 5".encode("utf-16"),
    "lista.csv": lambda: "Nombre;Unidad\nÑuñoa;Aseo\n".encode("cp1252"),
    "antiguo.doc": lambda: un_ole("WordDocument"),
    "antiguo.xls": un_xls,
    "antiguo.ppt": lambda: un_ole("PowerPoint Document"),
    "aviso.eml": lambda: CORREO,
    "video.mp4": lambda: b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + bytes(100),
}


@pytest.mark.parametrize("nombre", BUENOS)
def test_cada_formato_aceptado_se_reconoce(nombre: str) -> None:
    contenido = BUENOS[nombre]()

    hecha = inspeccionar(nombre, BytesIO(contenido))

    assert nombre.lower().endswith(hecha.tipo.extensiones)
    assert hecha.medido == (almacen.huella(contenido), len(contenido))


def test_hay_un_archivo_bueno_de_cada_tipo() -> None:
    reconocidos = {inspeccionar(nombre, BytesIO(hacer())).tipo for nombre, hacer in BUENOS.items()}

    assert reconocidos == set(TipoDeArchivo)
    assert {tipo.value for tipo in reconocidos if not tipo.se_abre} == {"doc", "xls", "ppt", "eml", "mp4"}


DE_WORD_CON_MACROS = (
    b'<Types xmlns="x"><Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
MALOS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "ejecutable llamado pdf": ("acta.pdf", lambda: b"MZ" + bytes(900), "es un programa"),
    "ejecutable": ("acta.pdf.exe", lambda: b"MZ" + bytes(900), "programa o un guion"),
    "extensión al revés": ("acta\u202efdp.exe", lambda: b"MZ" + bytes(900), "programa o un guion"),
    "guion llamado txt": ("nota.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "guion que se ejecuta"),
    "zip": ("fotos.zip", lambda: un_zip({"a": b"a"}), "Descomprímalo y suba los archivos que trae"),
    "zip llamado docx": ("acta.docx", lambda: un_zip({"a.txt": b"a"}), "archivo comprimido"),
    "rar": ("fotos.rar", lambda: b"Rar!", "Descomprímalo"),
    "docm": ("acta.docm", un_docx, r"guárdelo como \.docx sin macros"),
    "xlsm": ("lista.xlsm", un_xlsx, r"guárdelo como \.xlsx sin macros"),
    "pptm": ("charla.pptm", lambda: b"PK", r"guárdelo como \.pptx sin macros"),
    "macros en un docx": (
        "acta.docx",
        lambda: con_parte(un_docx(), "word/vbaProject.bin", OLE),
        r"guárdelo como \.docx sin macros",
    ),
    "docm llamado docx": (
        "acta.docx",
        lambda: con_parte(un_docx(), "[Content_Types].xml", DE_WORD_CON_MACROS),
        "macros",
    ),
    "macros de Excel 4": (
        "lista.xlsx",
        lambda: con_parte(un_xlsx(), "xl/macrosheets/sheet1.xml", b"<x/>"),
        "macros",
    ),
    "macros en un pptx": (
        "charla.pptx",
        lambda: un_zip({**PRESENTACION, "ppt/vbaProject.bin": OLE}),
        r"guárdelo como \.pptx sin macros",
    ),
    "macros en un odt": (
        "acta.odt",
        lambda: con_parte(BUENOS["acta.odt"](), "Basic/Standard/Module1.xml", b"<x/>"),
        r"guárdelo como \.odt sin macros",
    ),
    "guiones en un ods": (
        "lista.ods",
        lambda: con_parte(BUENOS["lista.ods"](), "Scripts/python/a.py", b"1"),
        "macros",
    ),
    "macros en un xls": ("lista.xls", lambda: un_xls() + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    "svg": ("mapa.svg", lambda: SVG, "imprímalo como PDF"),
    "svg llamado png": ("mapa.png", lambda: SVG, r"termina en \.png, pero por dentro es una página web"),
    "html": ("aviso.html", lambda: b"<p>", "imprímalo como PDF"),
    "html llamado txt": ("aviso.txt", lambda: b"\n <!-- a --><p>Hola</p>", "página web"),
    "html tras un texto": ("aviso.csv", lambda: b"a;b\n<script>alert(1)</script>", "página web"),
    "html llamado eml": ("aviso.eml", lambda: b"<html><p>From: a</p>", "página web"),
    "eml sin fecha": ("aviso.eml", lambda: b"From: a@muni.cl\n\nHola", "por dentro no lo es"),
    "binario llamado txt": ("nota.txt", lambda: b"a\0b" * 100, "por dentro no lo es"),
    "bomba zip": (
        "acta.docx",
        lambda: con_parte(un_docx(), "word/media/a.png", bytes(30 * MB)),
        "Descomprimido es demasiado grande",
    ),
    "entidades": (
        "acta.docx",
        lambda: con_parte(un_docx(), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "instrucciones que un documento",
    ),
    "docx sin cuerpo": (
        "acta.docx",
        lambda: con_parte(un_docx(), "word/document.xml", b"\x89PNG"),
        "dañado",
    ),
    "docx cortado": ("acta.docx", lambda: un_docx()[:-500], "dañado"),
    "xlsx llamado docx": ("acta.docx", un_xlsx, "por dentro"),
    "ods llamado odt": ("acta.odt", lambda: BUENOS["lista.ods"](), "por dentro"),
    "docx con contraseña": ("acta.docx", lambda: un_ole("EncryptedPackage"), "contraseña"),
    "ole de otra cosa": ("acta.doc", lambda: un_ole("Property"), "por dentro"),
    "imagen inmensa": ("foto.png", lambda: png_de(60_000), "50 millones de píxeles"),
    "imagen grande": ("foto.png", lambda: png_de(9_000), "50 millones de píxeles"),
    "jpg cortado": ("foto.jpg", lambda: una_imagen("JPEG")[:-400], "dañada"),
    "png cortado": ("foto.png", lambda: una_imagen("PNG")[:-400], "dañada"),
    "png llamado jpg": ("foto.jpg", lambda: una_imagen("PNG"), "es una imagen PNG"),
    "heic": ("foto.heic", lambda: b"x", r"Guárdela como \.jpg"),
    "heic llamado mp4": ("video.mp4", lambda: b"\0\0\0\x18ftypheic" + bytes(20), "por dentro"),
    "pdf cortado": ("acta.pdf", lambda: un_pdf()[:-40], "dañado o incompleto"),
    "vacío": ("acta.pdf", lambda: b"", "vacío"),
    "desconocido": ("plano.dwg", lambda: b"x", r"No se aceptan archivos \.dwg"),
    "sin extensión": ("acta", lambda: b"x", "no dice qué tipo"),
}


@pytest.mark.parametrize("caso", MALOS)
def test_lo_que_no_se_acepta_se_rechaza_diciendo_por_que(caso: str) -> None:
    nombre, hacer, razon = MALOS[caso]

    with pytest.raises(ArchivoRechazado, match=razon) as rechazo:
        inspeccionar(nombre, BytesIO(hacer()))

    assert str(rechazo.value).startswith(f"No se guardó «{nombre_limpio(nombre)}». ")
    assert str(rechazo.value).endswith(".")


def test_lo_que_pesa_mas_que_el_tope_no_se_lee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_TOPE_MB", "1")

    with pytest.raises(ArchivoRechazado, match="Pesa más de 1 MB"):
        inspeccionar("nota.txt", BytesIO(b"a" * (MB + 1)))


def test_el_tope_y_la_cuota_se_configuran_en_mb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_CUOTA_MB", "300")

    assert inspeccion.cuota() == 300 * MB
    assert inspeccion.tope() == tope(" ") == TOPE
    assert cuota(None) == 20_000 * MB


@pytest.mark.parametrize("dicho", ["mucho", "-1", "0", "1.5", "²"])
def test_un_tope_que_no_se_entiende_se_dice(dicho: str) -> None:
    with pytest.raises(ErrorDeDominio, match="número entero"):
        tope(dicho)


def test_lo_que_no_cabe_en_la_cuota_se_rechaza() -> None:
    exigir_bajo_cuota("acta.pdf", 9 * MB, MB, 10 * MB)

    with pytest.raises(ArchivoRechazado, match="ya ocupa 9 de sus 10 MB"):
        exigir_bajo_cuota("acta.pdf", 9 * MB, MB + 1, 10 * MB)


@pytest.mark.parametrize(
    ("llegado", "limpio"),
    [
        ("C:\\fotos\\acta final.pdf", "acta final.pdf"),
        ("../../etc/acta.pdf", "acta.pdf"),
        ("acta\u202e\u200b\0\n1.pdf ", "acta 1.pdf"),
        ("Sesio\u0301n.pdf", "Sesión.pdf"),
        ("a" * 400 + ".pdf", "a" * 146 + ".pdf"),
        (".. /", "archivo"),
        (".pdf", "pdf"),
    ],
)
def test_el_nombre_se_guarda_sin_carpetas_ni_signos_que_no_se_ven(llegado: str, limpio: str) -> None:
    assert nombre_limpio(llegado) == limpio
