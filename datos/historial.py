"""La historia de una actividad, leída de la bitácora: quién hizo qué, cuándo, y cómo estaba antes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session

from datos.instantes import en_utc
from datos.reserva import segun_quien
from modelos.actividad import MesActividad
from modelos.bitacora import Accion, Cambio
from modelos.historia import Anotado
from modelos.meses import Mes
from modelos.tabla import tabla_de

accion, cambio = tabla_de(Accion), tabla_de(Cambio)

DE_LA_ACTIVIDAD = ("mes_actividad", "actividad_unidad", "actividad_aporte", "reprogramacion")
CAMBIOS_A_LA_VISTA = 200


@dataclass(frozen=True, slots=True)
class Hecho:
    """Una acción que tocó la actividad, con lo que cambió en ella; `cuando` está en UTC."""

    accion_id: int
    cuando: datetime
    quien: str
    descripcion: str
    cambios: tuple[Anotado, ...]


def de_actividad(sesion: Session, plan_id: int, actividad_id: int) -> list[Hecho]:
    """Lo que se hizo con ella, de lo último a lo primero; una sola consulta."""
    suya = and_(cambio.c.tabla == "actividad", _nombra("id", actividad_id))
    de_sus_hijas = and_(cambio.c.tabla.in_(DE_LA_ACTIVIDAD), _nombra("actividad_id", actividad_id))
    consulta = (
        select(accion, *cambio.c["tabla", "antes", "despues"])
        .join(cambio, cambio.c.accion_id == accion.c.id)
        .where(_del_plan(plan_id), or_(suya, de_sus_hijas))
        .order_by(accion.c.id.desc(), cambio.c.id)
        .limit(CAMBIOS_A_LA_VISTA)
    )
    hechos = []
    for _, grupo in groupby(sesion.execute(consulta), key=lambda fila: fila.id):
        filas = list(grupo)
        hecha = filas[0]
        cambios = tuple(Anotado(fila.tabla, _leer(fila.antes), _leer(fila.despues)) for fila in filas)
        hechos.append(Hecho(hecha.id, en_utc(hecha.cuando), hecha.quien, hecha.descripcion, cambios))
    return segun_quien(hechos)


def ejecutado_antes(sesion: Session, plan_id: int, fila: MesActividad) -> tuple[int, date | None]:
    """Lo ejecutado en ese mes antes de su último cambio, y cuándo se había registrado."""
    consulta = (
        select(cambio.c.antes, cambio.c.despues)
        .join(accion, cambio.c.accion_id == accion.c.id)
        .where(cambio.c.tabla == "mes_actividad", _nombra("actividad_id", fila.actividad_id))
        .where(_del_plan(plan_id))
        .order_by(cambio.c.id.desc())
    )
    for antes, despues in sesion.execute(consulta):
        previa, nueva = _leer(antes) or {}, _leer(despues) or {}
        propia = previa or nueva
        mismo_mes = Mes(propia["anio"], propia["mes"]) == Mes(fila.anio, fila.mes)
        if mismo_mes and previa.get("ejecutado", 0) != nueva.get("ejecutado", 0):
            fecha = previa.get("ejecutado_el")
            return previa.get("ejecutado", 0), date.fromisoformat(fecha) if fecha else None
    return 0, None


@dataclass(frozen=True, slots=True)
class Autoria:
    """Quién dejó un campo como está, y cuándo (en UTC)."""

    quien: str
    cuando: datetime


def autorias(
    sesion: Session, plan_id: int, tabla: str, fila: Mapping[str, int], columnas: Collection[str]
) -> dict[str, Autoria]:
    """De cada columna, quién la cambió por última vez en la fila (o las filas) con esos valores.

    La primera de `fila` es por la que se busca. Lo que nadie cambió entre lo último anotado no sale.
    """
    campo, valor = next(iter(fila.items()))
    consulta = (
        select(*accion.c["quien", "cuando"], *cambio.c["antes", "despues"])
        .join(cambio, cambio.c.accion_id == accion.c.id)
        .where(_del_plan(plan_id), cambio.c.tabla == tabla, _nombra(campo, valor))
        .order_by(cambio.c.id.desc())
        .limit(CAMBIOS_A_LA_VISTA)
    )
    encontradas: dict[str, Autoria] = {}
    for quien, cuando, antes, despues in sesion.execute(consulta):
        previa, nueva = _leer(antes) or {}, _leer(despues) or {}
        if fila.items() <= (nueva or previa).items():
            cambiadas = {c for c in columnas if previa.get(c) != nueva.get(c)}
            for columna in cambiadas - encontradas.keys():
                encontradas[columna] = Autoria(quien, en_utc(cuando))
    return encontradas


def autoria_de_celda(
    sesion: Session, plan_id: int, actividad_id: int, mes: Mes, campo: str
) -> Autoria | None:
    """Quién dejó ese campo de ese mes como está; None si no se anotó."""
    fila = {"actividad_id": actividad_id, "anio": mes.anio, "mes": mes.mes}
    return autorias(sesion, plan_id, "mes_actividad", fila, [campo]).get(campo)


def _del_plan(plan_id: int) -> ColumnElement[bool]:
    """Lo del plan, y lo que se hizo antes de que el plan tuviera número: crearlo o importarlo."""
    return or_(accion.c.plan_id == plan_id, accion.c.plan_id.is_(None))


def _nombra(campo: str, valor: int) -> ColumnElement[bool]:
    """La fila anotada lleva ese valor; cada motor escribe su JSON con o sin espacio."""
    fragmentos = [f'"{campo}":{separa}{valor}{cierra}' for separa in ("", " ") for cierra in (",", "}")]
    return or_(
        *(
            columna.contains(fragmento, autoescape=True)
            for fragmento in fragmentos
            for columna in (cambio.c.antes, cambio.c.despues)
        )
    )


def _leer(anotada: str | None) -> dict[str, Any] | None:
    return None if anotada is None else dict(json.loads(anotada))
