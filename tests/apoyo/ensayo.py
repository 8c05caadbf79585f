"""Datos de ensayo para las imágenes: un plan importado, con meses y ejecuciones de prueba, y rotulado así."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import NamedTuple

from datos import celdas, ejecucion, lotes, planes, unidades, vida_del_plan
from datos.conexion import escritura, lectura
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.meses import Mes

ANIO = 2026
NOMBRE = "Datos de ensayo"
UNIDADES = {"Medio Ambiente": "DMA", "Aseo y Ornato": "DAO", "Educación": "DEM"}
ACTIVIDADES_SEGUIDAS = 3
"""De la misma unidad."""


class Reparto(NamedTuple):
    """Cantidades de una actividad por número de mes."""

    programado: Mapping[int, int]
    ejecutado: Mapping[int, int]


def _una_en(*meses: int) -> dict[int, int]:
    return dict.fromkeys(meses, 1)


REPARTOS = (
    Reparto(_una_en(3, 6, 9, 12), _una_en(3, 6, 9)),
    Reparto(_una_en(4, 10), _una_en(4)),
    Reparto(_una_en(*range(1, 13)), _una_en(*range(1, 10))),
    Reparto(_una_en(5, 8, 11), _una_en(6)),
    Reparto(_una_en(2, 4, 6, 8, 10, 12), _una_en(2, 4, 6, 8)),
    Reparto({7: 2, 10: 3}, {7: 2, 10: 1}),
    Reparto(_una_en(6, 10), _una_en(6, 10)),
    Reparto(_una_en(3, 9), _una_en(3, 9)),
    Reparto(_una_en(11), {}),
    Reparto(_una_en(5, 9), _una_en(5)),
)
"""Uno por actividad, por turno: al día, con atraso, parcial, completa, por iniciar y vencida."""


def poner(plan_id: int, hoy: date) -> None:
    """Rotula el plan como ensayo, le pone unidades y meses, lo deja vigente y registra ejecuciones."""
    _rotular(plan_id)
    _asignar(plan_id)
    plan = _leer(plan_id)
    celdas.guardar(plan, list(_programado(plan)), hoy, descripcion="Programar los meses de ensayo")
    with escritura("Poner en vigencia el ensayo", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, date(ANIO, 1, 5))
    plan = _leer(plan_id)
    for actividad, reparto in _repartir(plan):
        for mes, cantidad in reparto.ejecutado.items():
            cuando = min(hoy, date(ANIO, mes, 28))
            ejecucion.registrar_parcial(plan, actividad, Mes(ANIO, mes), cantidad, cuando)


def _leer(plan_id: int) -> PlanCompleto:
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def _rotular(plan_id: int) -> None:
    with escritura("Rotular el ensayo", plan_id=plan_id) as sesion:
        guardados = vida_del_plan.leer_datos(sesion, plan_id)
        vida_del_plan.editar(sesion, plan_id, guardados, replace(guardados, nombre=NOMBRE))


def _asignar(plan_id: int) -> None:
    plan = _leer(plan_id)
    with escritura("Asignar las unidades de ensayo", plan_id=plan_id) as sesion:
        ids = [unidades.crear(sesion, plan.municipalidad_id, *unidad) for unidad in UNIDADES.items()]
        for lugar, actividad in enumerate(plan.actividades):
            unidad_id = ids[lugar // ACTIVIDADES_SEGUIDAS % len(ids)]
            lotes.cambiar_unidades(sesion, [actividad.id], [unidad_id])


def _programado(plan: PlanCompleto) -> Iterator[CambioDeCelda]:
    for actividad, reparto in _repartir(plan):
        for mes, cantidad in reparto.programado.items():
            yield CambioDeCelda(Celda(actividad.id, Mes(ANIO, mes), Campo.PROGRAMADO), 0, cantidad)


def _repartir(plan: PlanCompleto) -> Iterator[tuple[ActividadDelPlan, Reparto]]:
    return zip(plan.actividades, cycle(REPARTOS), strict=False)
