"""Planes ya leídos, para probar reglas sin base de datos: se nombra solo lo que importa."""

from collections.abc import Mapping
from dataclasses import replace

from modelos.arbol import ActividadDelPlan, CeldaMes, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.meses import Mes
from modelos.plan import EstadoPlan, TipoPlan

ACTIVIDAD = ActividadDelPlan(
    id=1,
    objetivo_id=1,
    codigo="1",
    nombre="Realizar talleres",
    peso=1.0,
    unidad_medida=None,
    meta=None,
    indicador=None,
    medio_verificacion=None,
    presupuesto_centavos=None,
    gastado_centavos=None,
    recurrencia=None,
    observaciones=None,
    causa=None,
    proximo_paso=None,
)


def una_del_plan(
    programado: Mapping[int, int] | None = None,
    ejecutado: Mapping[int, int] | None = None,
    actividad_id: int = 1,
    unidad: str | None = None,
) -> ActividadDelPlan:
    """Una actividad con los meses de 2026 por su número."""
    p, e = programado or {}, ejecutado or {}
    meses = {Mes(2026, mes): CeldaMes(p.get(mes, 0), e.get(mes, 0)) for mes in {*p, *e}}
    return replace(ACTIVIDAD, id=actividad_id, unidad_medida=unidad, meses=meses)


def un_arbol(
    *lineas: tuple[ActividadDelPlan, ...], anio: int = 2026, cantidad_meses: int = 12
) -> PlanCompleto:
    """Un plan vigente con esas líneas, cada una con un solo objetivo."""
    armadas = tuple(
        LineaDelPlan(n, n, f"Línea {n}", objetivos=(ObjetivoDelPlan(n, n, "a) Educar", actividades),))
        for n, actividades in enumerate(lineas, start=1)
    )
    return PlanCompleto(
        id=1,
        version=1,
        nombre="Plan",
        tipo=TipoPlan.SCAM,
        estado=EstadoPlan.VIGENTE,
        inicio=Mes(anio, 1),
        cantidad_meses=cantidad_meses,
        nivel=None,
        unidad=None,
        vigente_desde=None,
        municipalidad_id=1,
        municipalidad="La Serena",
        pais="CL",
        lineas=armadas,
    )
