"""Lo que se dice en Este mes cuando no hay nada que hacer, o cuando antes hay que preparar el plan."""

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.estados import EstadoActividad
from modelos.frases import contar, enumerar
from modelos.seguimiento.pendientes import Pendientes
from paginas.componentes import permitido
from paginas.componentes.certificacion import lectura


def mostrar(plan: PlanCompleto, pendientes: Pendientes) -> None:
    """Lo que hay que preparar antes de que el plan se pueda seguir."""
    if not pendientes.programadas:
        _sin_programar(plan)
    elif not plan.vigente:
        _en_borrador()
    _por_responder(plan)


def _por_responder(plan: PlanCompleto) -> None:
    """Lo que una auditoría observó es trabajo pendiente, como lo demás."""
    persigue = lectura.leer(plan)
    abiertas = sum(una.abierta for una in persigue.certificacion.observaciones) if persigue else 0
    if not abiertas:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="aviso_observaciones"):
        st.markdown(f"**{contar(abiertas, 'observación')} de la certificación sin responder.**")
        permitido.enlace("preparacion", "Ver lo que falta", "rule")


def nada_vence(plan: PlanCompleto, pendientes: Pendientes) -> str:
    """Si este mes no vence nada, lo que hay cerca."""
    if pendientes.este_mes or not pendientes.programadas:
        return ""
    return f'<p class="nada">{_nada(plan, pendientes)}</p>'


def _sin_programar(plan: PlanCompleto) -> None:
    nada = (
        "Ninguna actividad tiene meses programados." if plan.lineas else "Este plan aún no tiene actividades."
    )
    with st.container(border=True, key="aviso_sin_programar"):
        st.markdown(f"**{nada}** Con sus meses puestos, aquí se verá qué vence y qué está atrasado.")
        if plan.lineas:
            permitido.enlace("cronograma", "Programar en el cronograma", "edit_calendar")
        else:
            permitido.enlace("estructura", "Agregar actividades", "account_tree")


def _en_borrador() -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="aviso_borrador"):
        st.markdown(
            "**Este plan está en borrador.** Al ponerlo en vigencia, lo programado queda como lo aprobado."
        )
        permitido.enlace("planes", "Poner en vigencia", "verified")


def _nada(plan: PlanCompleto, pendientes: Pendientes) -> str:
    if pendientes.termino:
        return f"Este plan terminó en {plan.fin}. {_lo_atrasado(pendientes)}"
    if pendientes.no_comienza:
        return f"Este plan comienza en {plan.inicio}. Aún no vence nada."
    return f"En {pendientes.mes.nombre} no vence nada. {_lo_atrasado(pendientes)}"


def _lo_atrasado(pendientes: Pendientes) -> str:
    """«8 atrasadas y 1 vencida.», o que no falta nada."""
    cuentas = pendientes.por_estado
    partes = [
        f"{cuentas[estado]} {estado.etiqueta.lower()}{'' if cuentas[estado] == 1 else 's'}"
        for estado in (EstadoActividad.ATRASADA, EstadoActividad.VENCIDA)
        if cuentas[estado]
    ]
    return f"{enumerar(partes)}." if partes else "Nada está atrasado ni vencido."
