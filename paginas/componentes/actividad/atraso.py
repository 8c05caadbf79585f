"""Por qué va atrasada una actividad y qué se hará."""

import streamlit as st

from datos import seguimiento
from modelos.arbol import PlanCompleto
from modelos.pendientes import Asunto
from paginas.componentes import mensajes


def mostrar(plan: PlanCompleto, asunto: Asunto) -> None:
    """Se pregunta si está atrasada o vencida, o si ya se había explicado algo."""
    actividad = asunto.actividad
    if not (asunto.estado.pide_atencion or actividad.causa or actividad.proximo_paso):
        return
    st.subheader("Causa y próximo paso")
    with st.form(f"atraso_{actividad.id}", border=False):
        izquierda, derecha = st.columns(2)
        causa = izquierda.text_area(
            "Por qué va atrasada",
            actividad.causa or "",
            height=90,
            max_chars=1000,
            key=f"causa_{actividad.id}",
        )
        paso = derecha.text_area(
            "Qué se hará", actividad.proximo_paso or "", height=90, max_chars=1000, key=f"paso_{actividad.id}"
        )
        guardar = st.form_submit_button("Guardar", key="guardar_atraso")
    if guardar:
        with mensajes.explicar_rechazo():
            seguimiento.explicar_atraso(plan, actividad, causa, paso)
            mensajes.anunciar("Causa y próximo paso guardados.")
            st.rerun()
