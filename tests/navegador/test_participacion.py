"""Participación en el navegador: de una cifra a sus filas, y la página que se imprime para la ciudadanía."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from datos import planes, planes_de_ejemplo
from datos.conexion import lectura
from modelos.plan import TipoPlan

pytestmark = pytest.mark.navegador


@pytest.fixture
def valle(base_local: str) -> int:
    """El plan de Valle de los Chillos, importado."""
    list(planes_de_ejemplo.cargar(date(2026, 10, 14)))
    with lectura() as sesion:
        return next(plan.id for plan in planes.listar(sesion) if plan.tipo is TipoPlan.RENDICION)


def test_de_una_cifra_se_llega_a_sus_filas_y_la_pagina_ciudadana_se_imprime(pagina: Page, valle: int) -> None:
    pagina.goto(f"/participacion?plan={valle}")
    fila = pagina.get_by_role("row", name="Acuerdos")
    fila.get_by_role("link").last.click()
    expect(pagina.get_by_text("Solo acuerdos sin respuesta")).to_be_visible()
    expect(pagina.locator(".aportes section > ul > li")).to_have_count(8)

    pagina.emulate_media(color_scheme="dark")
    pagina.get_by_text("Para la ciudadanía").click()
    expect(pagina.get_by_role("heading", name="Lo que pidió la ciudadanía y en qué va")).to_be_visible()
    impreso = pypdf.PdfReader(BytesIO(pagina.pdf(prefer_css_page_size=True)))

    textos = [hoja.extract_text() for hoja in impreso.pages]
    assert "De 32 observaciones, aportes y acuerdos, 10 tienen una actividad" in textos[0]
    assert all(hoja.mediabox.height > hoja.mediabox.width for hoja in impreso.pages)
    assert all(len(texto) > 200 for texto in textos)
    entero = " ".join(" ".join(textos).split())
    assert entero.count("Falta responder") == 4
    assert "Gestionar el mantenimiento vial con EPMMOP." in entero
    assert not any(control in entero for control in ("Para trabajar", "Imprimir", "Contenido del plan"))
