"""Un doble clic, en un navegador: escribe una sola vez y el segundo clic no recibe una negativa."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from datos import vida_del_plan
from datos.conexion import lectura
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from tests.apoyo.planes import leer, un_plan
from tests.navegador.conftest import ESPERA, esperar_quietud

pytestmark = pytest.mark.navegador

OCTUBRE = Mes(2026, 10)
MAS_QUE_UN_DOBLE_CLIC = 700  # milisegundos


def pulsar_dos_veces(boton: Locator, efecto: Locator) -> None:
    """Vuelve cuando se ve el efecto del primer clic y nada queda por atender del segundo."""
    expect(boton).to_be_enabled(timeout=ESPERA)
    boton.dblclick(delay=20)
    expect(efecto).to_be_visible(timeout=ESPERA)
    esperar_quietud(boton.page)


def anios_de_los_planes() -> list[int]:
    with lectura() as sesion:
        return sorted(plan.inicio.anio for plan in vida_del_plan.resumir(sesion))


def ejecutado_en_octubre(plan_id: int) -> int:
    [actividad] = leer(plan_id).actividades
    return actividad.meses[OCTUBRE].ejecutado


def test_un_doble_clic_en_crear_el_borrador_copia_el_plan_una_vez(pagina: Page) -> None:
    un_plan(nombre="Plan 2026")
    pagina.goto("/planes")
    pagina.get_by_role("button", name="Copiar para 2027…").click()

    pulsar_dos_veces(
        pagina.get_by_role("button", name="Crear el borrador"),
        pagina.get_by_role("button", name="Deshacer"),
    )

    assert anios_de_los_planes() == [2026, 2027]


def test_insistir_mientras_se_guarda_no_escribe_dos_veces(pagina: Page, instancia: Path) -> None:
    un_plan(nombre="Plan 2026")
    pagina.goto("/planes")
    pagina.get_by_role("button", name="Copiar para 2027…").click()
    crear = pagina.get_by_role("button", name="Crear el borrador")
    expect(crear).to_be_enabled(timeout=ESPERA)

    with closing(sqlite3.connect(instancia / "plan.db", isolation_level=None)) as otra:
        otra.execute("BEGIN IMMEDIATE")
        crear.click()
        pagina.wait_for_timeout(MAS_QUE_UN_DOBLE_CLIC)
        crear.click()
        otra.execute("ROLLBACK")
    expect(pagina.get_by_role("button", name="Deshacer")).to_be_visible(timeout=ESPERA)
    esperar_quietud(pagina)

    assert anios_de_los_planes() == [2026, 2027]


def test_un_doble_clic_en_parcial_registra_una_vez_y_en_deshacer_no_se_queja(pagina: Page) -> None:
    plan_id = un_plan(programado={10: 3}, estado=EstadoPlan.VIGENTE)
    pagina.goto("/")
    pagina.get_by_role("button", name="Parcial…").click()

    pulsar_dos_veces(
        pagina.get_by_role("button", name="Guardar"), pagina.get_by_text("1 de 3 en octubre").first
    )

    assert ejecutado_en_octubre(plan_id) == 1
    expect(pagina.get_by_test_id("stAlert")).to_have_count(0)

    pagina.get_by_role("button", name="Parcial…").click()
    pulsar_dos_veces(pagina.get_by_role("button", name="Deshacer"), pagina.get_by_text("Deshecho").first)

    assert ejecutado_en_octubre(plan_id) == 0
    expect(pagina.get_by_test_id("stAlert")).to_have_count(0)
