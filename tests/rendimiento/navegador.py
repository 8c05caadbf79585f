"""Lo que tarda una página en quedar pintada en el navegador, contra una vacía abierta del mismo modo."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.apoyo import navegador
from tests.rendimiento import medida
from tests.rendimiento.medida import Medida
from tests.rendimiento.servidor import aplicacion, con_guion

PAGINAS_VACIAS = """
import streamlit as st
def portada(): st.html('<p id="portada">Portada</p>')
def una(): st.html('<p id="una">Una página vacía</p>')
def otra(): st.html('<p id="otra">Otra página vacía</p>')
st.navigation([st.Page(pagina, url_path=pagina.__name__) for pagina in (portada, una, otra)]).run()
"""
QUIETUD = 200  # milisegundos entre un clic y el siguiente, para que el navegador termine lo suyo
ESPERA = 60_000  # milisegundos

PULSAR_Y_ESPERAR = """([boton, esperado, sobrante]) => new Promise((listo, falla) => {
    const comienzo = performance.now();
    const tardado = () => (performance.now() - comienzo) / 1000;
    const falta = () => esperado.some((e) => !document.querySelector(e)) || document.querySelector(sobrante);
    const mirar = () => {
        if (tardado() > 30) return falla(new Error(`No terminó de pintarse: ${esperado}`));
        if (falta()) return requestAnimationFrame(mirar);
        requestAnimationFrame(() => setTimeout(() => listo(tardado())));
    };
    document.querySelector(boton).click();
    requestAnimationFrame(mirar);
})"""
"""Segundos desde el clic hasta después del cuadro en que está lo esperado y no queda nada sobrante."""


class Paso(NamedTuple):
    """Lo que se pulsa, lo que tiene que haber después y lo que ya no puede quedar; todo, selectores."""

    boton: str
    esperado: tuple[str, ...]
    sobrante: str = "[data-stale=true]"


def _por_el_menu(direccion: str, *esperado: str, sobrante: str = "") -> Paso:
    enlace = f'[data-testid=stSidebarNavLink][href*="/{direccion}"]'
    return Paso(enlace, esperado, ", ".join(filter(None, ("[data-stale=true]", sobrante))))


UNA, OTRA = _por_el_menu("una", "#una"), _por_el_menu("otra", "#otra")
UNIDADES = _por_el_menu("unidades", "h1#unidades")
POR_DESPLEGAR = ".grilla tbody[data-filas]:has(input:checked)"
CRONOGRAMA = _por_el_menu("cronograma", ".grilla .total", sobrante=POR_DESPLEGAR)
AVANCE = _por_el_menu("avance", ".st-key-avance .js-plotly-plot .main-svg", ".st-key-aparte")
PLEGADO = Paso(".st-key-plegar button", (".grilla .total",), ".grilla input[type=checkbox]:checked, [data-stale=true]")
DESPLEGADO = Paso(
    ".st-key-plegar button",
    (".grilla .total",),
    f".grilla input[type=checkbox]:not(:checked), {POR_DESPLEGAR}, [data-stale=true]",
)


def medir(carpeta: Path, plan_id: int) -> Iterator[Medida]:
    """El cronograma al abrir y entero, y Avance ÷ abrir una página vacía."""
    with ExitStack() as pila:
        abierto = pila.enter_context(_navegador())
        vacia = _pestana(abierto, f"{pila.enter_context(con_guion(carpeta, PAGINAS_VACIAS)).direccion}/una")
        nuestra = _pestana(abierto, f"{pila.enter_context(aplicacion()).direccion}/unidades?plan={plan_id}")
        piso = _tardanza(vacia, antes=UNA, paso=OTRA)

        def razon(antes: Paso, paso: Paso) -> float:
            medianas = medida.por_turnos({"piso": piso, "medida": _tardanza(nuestra, antes, paso)})
            return medianas["medida"] / medianas["piso"]

        yield Medida("navegador: cronograma al abrir ÷ página vacía", razon(UNIDADES, CRONOGRAMA), 2)
        yield Medida("navegador: Avance ÷ página vacía", razon(UNIDADES, AVANCE), 7)
        _hacer(nuestra, CRONOGRAMA)
        _hacer(nuestra, DESPLEGADO)
        yield Medida("navegador: cronograma desplegado ÷ página vacía", razon(PLEGADO, DESPLEGADO), 7)


def _tardanza(pagina: Page, antes: Paso, paso: Paso) -> medida.Cronometrada:
    """Da un paso, sin contarlo, y después el que se mide."""

    def medir_una() -> float:
        _hacer(pagina, antes)
        return _hacer(pagina, paso)

    return medir_una


def _hacer(pagina: Page, paso: Paso) -> float:
    pagina.wait_for_selector(paso.boton)
    segundos: float = pagina.evaluate(PULSAR_Y_ESPERAR, [paso.boton, list(paso.esperado), paso.sobrante])
    pagina.wait_for_timeout(QUIETUD)
    return segundos


@contextmanager
def _navegador() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=navegador.encontrar(), args=list(navegador.ARGUMENTOS)
        )


def _pestana(abierto: Browser, direccion: str) -> Page:
    pagina = abierto.new_context(viewport={"width": 1366, "height": 768}).new_page()
    pagina.set_default_timeout(ESPERA)
    pagina.goto(direccion)
    return pagina
