"""Archivos dañados, ajenos o malintencionados: una línea que explica, y nunca otra excepción."""

import random
import struct
from contextlib import suppress
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.oxml import parse_xml

from datos.importadores.lectores import BYTES_MAXIMOS, leer, nombre_llano
from modelos.errores import ErrorDeDominio
from tests.datos.importadores.archivos_de_prueba import ESPACIO, con_partes, parte_de, un_docx, un_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def ole_con(*partes: str) -> bytes:
    return OLE + b"".join(parte.encode("utf-16-le") + b"\0" * 64 for parte in partes)


def un_zip(**partes: bytes) -> bytes:
    destino = BytesIO()
    with ZipFile(destino, "w", ZIP_DEFLATED) as archivo:
        for nombre, parte in partes.items():
            archivo.writestr(nombre, parte)
    return destino.getvalue()


def un_plan_docx() -> bytes:
    def armar(documento: Any) -> None:
        tabla = documento.add_table(2, 2)
        tabla.cell(0, 0).merge(tabla.cell(1, 0)).text = "Agua"
        documento.add_paragraph("lista", style="List Number")

    return un_docx(armar)


def un_plan_xlsx() -> bytes:
    def armar(libro: Any) -> None:
        hoja = libro.add_worksheet("Plan")
        hoja.merge_range("A1:A2", "Agua", libro.add_format({"bg_color": "#00FF00"}))
        hoja.write("B1", 3)

    return un_xlsx(armar)


def zip_cifrado() -> bytes:
    """Un ZIP cuyas entradas llevan puesta la señal de cifrado."""
    contenido = bytearray(un_plan_docx())
    directorio = contenido.find(b"PK\x01\x02")
    senales = struct.unpack_from("<H", contenido, directorio + 8)[0]
    struct.pack_into("<H", contenido, directorio + 8, senales | 1)
    return bytes(contenido)


