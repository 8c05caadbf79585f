"""Subir otra versión de una evidencia, un archivo o una dirección; la anterior se conserva."""

import streamlit as st

from datos.certificacion import evidencias
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import EvidenciaDelPlan
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion
from paginas.componentes.evidencias.carga import EXTENSIONES, recibir_todos

PAGINA = "evidencias"


def ofrecer(plan: PlanCompleto, una: EvidenciaDelPlan) -> None:
    """Lo corregido, con una nota de qué cambió."""
    with st.popover("Subir otra revisión…", icon=":material/upload:", key="otra_revision"):
        clave = f"{una.id}_{len(una.revisiones)}"
        subido = st.file_uploader(
            "Archivo", EXTENSIONES, key=f"revision_{clave}", label_visibility="collapsed"
        )
        direccion = st.text_input("O la dirección de una página", key=f"direccion_{clave}").strip()
        nota = st.text_input("Qué cambió", key=f"nota_{clave}")
        guardar = st.button(
            "Guardar revisión",
            key=f"guardar_revision_{clave}",
            type="primary",
            disabled=subido is None and not direccion,
        )
        if not guardar:
            return
        recibidos, negados = recibir_todos(plan, [subido] if subido else [])
        for frase in negados:
            mensajes.rechazar(frase)
        if not negados:
            with accion(f"Subir otra revisión de {una.codigo}", PAGINA, plan.id) as sesion:
                origen = recibidos[0] if recibidos else direccion
                evidencias.agregar_revision(sesion, plan.id, una.id, origen, nota)
