"""Subir otra versión de una evidencia; la anterior se conserva."""

import streamlit as st

from datos.certificacion import evidencias
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import EvidenciaDelPlan
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion
from paginas.componentes.evidencias.carga import EXTENSIONES, recibir_todos

PAGINA = "evidencias"


def ofrecer(plan: PlanCompleto, una: EvidenciaDelPlan) -> None:
    """El archivo corregido, con una nota de qué cambió."""
    with st.popover("Subir otra revisión…", icon=":material/upload:", key="otra_revision"):
        clave = f"{una.id}_{len(una.revisiones)}"
        subido = st.file_uploader(
            "Archivo", EXTENSIONES, key=f"revision_{clave}", label_visibility="collapsed"
        )
        nota = st.text_input("Qué cambió", key=f"nota_{clave}")
        if st.button(
            "Guardar revisión", key=f"guardar_revision_{clave}", type="primary", disabled=subido is None
        ):
            if subido is None:
                return
            recibidos, negados = recibir_todos(plan, [subido])
            for frase in negados:
                mensajes.rechazar(frase)
            if recibidos:
                with accion(f"Subir otra revisión de {una.codigo}", PAGINA, plan.id) as sesion:
                    evidencias.agregar_revision(sesion, plan.id, una.id, recibidos[0], nota)
