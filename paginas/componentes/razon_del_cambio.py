"""Por qué baja lo programado de un plan vigente."""

from collections.abc import Iterable

import streamlit as st

from modelos.actividad import Motivo
from modelos.arbol import PlanCompleto
from modelos.edicion import CambioDeCelda, bajas_de
from modelos.frases import contar
from modelos.reprogramacion import Razon


def preguntar_razon(plan: PlanCompleto, cambios: Iterable[CambioDeCelda]) -> Razon:
    """Pregunta solo si el plan está vigente y algo baja o se mueve de mes."""
    bajas = bajas_de(plan, cambios)
    if not bajas:
        return Razon()
    cuantas = contar(len(bajas), "actividad", dentro_de_frase=True)
    st.markdown(f"El plan está vigente y baja lo programado en {cuantas}: diga por qué.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="razon_del_cambio"):
        motivo = st.selectbox(
            "Motivo",
            list(Motivo),
            index=None,
            format_func=lambda motivo: motivo.etiqueta,
            placeholder="Elija",
            key="motivo_del_cambio",
            width=180,
        )
        explicacion = st.text_input("Explicación", key="explicacion_del_cambio", placeholder="Una frase")
    return Razon(motivo, explicacion)
