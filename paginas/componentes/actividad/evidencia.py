"""La evidencia de una actividad: la de cada mes, la última primero."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import EstadoEvidencia
from modelos.certificacion.proceso import EvidenciaDelPlan
from paginas.componentes import simbolos
from paginas.componentes.evidencias.biblioteca import miniatura
from paginas.componentes.evidencias.eleccion import enlace


def mostrar(plan: PlanCompleto, actividad_id: int, todas: Sequence[EvidenciaDelPlan]) -> None:
    """Con su miniatura, su mes y su estado; nada si no hay."""
    suya = [
        una
        for una in reversed(todas)
        if una.estado is not EstadoEvidencia.RETIRADA
        and any(cual.actividad_id == actividad_id for cual in una.actividades)
    ]
    if not suya:
        return
    st.header("Evidencia")
    filas = "".join(_fila(plan, actividad_id, una) for una in suya)
    st.html(f'<ul class="biblioteca">{filas}</ul>')


def _fila(plan: PlanCompleto, actividad_id: int, una: EvidenciaDelPlan) -> str:
    meses = [str(cual.mes) for cual in una.actividades if cual.actividad_id == actividad_id and cual.mes]
    return (
        f"<li>{miniatura(una)}<div><a {enlace(plan.id, una.id)}>{escape(una.titulo)}</a>"
        f'<p class="detalle">{" · ".join([una.codigo, una.clase.etiqueta, *meses])}</p></div>'
        f"{simbolos.con_etiqueta(una.estado)}</li>"
    )
