"""Las cuentas en un navegador: de la primera a una invitada, y a quien se le cierra la sesión."""

import pytest
from playwright.sync_api import Browser, Page, expect

from modelos.plan import EstadoPlan
from tests.apoyo.cuentas import CLAVE
from tests.apoyo.planes import leer, un_plan

pytestmark = pytest.mark.navegador


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def comenzar(pagina: Page, municipalidad: str) -> None:
    pagina.goto("/personas")
    pagina.get_by_role("link", name="Crear la primera cuenta").click()
    pagina.get_by_label("Municipalidad").fill(municipalidad)
    pagina.get_by_label("Su nombre y apellido").fill("Ana Rojas")
    pagina.get_by_label("Su correo").fill("ana@municipalidad.cl")
    pagina.get_by_label("Clave nueva").fill(CLAVE)
    pagina.get_by_role("button", name="Crear la cuenta y entrar").click()
    expect(pagina.get_by_text("Administración · Salir")).to_be_visible(timeout=30_000)


def invitar(pagina: Page, unidad: str) -> str:
    """Invita a Luis Pérez por esa unidad; entrega su enlace."""
    pagina.get_by_role("link", name="Personas").click()
    pagina.get_by_role("button", name="Invitar a una persona").click()
    pagina.get_by_label("Nombre y apellido").fill("Luis Pérez")
    pagina.get_by_label("Correo", exact=True).fill("luis@municipalidad.cl")
    pagina.keyboard.press("Tab")
    pagina.get_by_label("Unidad", exact=True).click()
    pagina.get_by_role("option", name=unidad, exact=True).click()
    pagina.get_by_role("button", name="Invitar", exact=True).click()
    return pagina.locator(".st-key-enlace_hecho code").inner_text()


def test_de_la_primera_cuenta_a_una_sesion_cerrada_desde_otra_parte(pagina: Page, navegador: Browser) -> None:
    plan_id = un_plan(actividades=2, unidades=2, programado={10: 1}, estado=EstadoPlan.VIGENTE)
    suya = leer(plan_id).lineas[0].objetivos[0].actividades[0].unidades[0].nombre
    comenzar(pagina, leer(plan_id).municipalidad)
    enlace = invitar(pagina, suya)

    de_luis = navegador.new_context().new_page()
    de_luis.goto(enlace)
    de_luis.get_by_label("Clave nueva").fill("otra frase larga y distinta")
    de_luis.get_by_role("button", name="Guardar la clave y entrar").click()
    expect(de_luis.get_by_role("button", name="Ejecutada")).to_have_count(1, timeout=30_000)  # solo lo suyo
    expect(de_luis.get_by_role("link", name="Importar")).to_have_count(0)
    de_luis.goto(f"{pagina.url.split('/personas')[0]}/importar")
    expect(de_luis.get_by_text("Pídalo a Gestión ambiental o Administración")).to_be_visible(timeout=30_000)
    de_luis.get_by_role("link", name="Ir a Este mes").click()
    de_luis.get_by_role("button", name="Ejecutada").click()
    expect(de_luis.get_by_role("button", name="Deshacer")).to_have_count(1)

    pagina.reload()
    pagina.get_by_role("button", name="Cambiar…").click()
    pagina.get_by_role("button", name="Cerrar sus sesiones").click()
    expect(pagina.get_by_text("Se cerraron las sesiones de Luis Pérez.")).to_be_visible()
    de_luis.get_by_role("link", name="Cronograma").click()

    expect(de_luis.get_by_role("heading", name="Vuelva a entrar")).to_be_visible(timeout=30_000)
    de_luis.get_by_role("link", name="Entrar").click()
    de_luis.get_by_label("Correo").fill("luis@municipalidad.cl")
    de_luis.get_by_label("Clave").fill("otra frase larga y distinta")
    de_luis.get_by_role("button", name="Entrar").click()
    expect(de_luis.locator(".grilla")).to_be_visible(timeout=30_000)
    expect(de_luis.get_by_role("button", name="Editar")).to_have_count(0)
