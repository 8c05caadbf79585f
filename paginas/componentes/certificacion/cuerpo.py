"""La página de la certificación: la escalera, el cumplimiento y lo que se puede afirmar, y lo que falta."""

from datetime import date
from html import escape

import streamlit as st

from datos import unidades
from datos.certificacion import procesos
from datos.conexion import lectura as leer_base
from modelos.arbol import PlanCompleto
from modelos.certificacion.brecha import abiertos
from modelos.certificacion.plazos import cuanto_queda
from modelos.frases import fecha_larga
from paginas.componentes import enlaces, permitido
from paginas.componentes.certificacion import (
    cumplimiento,
    escalera,
    falta,
    ficha_del_proceso,
    lineas,
    proceso,
    tendencia,
)
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.texto import Armado


def mostrar(plan: PlanCompleto, persigue: Persigue, hoy: date) -> None:
    """Una hoja: se lee en un minuto y se imprime."""
    certificacion = persigue.certificacion
    with leer_base() as sesion:
        otorgados = procesos.otorgados(sesion, plan.municipalidad_id)
        nombres = {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, plan.municipalidad_id)}
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.html(_titulo(plan, persigue, hoy), width="content")
        with st.container(horizontal=True, width="content"):
            enlaces.boton_imprimir()
            if permitido.edita():
                proceso.ofrecer(plan, persigue, otorgados, hoy)
    pasos = (
        escalera.en_html(persigue.catalogo, certificacion.proceso, otorgados, hoy)
        if persigue.catalogo
        else ""
    )
    ficha = ficha_del_proceso.en_html(persigue, otorgados)
    for dicho in filter(None, (pasos, cumplimiento.en_html(persigue), ficha)):
        st.html(Armado(dicho))
    faltan = abiertos(certificacion, hoy)
    with st.container(key="cuerpo_de_certificacion"):
        izquierda, derecha = st.columns([6, 5], gap="large")
    with izquierda:
        st.html(Armado(lineas.en_html(plan, persigue)))
        st.html(Armado(tendencia.en_html(persigue, hoy)))
    with derecha:
        st.html(Armado(falta.en_html(plan, faltan, nombres)))


def _titulo(plan: PlanCompleto, persigue: Persigue, hoy: date) -> str:
    suyo = persigue.certificacion.proceso
    partes = [
        plan.municipalidad,
        f"Proceso del {fecha_larga(suyo.comienza)} al {fecha_larga(suyo.termina)}",
        cuanto_queda(suyo.termina, hoy),
    ]
    return (
        f'<h1 class="titulo-de-pantalla">Certificación: {escape(persigue.nombre_del_nivel)}</h1>'
        f'<p class="subtitulo">{escape(" · ".join(partes))}'
        f'<span class="solo-impreso"> · Impreso el {fecha_larga(hoy)}</span></p>'
    )
