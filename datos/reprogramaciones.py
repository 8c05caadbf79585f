"""La constancia de cada cambio de lo programado en un plan vigente, con su razón: dejarla y leerla."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, insert, select
from sqlmodel import Session

from datos.reserva import segun_quien
from modelos.actividad import Actividad, Motivo, Reprogramacion
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo
from modelos.seguimiento.reprogramacion import CambioProgramado, Razon, Traslado
from modelos.tabla import tabla_de

reprogramacion, actividad = tabla_de(Reprogramacion), tabla_de(Actividad)
objetivo, linea = tabla_de(Objetivo), tabla_de(LineaEstrategica)


def anotar(
    sesion: Session, cambios: Mapping[int, Iterable[CambioProgramado]], razon: Razon, hoy: date
) -> None:
    """Deja una reprogramación por actividad; la razón ya se comprobó con `comprobar_razon`."""
    filas = [
        {
            "actividad_id": actividad_id,
            "fecha": hoy,
            "motivo": razon.motivo,
            "explicacion": razon.explicacion.strip(),
            "cambios": json.dumps([_como_se_guarda(cambio) for cambio in suyos]),
        }
        for actividad_id, suyos in cambios.items()
    ]
    if filas:
        sesion.execute(insert(reprogramacion), filas)


def de_actividad(sesion: Session, actividad_id: int) -> list[Traslado]:
    """Cada vez que se movió lo programado en ella, de la última a la primera."""
    consulta = _traslados().where(reprogramacion.c.actividad_id == actividad_id)
    return [_leer(*fila) for fila in sesion.execute(consulta)]


def del_plan(sesion: Session, plan_id: int) -> list[Traslado]:
    """Los de las actividades del plan que no están en la papelera, del último al primero."""
    return de_los_planes(sesion, [plan_id])[plan_id]


def de_los_planes(sesion: Session, ids: Sequence[int]) -> defaultdict[int, list[Traslado]]:
    """Los de cada plan, con una sola consulta."""
    consulta = (
        _traslados()
        .add_columns(linea.c.plan_id)
        .join(actividad, reprogramacion.c.actividad_id == actividad.c.id)
        .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .where(linea.c.plan_id.in_(ids))
        .where(*(tabla.c.papelera_id.is_(None) for tabla in (actividad, objetivo, linea)))
    )
    por_plan: defaultdict[int, list[Traslado]] = defaultdict(list)
    for *fila, plan_id in sesion.execute(consulta):
        por_plan[plan_id].append(_leer(*fila))
    return por_plan


def _traslados() -> Select[Any]:
    columnas = reprogramacion.c["actividad_id", "fecha", "motivo", "explicacion", "cambios"]
    return select(*columnas).select_from(reprogramacion).order_by(reprogramacion.c.id.desc())


def _leer(actividad_id: int, fecha: date, motivo: str, explicacion: str, cambios: str) -> Traslado:
    return Traslado(actividad_id, fecha, Motivo(motivo), segun_quien(explicacion), _como_se_lee(cambios))


def _como_se_lee(cambios: str) -> tuple[CambioProgramado, ...]:
    return tuple(
        CambioProgramado(Mes(uno["anio"], uno["mes"]), uno["antes"], uno["despues"])
        for uno in json.loads(cambios)
    )


def _como_se_guarda(cambio: CambioProgramado) -> dict[str, int]:
    return {**cambio.mes._asdict(), "antes": cambio.antes, "despues": cambio.despues}
