"""Corregir lo que se dice de una evidencia: título, clase, fechas y si es reservada."""

import streamlit as st

from datos.certificacion import evidencias
from datos.certificacion.evidencias import Descrita
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import ClaseEvidencia
from modelos.certificacion.proceso import EvidenciaDelPlan
from paginas.componentes import vaciables
from paginas.componentes.acciones import accion
from paginas.componentes.ficha_abierta import vuelta

PAGINA = "evidencias"


def mostrar(plan: PlanCompleto, una: EvidenciaDelPlan) -> None:
    """El formulario, plegado: casi nunca hace falta."""
    clave = f"{una.id}_{vuelta()}"
    with st.expander("Título, clase y fechas"), st.form(f"datos_de_evidencia_{clave}", border=False):
        titulo = st.text_input("Título", una.titulo, key=f"titulo_{clave}")
        clases = list(ClaseEvidencia)
        clase = st.selectbox(
            "Qué es",
            clases,
            clases.index(una.clase),
            format_func=lambda cual: cual.etiqueta,
            key=f"clase_{clave}",
        )
        izquierda, derecha = st.columns(2)
        with izquierda:
            fecha = vaciables.fecha("Fecha del hecho", una.fecha, f"fecha_{clave}")
        with derecha:
            vence = vaciables.fecha("Vence", una.vence, f"vence_{clave}")
        confidencial = st.checkbox(
            "Reservada: el concejo y los comités no la abren", una.confidencial, key=f"reservada_{clave}"
        )
        if st.form_submit_button("Guardar", key=f"guardar_datos_{clave}", type="primary"):
            descrita = Descrita(titulo, clase, fecha, vence, confidencial)
            with accion(f"Corregir {una.codigo}", PAGINA, plan.id) as sesion:
                evidencias.describir(sesion, plan.id, una.id, descrita)
