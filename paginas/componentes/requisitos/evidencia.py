"""Lo que prueba un requisito: cada evidencia con sus páginas, y cómo se agrega."""

from datetime import date
from html import escape

import streamlit as st

from datos.certificacion import evidencias
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import EstadoEvidencia
from modelos.certificacion.proceso import Certificacion, EnRequisito, EvidenciaDelPlan, RequisitoDelProceso
from modelos.frases import fecha_corta
from paginas.componentes import permitido, simbolos
from paginas.componentes.acciones import accion
from paginas.componentes.evidencias import carga
from paginas.componentes.evidencias.eleccion import enlace

PAGINA = "requisitos"


def mostrar(
    plan: PlanCompleto, certificacion: Certificacion, requisito: RequisitoDelProceso, hoy: date
) -> None:
    """La enlazada; quien edita sube archivos o elige de la que ya está."""
    st.subheader("Evidencia")
    suyas = certificacion.evidencia_por_requisito.get(requisito.id, ())
    st.html(_en_lista(plan, suyas, requisito, hoy))
    if not permitido.edita():
        return
    with st.container(horizontal=True, key="agregar_evidencia"):
        if st.button("Subir…", key="subir_para_requisito", icon=":material/attach_file:"):
            carga.preguntar(plan, PAGINA, requisito_id=requisito.id)
        ya = {una.id for una in suyas}
        otras = [
            una
            for una in certificacion.evidencias
            if una.id not in ya and una.estado is not EstadoEvidencia.RETIRADA
        ]
        if otras:
            _elegir_de_la_que_hay(plan, requisito, otras)


def _en_lista(
    plan: PlanCompleto, suyas: tuple[EvidenciaDelPlan, ...], requisito: RequisitoDelProceso, hoy: date
) -> str:
    if not suyas:
        return '<p class="tenue">Sin evidencia todavía.</p>'
    filas = "".join(
        f"<li><a {enlace(plan.id, una.id)}>{una.codigo} {escape(una.titulo)}</a>"
        f"{_paginas(una, requisito)} {simbolos.con_etiqueta(una.estado)}{_validez(una, hoy)}</li>"
        for una in suyas
    )
    return f'<ul class="enlazadas">{filas}</ul>'


def _paginas(una: EvidenciaDelPlan, requisito: RequisitoDelProceso) -> str:
    dichas = next((cual.paginas for cual in una.requisitos if cual.requisito_id == requisito.id), "")
    return f' <span class="tenue">{escape(dichas)}</span>' if dichas else ""


def _validez(una: EvidenciaDelPlan, hoy: date) -> str:
    return (
        f' <span class="falta">venció el {fecha_corta(una.vence)}</span>'
        if una.vence and una.vencida(hoy)
        else ""
    )


def _elegir_de_la_que_hay(
    plan: PlanCompleto, requisito: RequisitoDelProceso, otras: list[EvidenciaDelPlan]
) -> None:
    with st.popover("Elegir de la biblioteca…", icon=":material/folder_open:", key="elegir_evidencia"):
        nombres = {una.id: f"{una.codigo} {una.titulo}" for una in otras}
        elegidas = st.multiselect(
            "Evidencia",
            list(nombres),
            format_func=lambda id_: nombres[id_],
            key=f"de_la_biblioteca_{requisito.id}_{len(otras)}",
            placeholder="Elija una o más",
        )
        paginas = st.text_input("Páginas", key=f"paginas_{requisito.id}_{len(otras)}", placeholder="pp. 3–5")
        if st.button(
            "Enlazar", key=f"enlazar_evidencia_{requisito.id}", type="primary", disabled=not elegidas
        ):
            with accion(f"Enlazar evidencia a {requisito.codigo}", PAGINA, plan.id) as sesion:
                for id_ in elegidas:
                    evidencias.enlazar_requisitos(sesion, plan.id, id_, [EnRequisito(requisito.id, paginas)])
