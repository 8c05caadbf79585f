"""Qué actividad se mira: va en la dirección, y así se puede llegar a ella desde otra pantalla."""

import streamlit as st

from modelos.arbol import ActividadDelPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.numeral import codigo_completo

EN_LA_DIRECCION = "actividad"
_SELECTOR = "actividad_elegida"

Lugar = tuple[LineaDelPlan, ObjetivoDelPlan, ActividadDelPlan]


def elegir(plan: PlanCompleto) -> Lugar | None:
    """Selector con búsqueda; None mientras no se elija, o si la de la dirección no es de este plan."""
    nombres = {
        actividad.id: _nombrar(linea, objetivo, actividad)
        for linea in plan.lineas
        for objetivo in linea.objetivos
        for actividad in objetivo.actividades
    }
    pedida = st.query_params.get(EN_LA_DIRECCION)
    por_direccion = {str(id_): id_ for id_ in nombres}
    if pedida in por_direccion:
        st.session_state[_SELECTOR] = por_direccion[pedida]
    elif st.session_state.get(_SELECTOR) not in nombres:
        st.session_state[_SELECTOR] = None  # la que se miraba es de otro plan
    elegida = st.selectbox(
        "Actividad",
        list(nombres),
        index=None,
        format_func=lambda id_: nombres[id_],
        placeholder="Busque por nombre o código",
        label_visibility="collapsed",
        key=_SELECTOR,
        on_change=_a_la_direccion,
        persist_state="session",
    )
    return None if elegida is None else plan.ubicar(elegida)


def _a_la_direccion() -> None:
    elegida = st.session_state[_SELECTOR]
    if elegida is None:
        st.query_params.pop(EN_LA_DIRECCION, None)
    else:
        st.query_params[EN_LA_DIRECCION] = str(elegida)


def _nombrar(linea: LineaDelPlan, objetivo: ObjetivoDelPlan, actividad: ActividadDelPlan) -> str:
    codigo = codigo_completo(objetivo.nombre, actividad.codigo)
    return " · ".join(filter(None, (linea.numeral, codigo, actividad.nombre.removesuffix("."))))
