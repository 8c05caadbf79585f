"""Cambiar de una vez el peso, los responsables o los meses de varias actividades."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select, update
from sqlmodel import Session

from datos import reprogramaciones
from datos.estructura import asignar_unidades
from modelos.actividad import Actividad, MesActividad
from modelos.calendario.programacion_en_lote import Calendario, CambioEnLote
from modelos.contenido import comprobar_actividad
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import Plan
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon, cambios_de, comprobar_razon, exigen_motivo
from modelos.tabla import tabla_de

actividad, mes = tabla_de(Actividad), tabla_de(MesActividad)


def cambiar_peso(sesion: Session, actividad_ids: Iterable[int], peso: float) -> None:
    """El mismo peso para todas."""
    comprobar_actividad({"peso": peso})
    sesion.execute(update(actividad).where(actividad.c.id.in_(list(actividad_ids))).values(peso=peso))


def cambiar_unidades(sesion: Session, actividad_ids: Iterable[int], unidad_ids: Sequence[int]) -> None:
    """Las mismas unidades responsables para todas; la primera es la principal."""
    asignar_unidades(sesion, actividad_ids, unidad_ids)


def cambiar_meses(
    sesion: Session,
    plan_id: int,
    actividad_ids: Iterable[int],
    cambio: CambioEnLote,
    hoy: date,
    razon: Razon = SIN_RAZON,
) -> None:
    """Programa o corre los meses de todas; en un plan vigente, lo que baja exige una razón y se anota."""
    ids = list(actividad_ids)
    suyo = sesion.get(Plan, plan_id)
    if suyo is None:
        raise ErrorDeDominio("Este plan ya no está.")
    for actividad_id, antes in programado_de(sesion, ids).items():
        despues = cambio.aplicar(antes, suyo.inicio, suyo.fin)
        bajas = exigen_motivo(suyo.estado, antes, despues)
        comprobar_razon(bajas, razon)
        _programar(sesion, actividad_id, antes, despues)
        if bajas:
            reprogramaciones.anotar(sesion, {actividad_id: cambios_de(antes, despues)}, razon, hoy)


def programado_de(sesion: Session, actividad_ids: Sequence[int]) -> dict[int, Calendario]:
    """Lo programado de cada actividad, mes a mes; también las que no tienen nada."""
    consulta = select(*mes.c["actividad_id", "anio", "mes", "programado"]).where(
        mes.c.actividad_id.in_(actividad_ids), mes.c.programado > 0
    )
    programado: dict[int, dict[Mes, int]] = {id_: {} for id_ in actividad_ids}
    for actividad_id, anio, numero, cantidad in sesion.execute(consulta):
        programado[actividad_id][Mes(anio, numero)] = cantidad
    return dict(programado)


def _programar(
    sesion: Session, actividad_id: int, antes: Mapping[Mes, int], despues: Mapping[Mes, int]
) -> None:
    for cambio in cambios_de(antes, despues):
        fila = sesion.get(MesActividad, (actividad_id, cambio.mes.anio, cambio.mes.mes))
        if fila is None:
            fila = MesActividad(actividad_id=actividad_id, anio=cambio.mes.anio, mes=cambio.mes.mes)
            sesion.add(fila)
        fila.programado = cambio.despues
        if not (fila.programado or fila.ejecutado or fila.aprobado or fila.nota):
            sesion.expunge(fila) if fila in sesion.new else sesion.delete(fila)