RECHAZADOS = {
    "vacío": (b"", "vacío"),
    "solo espacios": (b" \n\t ", "vacío"),
    "vacío con marca": (b"\xef\xbb\xbf\n", "vacío"),
    "cifrado": (ole_con("EncryptionInfo", "EncryptedPackage"), "contraseña"),
    "zip cifrado": (zip_cifrado(), "contraseña"),
    "excel antiguo dañado": (ole_con("Workbook"), "dañado"),
    "ole desconocido": (OLE, "no se conoce"),
    "programa de windows": (b"MZ\x90\0" + b"\0" * 300, "programa"),
    "programa de linux": (b"\x7fELF" + b"\0" * 300, "programa"),
    "guion": (b"#!/bin/sh\nrm x\n", "programa"),
    "pdf dañado": (b"%PDF-1.7\n%\xe2\xe3", "dañado"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "imagen"),
    "rtf": (b"{\\rtf1\\ansi plan}", "RTF"),
    "html": (b"<!DOCTYPE html><html><body><table></table></body></html>", "página web"),
    "rar": (b"Rar!\x1a\x07\0", "comprimido"),
    "binario": (bytes(range(256)) * 20, "no es un documento"),
    "zip ajeno": (un_zip(**{"foto.txt": b"hola"}), "carpeta comprimida"),
    "zip vacío": (un_zip(), "carpeta comprimida"),
    "presentación": (
        un_zip(**{"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
        "presentación",
    ),
    "odt sin contenido": (un_zip(mimetype=b"application/vnd.oasis.opendocument.text"), "dañado"),
    "ods sin contenido": (un_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "dañado"),
    "odt cifrado": (
        un_zip(
            mimetype=b"application/vnd.oasis.opendocument.text",
            **{"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"\x8f\x01"},
        ),
        "contraseña",
    ),
    "presentación de libreoffice": (
        un_zip(mimetype=b"application/vnd.oasis.opendocument.presentation"),
        "presentación",
    ),
    "xlsb": (un_zip(**{"xl/workbook.bin": b"x"}), ".xlsb"),
    "cortado": (un_plan_docx()[:-3000], "dañado"),
    "sin documento": (con_partes(un_plan_docx(), word__document_xml=None), "dañado"),
    "xml roto": (con_partes(un_plan_docx(), word__document_xml=b"<w:document"), "dañado"),
    "texto interminable": ("párrafo\n".encode() * 500_000, "demasiado grande"),
    "demasiado grande": (b"a" * (BYTES_MAXIMOS + 1), "25 MB"),
}


@pytest.mark.parametrize("nombre", RECHAZADOS)
def test_lo_que_no_se_puede_leer_se_explica_en_una_linea(nombre: str) -> None:
    contenido, clave = RECHAZADOS[nombre]

    with pytest.raises(ErrorDeDominio) as error:
        leer("plan.docx", contenido)

    mensaje = str(error.value)
    assert clave in mensaje
    assert "No se guardó nada." in mensaje
    assert "\n" not in mensaje


def test_una_extension_equivocada_se_lee_como_lo_que_es_y_se_avisa() -> None:
    documento = leer("plan.docx", un_plan_xlsx())

    assert documento.formato == "xlsx"
    assert documento.avisos == [
        "El archivo se llama «plan.docx», pero por dentro es un libro de Excel; se leyó como tal."
    ]


@pytest.mark.parametrize(
    ("nombre", "llano"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\plan 2024.docx", "plan 2024.docx"),
        ("plan\n\0\u202exslx.exe", "plan xslx.exe"),
        ("..", "archivo"),
        ("a" * 500 + ".docx", "a" * 195 + ".docx"),
    ],
)
def test_del_nombre_solo_queda_lo_que_se_ve(nombre: str, llano: str) -> None:
    assert nombre_llano(nombre) == llano


def test_una_bomba_de_descompresion_se_rechaza_sin_abrirla() -> None:
    bomba = un_zip(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 60_000_000})

    with pytest.raises(ErrorDeDominio, match="demasiado grande"):
        leer("plan.docx", bomba)


def test_un_paquete_con_miles_de_entradas_se_rechaza() -> None:
    muchas = un_zip(**{f"word/{n}.xml": b"<a/>" for n in range(3_001)})

    with pytest.raises(ErrorDeDominio, match="demasiado grande"):
        leer("plan.docx", muchas)


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-16"])
def test_un_xml_con_entidades_se_rechaza(codificacion: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{codificacion}"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f"<w:document {ESPACIO}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    contenido = con_partes(un_plan_docx(), word__document_xml=xml.encode(codificacion))

    with pytest.raises(ErrorDeDominio, match="instrucciones"):
        leer("plan.docx", contenido)


def test_una_sola_celda_en_la_ultima_esquina_no_agota_la_memoria() -> None:
    contenido = un_xlsx(lambda libro: libro.add_worksheet().write("XFD1048576", "x"))

    with pytest.raises(ErrorDeDominio, match="demasiado grande"):
        leer("plan.xlsx", contenido)


def test_rangos_y_columnas_declarados_enormes_no_agotan_la_memoria() -> None:
    original = un_plan_xlsx()
    hoja = parte_de(original, "xl/worksheets/sheet1.xml")
    hoja = hoja.replace(
        b"<sheetData>", b'<cols><col min="1" max="99999999999" hidden="1"/></cols><sheetData>'
    )
    hoja = hoja.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')

    [tabla] = leer("plan.xlsx", con_partes(original, xl__worksheets__sheet1_xml=hoja)).tablas

    assert [[celda.texto for celda in fila] for fila in tabla.filas] == [["Agua", "3"]]


def test_una_cuenta_falsa_de_textos_no_agota_la_memoria() -> None:
    original = un_plan_xlsx()
    textos = parte_de(original, "xl/sharedStrings.xml").replace(
        b'uniqueCount="1"', b'uniqueCount="99999999999"'
    )
    assert b"99999999999" in textos

    documento = leer("plan.xlsx", con_partes(original, xl__sharedStrings_xml=textos))

    assert documento.tablas[0].filas[0][0].texto == "Agua"


def test_un_documento_con_una_infinidad_de_parrafos_se_rechaza() -> None:
    cuerpo = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 50_001
    xml = f"<w:document {ESPACIO}><w:body>{cuerpo}</w:body></w:document>".encode()

    with pytest.raises(ErrorDeDominio, match="demasiado grande"):
        leer("plan.docx", con_partes(un_plan_docx(), word__document_xml=xml))


def test_una_celda_que_dice_ocupar_millones_de_columnas_se_rechaza_o_se_acota() -> None:
    def armar(documento: Any) -> None:
        celda = documento.add_table(1, 1).cell(0, 0)
        celda._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {ESPACIO} w:val="99999999"/>'))
        celda.text = "x"

    [tabla] = leer("plan.docx", un_docx(armar)).tablas

    assert len(tabla.filas[0]) <= 100


def test_miles_de_elementos_uno_dentro_de_otro_se_rechazan() -> None:
    hondo = f"<w:document {ESPACIO}><w:body><w:p>" + "<w:ins>" * 20_000 + "</w:ins>" * 20_000
    contenido = con_partes(un_plan_docx(), word__document_xml=f"{hondo}</w:p></w:body></w:document>".encode())

    with pytest.raises(ErrorDeDominio, match="dañado"):
        leer("plan.docx", contenido)


@pytest.mark.parametrize(
    "contenido",
    [
        "Línea\tActividad\tEnero\n" + "Agua\tCharlas\tX\n" * 61_000,
        "Línea;Actividad;Presupuesto\nA;B;" + "9" * 5000,
    ],
    ids=["muchas filas", "un número sin fin"],
)
def test_lo_que_ningun_plan_tiene_se_rechaza_antes_de_interpretarlo(contenido: str) -> None:
    with pytest.raises(ErrorDeDominio, match="demasiado grande para ser un plan"):
        leer("plan.csv", contenido.encode())


@pytest.mark.parametrize("semilla", range(12))
@pytest.mark.parametrize("hacer", [un_plan_docx, un_plan_xlsx])
def test_ningun_dano_al_azar_produce_otra_excepcion(hacer: Any, semilla: int) -> None:
    azar = random.Random(semilla)
    original = hacer()
    for _ in range(15):
        leer_o_rechazar(danar(original, azar))
        leer_o_rechazar(danar_por_dentro(original, azar))


def danar(contenido: bytes, azar: random.Random) -> bytes:
    """Lo corta, o le cambia hasta cuatro bytes, o le quita un trozo."""
    bytes_ = bytearray(contenido)
    lugar = azar.randrange(len(bytes_))
    if azar.random() < 0.3:
        return bytes(bytes_[:lugar])
    if azar.random() < 0.5:
        return bytes(bytes_[:lugar] + bytes_[lugar + azar.randrange(1, 40) :])
    for _ in range(azar.randrange(1, 5)):
        bytes_[azar.randrange(len(bytes_))] = azar.randrange(256)
    return bytes(bytes_)


def danar_por_dentro(contenido: bytes, azar: random.Random) -> bytes:
    """Daña una parte XML y rehace el ZIP, para que la suma de control no la delate."""
    with ZipFile(BytesIO(contenido)) as archivo:
        partes = {nombre: archivo.read(nombre) for nombre in archivo.namelist()}
    elegida = azar.choice([nombre for nombre in partes if nombre.endswith((".xml", ".rels"))])
    partes[elegida] = danar(partes[elegida], azar)
    return un_zip(**partes)


def leer_o_rechazar(contenido: bytes) -> None:
    with suppress(ErrorDeDominio):
        leer("plan.docx", contenido)


def test_un_texto_que_no_es_tabla_de_mas_de_veinte_mil_renglones_se_rechaza() -> None:
    with pytest.raises(ErrorDeDominio, match="demasiado grande para ser un plan"):
        leer("plan.txt", b"Charla sobre el agua\n" * 21_000)
