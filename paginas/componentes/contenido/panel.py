"""El panel al lado del esquema: dónde está lo elegido, su ficha y lo que se puede hacer con él."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from datos.anexos_del_plan import Anexos
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.cronograma import romano
from modelos.frases import contar
from modelos.nodos import Clase
from paginas.componentes.contenido import fichas, movimientos, portada
from paginas.componentes.contenido.seleccion import Seleccion, elegir
from paginas.componentes.texto import sin_formato


def mostrar(
    plan: PlanCompleto, seleccion: Seleccion, anexos: Anexos, conocidas: Mapping[str, int], hoy: date
) -> None:
    """La ficha de lo elegido, o lo que es de todo el plan."""
    nodo = seleccion.nodo
    programas = {programa.id: programa.nombre for programa in anexos.programas}
    if nodo is None or (nodo.clase is Clase.PROGRAMA and nodo.id not in programas):
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
    lugar = f"{plan.etiquetas.linea.capitalize()} {romano(seleccion.linea.numero)}" if seleccion.linea else ""
    if seleccion.actividad and seleccion.objetivo:
        lugar += f" › {seleccion.objetivo.nombre}"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(clase.capitalize(), width="content")
        st.button(
            "Cerrar",
            key="cerrar_ficha",
            type="tertiary",
            icon=":material/close:",
            on_click=elegir,
            args=(None,),
        )
    if lugar and seleccion.objetivo:
        st.markdown(f":gray[{sin_formato(lugar)}]")


def _meses(actividad: ActividadDelPlan) -> None:
    programados = [mes for mes, celda in actividad.meses.items() if celda.programado]
    if programados:
        cuantos = contar(len(programados), "mes")
        texto = f"{cuantos} con algo programado, de {min(programados)} a {max(programados)}."
    else:
        texto = "Sin programar: todavía no tiene meses."
    with st.container(horizontal=True, vertical_alignment="center", key="meses_de_la_ficha"):
        st.markdown(texto, width="content")
        st.page_link(
            "paginas/actividad.py",
            label="Meses e historia",
            icon=":material/edit_note:",
            query_params={"actividad": str(actividad.id)},
        )
