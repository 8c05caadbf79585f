"""El panel al lado del esquema: dónde está lo elegido, su ficha y lo que se puede hacer con él."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from datos.anexos_del_plan import Anexos
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.contenido import resumen_de_meses
from paginas.componentes.contenido import fichas, movimientos, portada
from paginas.componentes.contenido.seleccion import Seleccion, elegir


def mostrar(
    plan: PlanCompleto, seleccion: Seleccion, anexos: Anexos, conocidas: Mapping[str, int], hoy: date
) -> None:
    """La ficha de lo elegido, o lo que es de todo el plan."""
    nodo = seleccion.nodo
    programas = {programa.id: programa.nombre for programa in anexos.programas}
    if nodo is None:
        portada.mostrar(plan, anexos)
        return
    nombre = _nombre(seleccion) or programas[nodo.id]
    _encabezado(plan, seleccion)
    movimientos.mostrar(plan, seleccion, nombre, programas, hoy)
    if seleccion.actividad is not None:
        _meses(seleccion.actividad)
        fichas.de_actividad(plan, seleccion.actividad, conocidas)
    else:
        fichas.de_nombre(plan, nodo, nombre)


def _nombre(seleccion: Seleccion) -> str | None:
    elegido = seleccion.actividad or seleccion.objetivo or seleccion.linea
    return elegido.nombre if elegido else None


def _encabezado(plan: PlanCompleto, seleccion: Seleccion) -> None:
    clase = seleccion.nodo.clase.nombre(plan.etiquetas) if seleccion.nodo else ""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(clase.capitalize(), width="content")
        st.button(
            "Cerrar",
            key="cerrar_ficha",
            type="tertiary",
            icon=":material/close:",
            on_click=elegir,
            args=(None,),
        )
    if seleccion.linea and seleccion.objetivo:
        lugar = f"{plan.etiquetas.linea.capitalize()} {seleccion.linea.numeral}"
        if seleccion.actividad:
            lugar += f" › {seleccion.objetivo.nombre}"
        st.html(f'<p class="ficha-lugar" title="{escape(lugar)}">{escape(lugar)}</p>')


def _meses(actividad: ActividadDelPlan) -> None:
    programados = [mes for mes, celda in actividad.meses.items() if celda.programado]
    with st.container(horizontal=True, vertical_alignment="center", key="meses_de_la_ficha"):
        st.markdown(resumen_de_meses(programados), width="content")
        st.page_link(
            "paginas/actividad.py",
            label="Meses e historia",
            icon=":material/edit_note:",
            query_params={"actividad": str(actividad.id)},
        )
