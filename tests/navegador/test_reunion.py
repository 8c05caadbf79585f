"""La reunión proyectada: se recorre entera con el teclado, se lee de lejos y se imprime para repartir."""

import re
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from datos.conexion import escritura
from modelos.actividad import Actividad
from tests.apoyo.planes import un_plan

pytestmark = pytest.mark.navegador

LETRA_MINIMA = 30
"""El alto de la pantalla, en letras: un treintavo se lee a cinco metros."""


LETRAS = """() => [...document.querySelectorAll('.stMain *')]
    .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [e, e.getBoundingClientRect()])
    .map(([e, caja]) => [e.textContent, parseFloat(getComputedStyle(e).fontSize), caja.right, caja.bottom])
"""
"""Cada texto a la vista, con el alto de su letra y hasta dónde llega, en píxeles."""


def abrir(pagina: Page) -> None:
    pagina.goto("/reunion")
    expect(pagina.get_by_role("heading", name="Octubre 2026")).to_be_visible(timeout=30_000)
    expect(pagina.get_by_role("button", name="Salir")).to_be_visible()  # lo último que se dibuja


def test_se_recorre_por_tecla_y_escape_vuelve_al_cronograma(pagina: Page) -> None:
    un_plan(actividades=8, programado={10: 1, 11: 1})
    abrir(pagina)
    renglones = pagina.locator(".reunion li:visible")
    expect(renglones).to_have_count(6)
    expect(pagina.get_by_test_id("stSidebar")).to_be_hidden()

    pagina.keyboard.press("ArrowDown")
    expect(pagina.locator(".pagina:visible")).to_have_text("2 de 4")
    expect(renglones).to_have_count(2)
    pagina.keyboard.press("ArrowRight")
    expect(pagina.get_by_role("heading", name="Noviembre 2026")).to_be_visible()
    expect(renglones).to_have_count(6)
    expect(pagina).to_have_url(re.compile(r"plan=\d+&mes=2026-11"))
    pagina.keyboard.press("Escape")

    expect(pagina.get_by_role("heading", name="Cronograma 2026")).to_be_visible(timeout=30_000)


def test_toda_la_letra_se_lee_a_cinco_metros_y_nada_se_sale(pagina: Page) -> None:
    un_plan(actividades=7, programado={9: 2, 10: 4}, unidades=7)
    abrir(pagina)

    for ancho, alto in ((1366, 768), (1024, 768), (1920, 1080), (1280, 800)):
        pagina.set_viewport_size({"width": ancho, "height": alto})
        letras = pagina.evaluate(LETRAS)
        assert [texto for texto, letra, *_ in letras if letra < alto / LETRA_MINIMA] == []
        assert [texto for texto, _, derecha, abajo in letras if derecha > ancho or abajo > alto] == []


def test_la_hoja_trae_los_tres_meses_y_ningun_boton(pagina: Page) -> None:
    plan_id = un_plan(actividades=8, programado={10: 1, 11: 1})
    with escritura("Frecuencia", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, 1).recurrencia = "1º jueves de cada mes"
    abrir(pagina)

    papel = pypdf.PdfReader(BytesIO(pagina.pdf(prefer_css_page_size=True)))
    texto = " ".join(hoja.extract_text() for hoja in papel.pages)

    assert len(papel.pages) == 1
    dichos = (
        "Octubre de 2026",
        "jueves 1 de octubre",
        "jueves 5 de noviembre",
        "Nada programado en diciembre",
    )
    for dicho in dichos:
        assert dicho in texto
    assert "Salir" not in texto


def test_en_un_telefono_caben_cuatro(pagina_movil: Page) -> None:
    un_plan(actividades=8, programado={10: 1})
    abrir(pagina_movil)
    renglones = pagina_movil.locator(".reunion li:visible")
    expect(renglones).to_have_count(4)
    expect(pagina_movil.locator(".pagina:visible")).to_have_text("1 de 3")

    pagina_movil.get_by_role("button", name="Página siguiente").click()

    expect(renglones.first).to_contain_text("Actividad 5")
    assert pagina_movil.evaluate("document.documentElement.scrollWidth") <= 390
