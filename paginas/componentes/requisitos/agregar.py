"""Agregar un requisito: uno propio, o uno que el catálogo trae y no entró con el nivel."""

import streamlit as st

from datos.certificacion import procesos, requisitos
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import RequisitoDeCatalogo
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion.lectura import Persigue

PAGINA = "requisitos"


def ofrecer(plan: PlanCompleto, persigue: Persigue) -> None:
    """El botón que abre el diálogo."""
    if st.button("Agregar requisito…", key="agregar_requisito", icon=":material/add:"):
        _preguntar(plan, persigue)


@st.dialog("Agregar un requisito")
def _preguntar(plan: PlanCompleto, persigue: Persigue) -> None:
    _del_catalogo(plan, _sin_traer(persigue))
    codigo = st.text_input("Código", key="nuevo_codigo", placeholder="R-01", max_chars=30)
    nombre = st.text_input("Nombre", key="nuevo_nombre")
    que_se_pide = st.text_area("Qué se pide", key="nuevo_que_se_pide", height=100)
    fuente = st.text_input(
        "Fuente", key="nueva_fuente", placeholder="Bases, manual u oficio, con su fecha y página"
    )
    if st.button("Agregar", key="nuevo_guardar", type="primary"):
        with accion(f"Agregar el requisito {codigo}", PAGINA, plan.id) as sesion:
            requisitos.agregar(sesion, plan.id, codigo, nombre, que_se_pide, fuente)


def _sin_traer(persigue: Persigue) -> list[RequisitoDeCatalogo]:
    """Los del catálogo que el plan no tiene, los que no dicen en qué nivel se piden primero."""
    ya = {uno.codigo for uno in persigue.certificacion.requisitos}
    todos = persigue.catalogo.requisitos if persigue.catalogo else ()
    return sorted((uno for uno in todos if uno.codigo not in ya), key=lambda uno: bool(uno.niveles))


def _del_catalogo(plan: PlanCompleto, faltan: list[RequisitoDeCatalogo]) -> None:
    if not faltan:
        return
    elegidos = st.multiselect(
        "Del catálogo",
        faltan,
        format_func=lambda uno: f"{uno.codigo} {uno.nombre}",
        key="agregar_del_catalogo",
        placeholder="Los que no entraron con el nivel",
    )
    if elegidos and st.button("Agregar del catálogo", key="guardar_del_catalogo", type="primary"):
        with accion("Agregar requisitos del catálogo", PAGINA, plan.id) as sesion:
            desde = procesos.siguiente_orden(sesion, plan.id)
            procesos.agregar_del_catalogo(sesion, plan.id, elegidos, desde=desde)
    st.markdown("O uno propio:")
