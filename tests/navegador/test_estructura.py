"""Contenido del plan en un navegador: agregar de corrido sin soltar el teclado, y deshacer."""

import pytest
from playwright.sync_api import Page, expect

from datos import planes
from datos.conexion import lectura
from tests.apoyo.planes import un_plan
from tests.navegador.conftest import esperar_quietud

pytestmark = pytest.mark.navegador


@pytest.fixture
def plan_id(base_local: str) -> int:
    return un_plan(lineas=1, actividades=1)


def nombres(plan_id: int) -> list[str]:
    with lectura() as sesion:
        return [actividad.nombre for actividad in planes.cargar(sesion, plan_id).actividades]


def test_tres_actividades_se_agregan_con_dos_clics_y_enter_y_lo_ultimo_se_deshace(
    plan_id: int, pagina: Page
) -> None:
    pagina.goto("/estructura")

    pagina.get_by_role("button", name="Objetivo de la línea 1").click()
    pagina.get_by_placeholder("Agregar actividad").click()
    for nombre in ("Medir", "Informar", "Difundir"):
        esperar_quietud(pagina)
        pagina.keyboard.type(nombre)
        pagina.keyboard.press("Enter")
        expect(pagina.get_by_role("button", name=nombre)).to_be_visible(timeout=15_000)
    assert nombres(plan_id) == ["Actividad 1", "Medir", "Informar", "Difundir"]

    deshacer = pagina.get_by_role("button", name="Deshacer")
    expect(deshacer).to_be_in_viewport()
    deshacer.click()

    expect(pagina.get_by_role("button", name="Difundir")).to_have_count(0, timeout=15_000)
    assert nombres(plan_id) == ["Actividad 1", "Medir", "Informar"]


def test_en_el_telefono_la_ficha_se_abre_a_la_vista_y_se_cierra(plan_id: int, pagina_movil: Page) -> None:
    pagina_movil.goto("/estructura")

    pagina_movil.get_by_role("button", name="Actividad 1").click()
    expect(pagina_movil.get_by_role("button", name="Guardar", exact=True)).to_be_in_viewport(timeout=15_000)
    pagina_movil.get_by_role("button", name="Cerrar").click()

    expect(pagina_movil.get_by_role("button", name="Guardar", exact=True)).to_have_count(0, timeout=15_000)
