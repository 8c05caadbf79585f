"""Agregar un requisito que el catálogo no trae."""

import streamlit as st

from datos.certificacion import requisitos
from modelos.arbol import PlanCompleto
from paginas.componentes.acciones import accion

PAGINA = "requisitos"


def ofrecer(plan: PlanCompleto) -> None:
    """El botón que abre el diálogo."""
    if st.button("Agregar requisito…", key="agregar_requisito", icon=":material/add:"):
        _preguntar(plan)


@st.dialog("Agregar un requisito")
def _preguntar(plan: PlanCompleto) -> None:
    codigo = st.text_input("Código", key="nuevo_codigo", placeholder="R-01", max_chars=30)
    nombre = st.text_input("Nombre", key="nuevo_nombre")
    que_se_pide = st.text_area("Qué se pide", key="nuevo_que_se_pide", height=100)
    fuente = st.text_input(
        "Fuente", key="nueva_fuente", placeholder="Bases, manual u oficio, con su fecha y página"
    )
    if st.button("Agregar", key="nuevo_guardar", type="primary"):
        with accion(f"Agregar el requisito {codigo}", PAGINA, plan.id) as sesion:
            requisitos.agregar(sesion, plan.id, codigo, nombre, que_se_pide, fuente)
