"""Lo que tarda una página en quedar pintada en el navegador, contra una vacía que cambia del mismo modo."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.apoyo import navegador
from tests.rendimiento import medida
from tests.rendimiento.medida import Medida
from tests.rendimiento.servidor import VACIA, aplicacion, con_guion, con_pagina_vacia

QUIETUD = 800  # milisegundos entre un dibujo y otro: lo que `despliegue.js` deja para después ya terminó
ESPERA = 60_000  # milisegundos
CORTES = {"2026-03": "marzo", "2026-07": "julio"}
CONTENIDO = f"""st.html('<p id="corte">%s</p>' % {CORTES}.get(st.query_params.get('corte')))"""
"""Lo único que muestra la página vacía: el nombre del corte."""

IR_Y_ESPERAR = """([consulta, donde, texto]) => new Promise((listo, falla) => {
    const comienzo = performance.now();
    const tardado = () => (performance.now() - comienzo) / 1000;
    const falta = () => donde.some((lugar) => !document.querySelector(lugar)?.textContent.includes(texto));
    const mirar = () => {
        if (tardado() > 60) return falla(new Error(`No se pintó «${texto}» en ${donde}`));
        if (falta() || document.querySelector("[data-stale=true]")) return requestAnimationFrame(mirar);
        requestAnimationFrame(() => setTimeout(() => listo(tardado())));
    };
    window.history.pushState({}, "", `${window.location.pathname}?${consulta}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
    requestAnimationFrame(mirar);
})"""
"""Segundos desde que cambia la dirección hasta después del cuadro en que el texto está en cada lugar."""


class Vista(NamedTuple):
    """Una página abierta, su plan en la dirección y los lugares que dicen el corte; el último, al final."""

    pagina: Page
    consulta: str
    donde: tuple[str, ...]


def medir(carpeta: Path, plan_id: int) -> Iterator[Medida]:
    """Mostrar otro corte en el cronograma como abre, en el desplegado y en Avance ÷ en una página vacía."""
    with ExitStack() as pila:
        abierto = pila.enter_context(_navegador())
        una_linea = pila.enter_context(con_guion(carpeta, f"import streamlit as st\n{CONTENIDO}\n"))
        guion = _pestana(abierto, una_linea.direccion)
        con_vacia = pila.enter_context(con_pagina_vacia(carpeta, CONTENIDO))
        direccion, consulta = pila.enter_context(aplicacion()).direccion, f"plan={plan_id}"
        vacia = _pestana(abierto, f"{con_vacia.direccion}/{VACIA}?{consulta}")
        cronograma = _pestana(abierto, f"{direccion}/cronograma?{consulta}")
        entero = f"{consulta}&desplegado=todo"
        desplegado = _pestana(abierto, f"{direccion}/cronograma?{entero}")
        desplegado.get_by_role("button", name="Plegar todo").wait_for()
        avance = _pestana(abierto, f"{direccion}/avance?{consulta}")
        acciones = {
            "página vacía": _cambiar_el_corte(Vista(vacia, consulta, ("#corte",))),
            "guion de una línea": _cambiar_el_corte(Vista(guion, "", ("#corte",))),
            "cronograma": _cambiar_el_corte(Vista(cronograma, consulta, EN_LA_GRILLA)),
            "desplegado": _cambiar_el_corte(Vista(desplegado, entero, EN_LA_GRILLA)),
            "avance": _cambiar_el_corte(Vista(avance, consulta, EN_AVANCE)),
        }
        medianas = medida.por_turnos(acciones)
    for nombre, clave, tope in MEDIDAS:
        for piso, suyo in (("página vacía", tope), ("guion de una línea", None)):
            yield Medida(f"navegador: {nombre} ÷ {piso}", medianas[clave] / medianas[piso], suyo)


EN_LA_GRILLA = (".grilla .impreso th",)
EN_AVANCE = (".st-key-cabecera_de_avance", ".st-key-avance .js-plotly-plot")
MEDIDAS = (
    ("cronograma como abre", "cronograma", 2),
    ("cronograma desplegado entero", "desplegado", 7),
    ("Avance", "avance", 7),
)


def _cambiar_el_corte(vista: Vista) -> medida.Cronometrada:
    """Cada vez el otro corte, como quien sigue un enlace."""
    cortes = cycle(CORTES.items())

    def cambiar() -> float:
        clave, nombre = next(cortes)
        pedido = f"{vista.consulta}&corte={clave}"
        vista.pagina.bring_to_front()
        segundos: float = vista.pagina.evaluate(IR_Y_ESPERAR, [pedido, list(vista.donde), nombre])
        vista.pagina.wait_for_timeout(QUIETUD)
        return segundos

    return cambiar


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
