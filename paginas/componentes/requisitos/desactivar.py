"""Dejar de perseguir un requisito, con su razón, y volver a hacerlo."""

from html import escape

import streamlit as st

from datos.certificacion import requisitos
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import RequisitoDelProceso
from paginas.componentes import permitido
from paginas.componentes.acciones import accion

PAGINA = "requisitos"


def ofrecer(plan: PlanCompleto, requisito: RequisitoDelProceso) -> None:
    """Pregunta por qué antes de hacerlo."""
    with st.popover("No perseguir…", icon=":material/block:", key="desactivar"):
        st.markdown(
            "Sale de la cuenta y queda al final de la tabla, con su razón. No se borra nada de lo suyo."
        )
        razon = st.text_area("Por qué", key=f"razon_{requisito.id}", height=80)
        if st.button("No perseguir", key=f"desactivar_{requisito.id}", type="primary"):
            with accion(f"No perseguir {requisito.codigo}", PAGINA, plan.id) as sesion:
                requisitos.desactivar(sesion, plan.id, requisito.id, razon)


def mostrar_desactivado(plan: PlanCompleto, requisito: RequisitoDelProceso) -> None:
    """Por qué no se persigue, y el botón que lo trae de vuelta."""
    st.html(f'<p class="aviso-vacio">No se persigue: {escape(requisito.desactivado or "")}</p>')
    if permitido.edita() and st.button("Perseguirlo de nuevo", key=f"reactivar_{requisito.id}"):
        with accion(f"Perseguir de nuevo {requisito.codigo}", PAGINA, plan.id) as sesion:
            requisitos.reactivar(sesion, plan.id, requisito.id)
