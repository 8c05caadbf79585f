"""La página del concejo en un navegador: abrirla, cambiar el corte, seguir una cifra e imprimirla."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from datos import ejecucion, planes
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Plan
from tests.apoyo.planes import un_plan
from tests.navegador.conftest import HOY

pytestmark = pytest.mark.navegador

ESPERA = 30_000
CURVA = ".st-key-curva_de_avance:not([data-stale=true])"
TITULOS = ("Avance del plan", "Al cierre de septiembre", "Por línea", "Mes a mes", "Las más atrasadas")


def un_plan_con_atraso() -> int:
    """Doce actividades en cuatro líneas; la primera, ejecutada en marzo."""
    plan_id = un_plan(lineas=4, actividades=12, unidades=3, programado={3: 1, 6: 1, 12: 1})
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    ejecucion.registrar_parcial(plan, next(plan.actividades), Mes(2026, 3), 1, date.fromisoformat(HOY))
    return plan_id


def abrir(pagina: Page) -> None:
    pagina.goto("/avance")
    expect(pagina.locator(".frase-avance")).to_be_visible(timeout=ESPERA)
    expect(pagina.locator(".st-key-curva_de_avance .js-plotly-plot .scatterlayer")).to_be_visible(
        timeout=ESPERA
    )


def test_el_concejo_abre_la_pagina_cambia_el_corte_y_sigue_una_cifra(pagina: Page) -> None:
    un_plan_con_atraso()
    abrir(pagina)
    expect(pagina.locator(".frase-avance")).to_contain_text("Al cierre de septiembre de 2026 el plan lleva 3")
    pagina.evaluate("window.misma = true")

    pagina.get_by_label("Corte del avance").click()
    pagina.get_by_role("option", name="Marzo de 2026").click()

    expect(pagina.locator(".frase-avance")).to_contain_text("Al cierre de marzo de 2026", timeout=ESPERA)
    expect(pagina.locator(CURVA)).to_contain_text("cierre de marzo", timeout=ESPERA)
    assert "corte=2026-03" in pagina.url

    pagina.get_by_label("Ver tabla: programado y ejecutado").click()
    expect(pagina.get_by_role("row", name="marzo de 2026 33")).to_be_visible()

    pagina.locator(".calor tbody td a").first.click()
    pagina.wait_for_url("**/cronograma?*mes=2026-03*")
    expect(pagina.locator(".grilla table")).to_be_visible(timeout=ESPERA)
    assert pagina.evaluate("window.misma") is True

    pagina.go_back()
    expect(pagina.locator(".frase-avance")).to_contain_text("Al cierre de marzo de 2026", timeout=ESPERA)


@pytest.mark.parametrize("formato", ["Letter", "A4"])
def test_impresa_cabe_en_una_hoja_apaisada_con_todo(pagina: Page, formato: str) -> None:
    un_plan_con_atraso()
    pagina.emulate_media(color_scheme="dark")
    abrir(pagina)

    impreso = pypdf.PdfReader(BytesIO(pagina.pdf(format=formato, landscape=True)))

    [hoja] = impreso.pages
    texto = hoja.extract_text()
    assert hoja.mediabox.width > hoja.mediabox.height
    for dicho in (
        "Avance del plan",
        "Al cierre de septiembre",
        "Por línea",
        "Mes a mes",
        "Las más atrasadas",
    ):
        assert dicho in texto
    assert texto.count("sin causa informada") == 10
    assert "Imprimir" not in texto


def un_plan_largo(lineas: int, meses: int) -> None:
    """Tres actividades por línea, con nombres que llenan el renglón."""
    plan_id = un_plan(lineas=lineas, actividades=3 * lineas, programado={3: 1, 6: 2, 9: 1, 12: 1})
    with escritura("Alargar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).cantidad_meses = meses
        for actividad in sesion.exec(select(Actividad)):
            actividad.nombre += " de nombre más bien largo, como los que traen los planes municipales"
        for linea in sesion.exec(select(LineaEstrategica)):
            linea.nombre += ": gestión de los residuos"


@pytest.mark.parametrize(
    ("lineas", "meses", "titulo", "formato"),
    [
        (9, 12, "Mes a mes", "A4"),
        (40, 24, "Mes a mes", "Letter"),
        (40, 48, "Trimestre a trimestre", "Letter"),
        (40, 48, "Trimestre a trimestre", "A4"),
    ],
)
def test_un_plan_de_muchas_lineas_o_muchos_meses_tambien_cabe_en_una_hoja(
    pagina: Page, formato: str, lineas: int, meses: int, titulo: str
) -> None:
    un_plan_largo(lineas, meses)
    abrir(pagina)

    impreso = pypdf.PdfReader(BytesIO(pagina.pdf(format=formato, landscape=True)))

    [hoja] = impreso.pages
    texto = " ".join(hoja.extract_text().split())
    assert f"{titulo}: ejecutado de lo programado" in texto
    assert texto.count("sin causa informada") == 10
    enteros = [f"Línea {n}: gestión de los residuos" for n in range(1, lineas + 1)]
    assert [entero for entero in enteros if entero not in texto] == []


def test_en_papel_los_colores_son_los_del_tema_claro(pagina: Page) -> None:
    un_plan_con_atraso()
    pagina.emulate_media(color_scheme="dark")
    abrir(pagina)

    pagina.emulate_media(media="print", color_scheme="dark")

    linea = pagina.locator(CURVA).locator(".js-line").last
    assert linea.evaluate("e => getComputedStyle(e).stroke") in ("rgb(28, 107, 76)", "rgb(176, 51, 28)")
    fondo = pagina.locator(".tarjeta").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert fondo == "rgb(255, 255, 255)"
