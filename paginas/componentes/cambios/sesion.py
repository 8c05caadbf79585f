"""Anotar la última sesión del concejo, y lo que cambió desde ella, para quien mira Avance."""

from datetime import date, timedelta

import streamlit as st

from datos import reprogramaciones, vida_del_plan
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.versiones.comparacion import Cambios, comparar
from paginas.componentes import controles, mensajes, permitido
from paginas.componentes.acciones import accion
from paginas.componentes.cambios import lista
from paginas.componentes.cambios.momentos import (
    HOY,
    Conocidos,
    Momento,
    conocer,
    desde_la_ultima_sesion,
    leer,
)
from paginas.componentes.directo import directo

CLAVE = "cambios"
PREGUNTA = "Qué cambió desde la última sesión del concejo"


def comparados(antes: Momento, despues: Momento) -> Cambios:
    """Los cambios con sus razones, que se buscan en lo que el plan tiene anotado hoy."""
    primero, ultimo = sorted((antes, despues), key=lambda momento: momento.dia)
    desde = primero.dia + timedelta(days=1) if primero.al_terminar else primero.dia
    with lectura() as sesion:
        traslados = reprogramaciones.del_plan(sesion, despues.plan.id)
    entre = [uno for uno in traslados if desde <= uno.fecha <= ultimo.dia]
    return comparar(antes.plan, despues.plan, (antes.dia, despues.dia), entre)


def ofrecer(plan: PlanCompleto, hoy: date) -> None:
    """Un botón al pie de Avance; pulsado, lo que cambió, que sale también impreso."""
    abierta = st.query_params.get(CLAVE) == "1"
    boton = controles.boton("Ocultar lo que cambió" if abierta else PREGUNTA, CLAVE, "" if abierta else "1")
    st.html(directo(controles.barra(boton)), width="stretch")
    if not abierta:
        return
    with mensajes.explicar_rechazo():
        conocidos = conocer(plan, hoy)
        antes = leer(conocidos, *desde_la_ultima_sesion(conocidos))
        despues = leer(conocidos, HOY, hoy)
        st.html(lista.dibujar(comparados(antes, despues), antes, despues))


def anotar(conocidos: Conocidos) -> None:
    """Para quien edita: la fecha de la última sesión en que el concejo vio el plan."""
    if not permitido.edita():
        return
    with st.popover("Última sesión del concejo…", icon=":material/event:", key="sesion_del_concejo"):
        dia = st.date_input(
            "Fecha de la sesión",
            conocidos.sesion_concejo,
            max_value=conocidos.hoy,
            format="DD/MM/YYYY",
            key="dia_de_la_sesion",
        )
        if st.button("Guardar", key="guardar_sesion", type="primary"):
            with accion("Anotar la última sesión del concejo", "cambios", conocidos.plan.id) as sesion:
                vida_del_plan.anotar_sesion_del_concejo(sesion, conocidos.plan.id, dia, conocidos.hoy)
