"""El cierre del mes en un navegador: se completa, se devuelve, se aprueba, y lo cerrado pide su razón."""

import pytest
from playwright.sync_api import Locator, Page, expect

from modelos.cierre import EstadoDeCierre
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from tests.apoyo.planes import leer, un_plan
from tests.datos.test_cierre import cierres
from tests.navegador.conftest import ESPERA, esperar_quietud

pytestmark = pytest.mark.navegador

OCTUBRE = Mes(2026, 10)


def pulsar(pagina: Page, nombre: str, en: Locator | None = None) -> None:
    (en or pagina).get_by_role("button", name=nombre, exact=True).click(timeout=ESPERA)
    esperar_quietud(pagina)


def estado(plan_id: int) -> EstadoDeCierre:
    [uno] = cierres(plan_id).cierres
    return uno.estado


def test_de_completo_a_cerrado_y_un_cambio_despues_dice_por_que(pagina: Page) -> None:
    plan_id = un_plan(unidades=1, programado={10: 3}, estado=EstadoPlan.VIGENTE)
    pagina.goto("/")
    cierre = pagina.locator(".cierre")
    expect(cierre).to_contain_text("Cierre de octubre de 2026", timeout=ESPERA)

    pulsar(pagina, "Dar el mes por completo", cierre)
    expect(cierre).to_contain_text("Completo", timeout=ESPERA)
    pulsar(pagina, "Devolver…", cierre)
    pagina.get_by_label("Qué falta o hay que corregir").fill("Falta el acta")
    pulsar(pagina, "Devolver")
    expect(cierre).to_contain_text("devuelto: Falta el acta", timeout=ESPERA)
    assert estado(plan_id) is EstadoDeCierre.DEVUELTO

    pulsar(pagina, "Dar el mes por completo", cierre)
    pulsar(pagina, "Aprobar", cierre)
    expect(cierre).to_contain_text("Aprobado", timeout=ESPERA)
    assert estado(plan_id) is EstadoDeCierre.APROBADO

    pulsar(pagina, "Ejecutada", pagina.locator("#fila_mes_1"))
    expect(pagina.get_by_role("dialog")).to_contain_text("octubre de 2026 está aprobado", timeout=ESPERA)
    assert next(leer(plan_id).actividades).meses[OCTUBRE].ejecutado == 0
    pagina.get_by_label("Razón del cambio").fill("Llegó el acta")
    pagina.keyboard.press("Tab")
    pulsar(pagina, "Guardar", pagina.get_by_role("dialog"))

    expect(cierre).to_contain_text("1 cambio tras el cierre", timeout=ESPERA)
    cierre.get_by_text("1 cambio tras el cierre").click()
    expect(cierre).to_contain_text("Llegó el acta")
    assert next(leer(plan_id).actividades).meses[OCTUBRE].ejecutado == 3
