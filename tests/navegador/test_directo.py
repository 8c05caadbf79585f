"""Lo que entra por `directo.js`: al cambiar queda como recién abierto, y lo demás no se toca."""

import pytest
from playwright.sync_api import Page, expect

from tests.navegador.conftest import esperar_quietud
from tests.navegador.test_cronograma import IR, POR_ENTRAR
from tests.rendimiento import plan

pytestmark = pytest.mark.navegador

PUESTO = """() => [...document.querySelectorAll(".puesto")].map((lugar) => {
    const copia = lugar.cloneNode(true);
    copia.querySelectorAll("tbody").forEach((linea) => linea.removeAttribute("style"));
    return copia.innerHTML;
})"""
"""El HTML de cada lugar; el alto guardado de una línea depende de lo que se vio antes."""


def esperar(pagina: Page, mes: str) -> None:
    esperar_quietud(pagina)
    expect(pagina.locator(f":text('{mes}')").first).to_be_attached()
    expect(pagina.locator("[data-stale=true]")).to_have_count(0)
    expect(pagina.locator(POR_ENTRAR)).to_have_count(0)


def cambiar(pagina: Page, consulta: str, mes: str) -> None:
    pagina.evaluate(IR, consulta)
    esperar(pagina, mes)


@pytest.mark.parametrize(
    ("pantalla", "cambios"),
    [
        (
            "cronograma",
            ("corte=2026-04", "corte=2026-08&buscar=Actividad+1", "corte=2026-08", "corte=2026-07"),
        ),
        ("avance", ("corte=2026-04", "corte=2026-08&linea=2", "corte=2026-08", "corte=2026-07")),
    ],
)
def test_tras_varios_cambios_se_ve_lo_mismo_que_al_abrir(
    pagina: Page, pantalla: str, cambios: tuple[str, ...]
) -> None:
    plan_id = plan.sembrar(90)
    pagina.goto(f"/{pantalla}?plan={plan_id}&corte=2026-03")
    esperar(pagina, "marzo")

    for cambio, mes in zip(cambios, ("abril", "agosto", "agosto", "julio"), strict=True):
        cambiar(pagina, f"?plan={plan_id}&{cambio}", mes)
    cambiado = pagina.evaluate(PUESTO)
    pagina.goto(f"/{pantalla}?plan={plan_id}&{cambios[-1]}")
    esperar(pagina, "julio")

    assert cambiado == pagina.evaluate(PUESTO)
    assert all(cambiado)


def test_al_cambiar_el_corte_las_filas_a_la_vista_son_las_mismas(pagina: Page) -> None:
    plan_id = plan.sembrar(90)
    pagina.goto(f"/cronograma?plan={plan_id}&corte=2026-03")
    esperar(pagina, "marzo")
    fila = pagina.locator(".grilla tbody tr", has=pagina.get_by_role("link", name=plan.nombre(0), exact=True))
    pagina.evaluate("fila => { window.antes = fila; window.decia = fila.innerHTML; }", fila.element_handle())

    cambiar(pagina, f"?plan={plan_id}&corte=2026-07", "julio")

    assert pagina.evaluate(
        "fila => [fila === window.antes, fila.innerHTML !== window.decia]", fila.element_handle()
    ) == [
        True,
        True,
    ]


def test_lo_puesto_se_va_con_la_pantalla(pagina: Page) -> None:
    plan_id = plan.sembrar(30)
    pagina.goto(f"/cronograma?plan={plan_id}")
    expect(pagina.locator(".puesto .grilla")).to_be_visible()

    pagina.get_by_role("link", name="Este mes").click()

    expect(pagina.get_by_role("heading", level=1)).to_contain_text("octubre")
    expect(pagina.locator(".puesto .grilla")).to_have_count(0)
