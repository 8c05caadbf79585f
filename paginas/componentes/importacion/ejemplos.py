"""Cargar los planes de ejemplo con un botón."""

from html import escape

import streamlit as st

from datos import identidad, planes_de_ejemplo
from paginas.componentes import mensajes, plan_actual, reloj


def ofrecer(explicacion: str) -> None:
    """El botón con su explicación; carga los que falten y abre Este mes con un plan elegido.

    Con cuentas no se ofrece: son de otras municipalidades.
    """
    st.html(f"<p>{escape(explicacion)}</p>")
    if not identidad.en_curso().es_local:
        st.html('<p class="tenue">Se cargan en modo local, sin cuentas: son de otras municipalidades.</p>')
        return
    cargar = st.button("Cargar los tres ejemplos", key="cargar_ejemplos", icon=":material/library_add:")
    if cargar:
        _cargar()


def _cargar() -> None:
    total = len(planes_de_ejemplo.DOCUMENTOS)
    barra = st.progress(0.0, text="Leyendo los documentos")
    elegido = None
    for hechos, (nombre, importado) in enumerate(planes_de_ejemplo.cargar(reloj.hoy()), start=1):
        barra.progress(hechos / total, text=f"{hechos} de {total}: {nombre}")
        elegido = importado.plan_id if importado else elegido
    if elegido is None:
        st.info("Los tres ejemplos ya están cargados. Elija uno en la barra lateral.")
        return
    plan_actual.abrir(elegido)
    mensajes.anunciar("Ejemplos cargados.")
    st.switch_page("paginas/inicio.py")
