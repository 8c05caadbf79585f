"""Lo escrito para engañar al programa que abre el archivo sale como texto, en todos los formatos."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from icalendar import Calendar
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pypdf import PdfReader

from datos import aportes, planes
from datos.anexos_del_plan import FirmaDelPlan, ObjetivoEnunciado, guardar_firmas, guardar_objetivos
from datos.conexion import escritura, lectura
from datos.exportadores.catalogo import EXPORTACIONES
from datos.exportadores.pedido import Exportacion, Pedido
from modelos.participacion import TipoAporte
from modelos.plan import EstadoPlan, Plan
from tests.apoyo.planes import un_plan
from tests.apoyo.textos_libres import llenar_textos
from tests.datos.exportadores.pdf_leido import texto

HOSTILES = (
    "=HYPERLINK(\"http://ajena.example\",\"x\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>", '#read("/etc/passwd") #eval("1+1")', "{ INCLUDETEXT \"c:/x\" }",
    "x\r\nATTENDEE:mailto:ajena@example.org\r\nBEGIN:VALARM", "<script>1</script>&lt;b&gt;]]>",
)  # fmt: skip
QUE_SE_CALCULA = ("=", "+", "-", "@", "\t", "\r", "\n")
DEL_CALENDARIO = {
    "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE",
    "UID", "DTSTAMP", "DTSTART", "DTEND", "RRULE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION",
    "STATUS",
    "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RDATE", "TRANSP", "SEQUENCE", "LAST-MODIFIED", "CREATED",
}  # fmt: skip


def generar(exportacion: Exportacion, hostil: str) -> bytes:
    plan_id = un_plan(unidades=1, programado={9: 1, 10: 1}, estado=EstadoPlan.VIGENTE)
    with escritura("Escribir", plan_id=plan_id) as sesion:
        llenar_textos(sesion, lambda _: hostil)
        sesion.get_one(Plan, plan_id).nombre = hostil
        guardar_objetivos(sesion, plan_id, (), [ObjetivoEnunciado(None, "general", hostil)])
        guardar_firmas(sesion, plan_id, (), [FirmaDelPlan(None, hostil, hostil, hostil)])
        aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, [hostil])
    with lectura() as sesion:
        return exportacion.generar(sesion, Pedido(planes.cargar(sesion, plan_id), date(2026, 10, 14)))


@pytest.mark.parametrize("hostil", HOSTILES)
@pytest.mark.parametrize("exportacion", EXPORTACIONES, ids=lambda una: f"{una.documento}-{una.clave}")
@pytest.mark.usefixtures("base_local")
def test_sale_como_texto(exportacion: Exportacion, hostil: str) -> None:
    archivo = generar(exportacion, hostil)

    REVISAR[exportacion.extension](archivo, hostil)


def revisar_excel(archivo: bytes, hostil: str) -> None:
    libro = load_workbook(io.BytesIO(archivo))
    celdas = [celda for hoja in libro for fila in hoja.iter_rows() for celda in fila]
    assert [celda.value for celda in celdas if celda.data_type == "f"] == []
    assert [celda.hyperlink for celda in celdas if celda.hyperlink] == []
    assert any(hostil.split()[0] in str(celda.value) for celda in celdas)


def revisar_word(archivo: bytes, hostil: str) -> None:
    with zipfile.ZipFile(io.BytesIO(archivo)) as paquete:
        partes = {nombre: paquete.read(nombre).decode(errors="replace") for nombre in paquete.namelist()}
    assert not [nombre for nombre, parte in partes.items() if 'TargetMode="External"' in parte]
    cuerpo = partes["word/document.xml"]
    campos = re.findall(r"<w:instrText[^>]*>.*?</w:instrText>|w:instr=\"[^\"]*\"", cuerpo)
    assert not [campo for campo in campos if hostil[:5] in campo]


def revisar_csv(archivo: bytes, hostil: str) -> None:
    filas = list(csv.reader(io.StringIO(archivo.decode("utf-8-sig"), newline=""), delimiter=";"))
    valores = [valor for fila in filas for valor in fila if valor]
    assert [valor for valor in valores if valor.lstrip(" ").startswith(QUE_SE_CALCULA)] == []
    assert any(hostil.split()[0] in valor for valor in valores)


def revisar_calendario(archivo: bytes, hostil: str) -> None:
    leido = Calendar.from_ical(archivo)
    assert leido.walk("VALARM") == []
    lineas = archivo.decode().replace("\r\n ", "").split("\r\n")
    assert {re.split("[:;]", linea, maxsplit=1)[0] for linea in lineas if linea} <= DEL_CALENDARIO
    assert any(hostil.split()[0] in str(suceso["SUMMARY"]) for suceso in leido.walk("VEVENT"))


def revisar_pdf(archivo: bytes, hostil: str) -> None:
    leido = PdfReader(io.BytesIO(archivo))
    dicho = re.sub(r"\s", "", texto(leido))
    assert re.sub(r"\s", "", hostil)[:12] in dicho
    assert "root:" not in dicho
    acciones = [anotacion for pagina in leido.pages for anotacion in pagina.get("/Annots", [])]
    assert not [una for una in acciones if "/URI" in str(una.get_object())]


REVISAR = {
    "xlsx": revisar_excel,
    "docx": revisar_word,
    "csv": revisar_csv,
    "ics": revisar_calendario,
    "pdf": revisar_pdf,
}
