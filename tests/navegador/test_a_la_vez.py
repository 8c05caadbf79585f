"""Dos navegadores en lo mismo, y lo escrito que sobrevive a una conexión cortada y a una sesión vencida."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import update

from datos.conexion import escritura, escritura_de_paso
from modelos.actividad import Actividad
from modelos.arbol import ActividadDelPlan
from modelos.cuentas import SIN_USO, UsoDeSesion
from modelos.meses import Mes
from modelos.tabla import tabla_de
from tests.apoyo.aplicacion import Aplicacion, levantar, puerto_libre
from tests.apoyo.cuentas import CLAVE, administradora
from tests.apoyo.planes import leer, un_plan
from tests.conftest import pestana
from tests.navegador.conftest import ESPERA, HOY, esperar_quietud

pytestmark = pytest.mark.navegador
CORREO = "ana@laserena.cl"


@pytest.fixture
def otra_pagina(navegador: Browser, aplicacion: Aplicacion) -> Iterator[Page]:
    """El navegador de la otra persona."""
    with pestana(navegador, aplicacion, 1366, 768) as abierta:
        yield abierta


def primera(plan_id: int) -> ActividadDelPlan:
    return next(leer(plan_id).actividades)


def guardar(pagina: Page) -> None:
    pagina.get_by_role("button", name="Guardar", exact=True).click()


def test_quien_guarda_segundo_la_misma_actividad_ve_la_diferencia_y_elige(
    pagina: Page, otra_pagina: Page
) -> None:
    plan_id = un_plan(programado={3: 1})
    direccion = f"/estructura?plan={plan_id}&nodo=actividad-{primera(plan_id).id}"
    for una in (pagina, otra_pagina):
        una.goto(direccion)
        expect(una.get_by_label("Meta")).to_be_visible(timeout=ESPERA)

    otra_pagina.get_by_label("Meta").fill("Lo ajeno")
    guardar(otra_pagina)
    expect(otra_pagina.get_by_role("button", name="Deshacer")).to_be_visible(timeout=ESPERA)
    pagina.get_by_label("Meta").fill("Lo mío")
    pagina.get_by_label("Indicador").fill("Asistentes")
    guardar(pagina)

    expect(pagina.locator("dl.choque")).to_contain_text("Lo ajeno", timeout=ESPERA)
    expect(pagina.locator("dl.choque")).to_contain_text("Lo mío")
    assert primera(plan_id).meta == "Lo ajeno"
    pagina.get_by_text("Guardar lo mío").click()
    pagina.get_by_role("button", name="Guardar lo elegido").click()

    expect(pagina.get_by_role("button", name="Deshacer")).to_be_visible(timeout=ESPERA)
    assert (primera(plan_id).meta, primera(plan_id).indicador) == ("Lo mío", "Asistentes")


def entrar(pagina: Page) -> None:
    pagina.get_by_label("Correo").fill(CORREO)
    pagina.get_by_label("Clave").fill(CLAVE)
    pagina.get_by_role("button", name="Entrar").click()


def celdas(pagina: Page) -> Locator:
    return pagina.get_by_role("tabpanel", name="Programado").get_by_test_id("data-grid-canvas")


def escribir_en_enero(pagina: Page, texto: str) -> None:
    """En la primera actividad, y deja la celda."""
    celdas(pagina).focus()
    for tecla in ("ArrowRight", texto, "Enter"):
        pagina.keyboard.press(tecla)
        pagina.wait_for_timeout(120)


def vencer_las_sesiones() -> None:
    """Como si nadie hubiera usado la aplicación en una hora y un minuto."""
    uso = tabla_de(UsoDeSesion)
    antes = datetime.now(UTC) - SIN_USO - timedelta(minutes=1)
    with escritura_de_paso() as sesion:
        sesion.execute(update(uso).values(usada_el=antes))


def test_la_celda_dejada_con_la_sesion_ya_vencida_se_retoma_y_se_guarda_al_volver_a_entrar(
    pagina: Page,
) -> None:
    plan_id = un_plan(programado={3: 1})
    administradora(municipalidad=leer(plan_id).municipalidad, correo=CORREO)
    pagina.goto(f"/cronograma?plan={plan_id}")
    entrar(pagina)
    pagina.get_by_role("button", name="Editar", exact=True).click(timeout=ESPERA)
    expect(celdas(pagina)).to_be_visible(timeout=ESPERA)
    esperar_quietud(pagina)
    vencer_las_sesiones()

    escribir_en_enero(pagina, "4")

    expect(pagina.get_by_role("heading", name="Vuelva a entrar")).to_be_visible(timeout=ESPERA)
    assert Mes(2026, 1) not in primera(plan_id).meses
    pagina.get_by_role("link", name="Entrar").click()
    entrar(pagina)
    expect(pagina.get_by_text("Quedó sin guardar en el cronograma: 1 cambio")).to_be_visible(timeout=ESPERA)
    pagina.get_by_role("button", name="Retomar").click()
    pagina.get_by_role("button", name="Guardar cambios (1)").click(timeout=ESPERA)
    expect(pagina.get_by_role("button", name="Deshacer")).to_be_visible(timeout=ESPERA)
    assert primera(plan_id).meses[Mes(2026, 1)].programado == 4


def test_lo_dejado_en_un_campo_sobrevive_al_corte_del_servidor_y_no_borra_lo_que_otra_persona_guardo(
    navegador: Browser, base_local: str, instancia: Path, tmp_path: Path
) -> None:
    plan_id = un_plan(programado={3: 1})
    puerto = puerto_libre()
    entorno, argumentos = {"PLANIFICADOR_HOY": HOY}, ("--puerto", str(puerto))
    pagina = navegador.new_context(viewport={"width": 1366, "height": 768}).new_page()
    with levantar(instancia, tmp_path / "antes", entorno, argumentos) as antes:
        pagina.goto(f"{antes.direccion}/estructura?plan={plan_id}&nodo=actividad-{primera(plan_id).id}")
        pagina.get_by_label("Observaciones").fill("Con la junta de vecinos", timeout=ESPERA)
        pagina.keyboard.press("Tab")
        esperar_quietud(pagina)
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, primera(plan_id).id).meta = "Lo ajeno"

    with levantar(instancia, tmp_path / "despues", entorno, argumentos):  # y la página se conecta sola
        expect(pagina.get_by_text("Quedó sin guardar en la actividad «Actividad 1»: 1 cambio")).to_be_visible(
            timeout=ESPERA
        )
        esperar_quietud(pagina)
        expect(pagina.get_by_label("Meta")).to_have_value("Lo ajeno")
        pagina.get_by_role("button", name="Retomar").click()
        esperar_quietud(pagina)  # mientras se dibuja están los campos de antes y los de ahora
        expect(pagina.get_by_label("Observaciones")).to_have_value("Con la junta de vecinos", timeout=ESPERA)
        guardar(pagina)
        expect(pagina.get_by_role("button", name="Deshacer")).to_be_visible(timeout=ESPERA)
        expect(pagina.get_by_text("Quedó sin guardar")).to_have_count(0)
    pagina.context.close()
    queda = primera(plan_id)
    assert (queda.observaciones, queda.meta) == ("Con la junta de vecinos", "Lo ajeno")
