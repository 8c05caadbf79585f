"""Un doble clic, en un navegador: escribe una sola vez y el segundo clic no recibe una negativa."""

import pytest
from playwright.sync_api import Locator, Page, expect

from datos import planes, vida_del_plan
from datos.conexion import lectura
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from tests.apoyo.planes import un_plan

pytestmark = pytest.mark.navegador

OCTUBRE = Mes(2026, 10)


def pulsar_dos_veces(boton: Locator) -> None:
    expect(boton).to_be_enabled(timeout=30_000)
    boton.dblclick(delay=20)
    boton.page.wait_for_timeout(1500)


def test_un_doble_clic_en_crear_el_borrador_copia_el_plan_una_vez(pagina: Page) -> None:
    un_plan(nombre="Plan 2026")
    pagina.goto("/planes")
    pagina.get_by_role("button", name="Copiar para 2027…").click()

    pulsar_dos_veces(pagina.get_by_role("button", name="Crear el borrador"))

    with lectura() as sesion:
        anios = sorted(plan.inicio.anio for plan in vida_del_plan.resumir(sesion))
    assert anios == [2026, 2027]


def test_un_doble_clic_en_parcial_registra_una_vez_y_en_deshacer_no_se_queja(pagina: Page) -> None:
    plan_id = un_plan(programado={10: 3}, estado=EstadoPlan.VIGENTE)
    pagina.goto("/")
    pagina.get_by_role("button", name="Parcial…").click()

    pulsar_dos_veces(pagina.get_by_role("button", name="Guardar"))

    with lectura() as sesion:
        [actividad] = planes.cargar(sesion, plan_id).actividades
    registrado = actividad.meses[OCTUBRE].ejecutado
    assert registrado > 0
    expect(pagina.get_by_test_id("stAlert")).to_have_count(0)

    if registrado < 3:
        pagina.get_by_role("button", name="Parcial…").click()
    pulsar_dos_veces(pagina.get_by_role("button", name="Deshacer"))

    with lectura() as sesion:
        [actividad] = planes.cargar(sesion, plan_id).actividades
    assert actividad.meses[OCTUBRE].ejecutado == 0
    expect(pagina.get_by_test_id("stAlert")).to_have_count(0)
