"""Por qué va atrasada una actividad y qué se hará."""

from html import escape

import streamlit as st

from datos import seguimiento
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.seguimiento.pendientes import Asunto
from paginas.componentes import mensajes, permitido, registro


def mostrar(plan: PlanCompleto, asunto: Asunto) -> None:
    """Se pregunta si está atrasada o vencida, o si ya se había explicado algo."""
    actividad = asunto.actividad
    if not (asunto.estado.pide_atencion or actividad.causa or actividad.proximo_paso):
        return
    with st.container(key="atraso"):
        st.header("Causa y próximo paso")
        registro.rechazo(f"atraso_{actividad.id}")
        if permitido.registra_en(actividad):
            _preguntar(plan, actividad)
    dichos = (("Causa del atraso", actividad.causa), ("Próximo paso", actividad.proximo_paso))
    impreso = "".join(f"<p><b>{nombre}:</b> {escape(dicho)}</p>" for nombre, dicho in dichos if dicho)
    clase = "solo-impreso" if permitido.registra_en(actividad) else "dicho"
    st.html(f'<div class="{clase}">{impreso or "<p>Sin causa informada.</p>"}</div>')


def _preguntar(plan: PlanCompleto, actividad: ActividadDelPlan) -> None:
    with st.form(f"atraso_{actividad.id}", border=False):
        izquierda, derecha = st.columns(2)
        izquierda.text_area(
            "Por qué va atrasada",
            actividad.causa or "",
            height=90,
            max_chars=1000,
            key=f"causa_{actividad.id}",
        )
        derecha.text_area(
            "Qué se hará", actividad.proximo_paso or "", height=90, max_chars=1000, key=f"paso_{actividad.id}"
        )
        st.form_submit_button("Guardar", key="guardar_atraso", on_click=_guardar, args=(plan, actividad))


def _guardar(plan: PlanCompleto, actividad: ActividadDelPlan) -> None:
    """Con la actividad como se veía al escribir, y no como esté ahora."""
    causa, paso = st.session_state[f"causa_{actividad.id}"], st.session_state[f"paso_{actividad.id}"]
    clave = f"atraso_{actividad.id}"
    if registro.intentar(
        clave, lambda: seguimiento.explicar_atraso(plan, actividad, causa or "", paso or "")
    ):
        mensajes.anunciar("Causa y próximo paso guardados.")
