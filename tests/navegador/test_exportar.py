"""Exportar en un navegador: el Excel baja en dos clics y, al volver, se ve y se aplica lo editado."""

from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from datos import planes
from datos.conexion import lectura
from datos.exportadores import libro
from modelos.arbol import ActividadDelPlan
from modelos.meses import Mes
from tests.apoyo.planes import un_plan

pytestmark = pytest.mark.navegador

ESPERA = 30_000


def exportar(pagina: Page, plan_id: int, formato: str, carpeta: Path) -> Path:
    """Dos clics: «Exportar» y el formato."""
    pagina.goto(f"/cronograma?plan={plan_id}")
    pagina.get_by_role("button", name="Exportar").click(timeout=ESPERA)
    with pagina.expect_download(timeout=ESPERA) as descarga:
        pagina.get_by_role("button", name=formato).click(timeout=ESPERA)
    destino = carpeta / descarga.value.suggested_filename
    descarga.value.save_as(destino)
    return destino


def editar(archivo: Path) -> None:
    """Otro nombre para la primera actividad y cuatro en junio para la segunda."""
    abierto = load_workbook(archivo)
    hoja = abierto[libro.CRONOGRAMA]
    titulos = {celda.value: celda.column for celda in hoja[1]}
    hoja.cell(2, titulos["Actividad"]).value = "Feria de la energía"
    hoja.cell(3, titulos["Jun 2026"]).value = 4
    abierto.save(archivo)


def subir(pagina: Page, archivo: Path) -> None:
    pagina.goto("/importar")
    pagina.locator("input[type=file]").set_input_files(archivo)
    expect(pagina.get_by_role("heading", name="Revisar antes de importar")).to_be_visible(timeout=ESPERA)


def actividades(plan_id: int) -> list[ActividadDelPlan]:
    with lectura() as sesion:
        return list(planes.cargar(sesion, plan_id).actividades)


def test_un_excel_exportado_y_editado_muestra_y_aplica_solo_lo_editado(pagina: Page, tmp_path: Path) -> None:
    plan_id = un_plan(1, 3, 1, programado={3: 1}, nombre="Plan 2026")
    archivo = exportar(pagina, plan_id, "Excel", tmp_path)
    assert archivo.name == "cronograma-plan-2026-2026-10-14.xlsx"
    editar(archivo)

    subir(pagina, archivo)

    expect(pagina.get_by_text("2 actividades con cambios")).to_be_visible(timeout=ESPERA)
    expect(pagina.get_by_text("1 actividad sin cambios")).to_be_visible()
    expect(pagina.get_by_text("Además")).to_have_count(0)
    pagina.get_by_role("button", name="Aplicar 2 cambios").click()
    expect(pagina.get_by_text("2 cambios aplicados.")).to_be_visible(timeout=ESPERA)
    primera, segunda, tercera = actividades(plan_id)
    assert (primera.nombre, tercera.nombre) == ("Feria de la energía", "Actividad 3")
    assert {mes: celda.programado for mes, celda in segunda.meses.items()} == {
        Mes(2026, 3): 1,
        Mes(2026, 6): 4,
    }
