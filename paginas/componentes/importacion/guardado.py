"""Guardar el plan a la vista: la barra avanza mientras la base escribe, y nada la interrumpe a medias."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from datos import importacion
from datos.importacion import ArchivoFuente, Importado
from modelos.frases import entero
from modelos.importacion.plan_aceptado import PlanAceptado

_ENTRE_DIBUJOS = 0.25  # segundos
_FILAS_SIN_BARRA = 5_000


def guardar(aceptado: PlanAceptado, archivo: ArchivoFuente, hoy: date, avisados: frozenset[int]) -> Importado:
    """Crea el plan; si es grande, dice cuánto va. `avisados`: los de igual nombre que la persona ya vio."""
    total = importacion.filas_por_guardar(aceptado)
    if total < _FILAS_SIN_BARRA:
        return importacion.guardar(aceptado, archivo, hoy, avisados=avisados)
    with _barra(total) as al_guardar:
        return importacion.guardar(aceptado, archivo, hoy, al_guardar, avisados=avisados)


@contextmanager
def _barra(total: int) -> Iterator[Callable[[int], None]]:
    """Da con qué anotar las filas escritas.

    La dibuja otro hilo: una orden de Streamlit dada dentro de la transacción la desharía si la persona
    pulsa otra cosa.
    """
    hechas = 0
    fin = threading.Event()
    with st.bottom:  # junto al botón que se pulsó: lo demás de la página puede quedar muy arriba
        lugar = st.empty()

    def anotar(filas: int) -> None:
        nonlocal hechas
        hechas += filas

    def dibujar() -> None:
        while not fin.wait(_ENTRE_DIBUJOS):
            parte = min(hechas / total, 1.0)
            lugar.progress(parte, text=f"Guardando: {entero(hechas)} de {entero(total)} datos")

    hilo = threading.Thread(target=dibujar, daemon=True)
    add_script_run_ctx(hilo, get_script_run_ctx())
    hilo.start()
    try:
        yield anotar
    finally:
        fin.set()
        hilo.join()
