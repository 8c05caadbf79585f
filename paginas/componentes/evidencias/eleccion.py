"""Qué evidencia está elegida: va en la dirección, y así se llega a ella desde otra pantalla."""

from collections.abc import Sequence

import streamlit as st

from modelos.certificacion.proceso import EvidenciaDelPlan
from paginas.componentes import enlaces
from paginas.componentes.plan_actual import CLAVE

EN_LA_DIRECCION = "evidencia"


def elegida(evidencias: Sequence[EvidenciaDelPlan]) -> EvidenciaDelPlan | None:
    """La de la dirección, si es de este plan."""
    pedida = st.query_params.get(EN_LA_DIRECCION)
    return next((una for una in evidencias if str(una.id) == pedida), None)


def enlace(plan_id: int, evidencia_id: int) -> str:
    """Los atributos del enlace que la abre."""
    return enlaces.atributos("evidencias", **{CLAVE: plan_id, EN_LA_DIRECCION: evidencia_id})


def cerrar() -> None:
    """Ninguna; sirve como `on_click`."""
    st.query_params.pop(EN_LA_DIRECCION, None)
