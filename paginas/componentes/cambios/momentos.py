"""Los momentos que se pueden comparar: hoy, una línea base, la última sesión del concejo o una fecha."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from datos.conexion import lectura
from datos.versiones import lineas_base
from datos.versiones.desde_la_sesion import al_terminar, anotada
from datos.versiones.lineas_base import LineaBaseEnLista
from modelos.arbol import PlanCompleto
from modelos.frases import fecha_larga
from paginas.componentes import plan_actual

HOY, SESION, FECHA, BASE = "hoy", "sesion", "fecha", "base-"


@dataclass(frozen=True, slots=True)
class Conocidos:
    """De dónde se puede elegir en un plan."""

    plan: PlanCompleto
    hoy: date
    sesion_concejo: date | None
    bases: Sequence[LineaBaseEnLista]


@dataclass(frozen=True, slots=True)
class Momento:
    """Un momento del plan: su nombre, su día y el plan como estaba."""

    nombre: str
    dia: date
    plan: PlanCompleto
    al_terminar: bool = True  # lo de ese día ya está en él; al aprobar, lo de después no


def conocer(plan: PlanCompleto, hoy: date) -> Conocidos:
    """Lo que ese plan tiene para comparar."""
    with lectura() as sesion:
        return Conocidos(plan, hoy, anotada(sesion, plan.id), lineas_base.listar(sesion, plan.id))


def leer(conocidos: Conocidos, elegido: str, dia: date) -> Momento:
    """El momento elegido; `dia` es el que vale si se eligió una fecha. ErrorDeDominio si no existe."""
    plan, clave = conocidos.plan, plan_actual.clave(conocidos.plan, elegido, dia)
    if elegido == HOY:
        return Momento("hoy", conocidos.hoy, plan)
    if elegido.startswith(BASE):
        base = next((una for una in conocidos.bases if f"{BASE}{una.id}" == elegido), None)
        if base is not None:
            return Momento(
                base.titulo, base.aprobada_el, _linea_base(clave=clave, _plan=plan, _id=base.id), False
            )
    if elegido == SESION and conocidos.sesion_concejo:
        dia = conocidos.sesion_concejo
        nombre = f"la última sesión del concejo, el {fecha_larga(dia)}"
        return Momento(nombre, dia, _al_terminar(clave=clave, _plan=plan, _dia=dia))
    return Momento(f"el {fecha_larga(dia)}", dia, _al_terminar(clave=clave, _plan=plan, _dia=dia))


@st.cache_resource(max_entries=40, show_spinner=False)
def _linea_base(clave: str, _plan: PlanCompleto, _id: int) -> PlanCompleto:  # noqa: ARG001
    with lectura() as sesion:
        return lineas_base.leer(sesion, _plan.id, _id)


@st.cache_resource(max_entries=40, show_spinner="Reconstruyendo el plan")
def _al_terminar(clave: str, _plan: PlanCompleto, _dia: date) -> PlanCompleto:  # noqa: ARG001
    with lectura() as sesion:
        return al_terminar(sesion, _plan, _dia)


def desde_la_ultima_sesion(conocidos: Conocidos) -> tuple[str, date]:
    """Lo que se compara en «desde la última sesión»; si no se anotó, desde la aprobación o la vigencia."""
    if conocidos.sesion_concejo:
        return SESION, conocidos.sesion_concejo
    if conocidos.bases:
        return f"{BASE}{conocidos.bases[0].id}", conocidos.hoy
    return FECHA, conocidos.plan.vigente_desde or conocidos.hoy - timedelta(days=30)
