"""Qué cambió en un plan desde la última vez que el concejo lo vio."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from datos import reprogramaciones
from datos.versiones import momento
from modelos.arbol import PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.plan import Plan
from modelos.tabla import tabla_de
from modelos.versiones.comparacion import Cambios, comparar

plan = tabla_de(Plan)


class DesdeLaSesion(NamedTuple):
    """El día de esa sesión y lo que cambió desde que terminó."""

    dia: date
    cambios: Cambios


def anotada(sesion: Session, plan_id: int) -> date | None:
    """El día de la última sesión en que el concejo vio el plan."""
    dia: date | None = sesion.execute(select(plan.c.sesion_concejo).where(plan.c.id == plan_id)).scalar()
    return dia


def al_terminar(sesion: Session, de: PlanCompleto, dia: date) -> PlanCompleto:
    """El plan al final de ese día, en su hora; ErrorDeDominio si entonces no existía."""
    fin = datetime.combine(dia + timedelta(days=1), time(), ZoneInfo(de.zona_horaria))
    return momento.como_estaba(sesion, de.id, fin)


def comparar_con_hoy(sesion: Session, actual: PlanCompleto, hoy: date) -> DesdeLaSesion | None:
    """None si la sesión no se anotó o el plan aún no existía."""
    dia = anotada(sesion, actual.id)
    if dia is None:
        return None
    try:
        antes = al_terminar(sesion, actual, dia)
    except ErrorDeDominio:
        return None
    traslados = [uno for uno in reprogramaciones.del_plan(sesion, actual.id) if uno.fecha > dia]
    return DesdeLaSesion(dia, comparar(antes, actual, (dia, hoy), traslados))
