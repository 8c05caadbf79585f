"""Planes completos en memoria: se nombra solo lo que importa, con los meses de 2026 por su número."""

from collections.abc import Mapping

from modelos.arbol import (
    ActividadDelPlan,
    CeldaMes,
    LineaDelPlan,
    ObjetivoDelPlan,
    PlanCompleto,
    UnidadResponsable,
)
from modelos.meses import Mes
from modelos.plan import EstadoPlan, TipoPlan

ENERO_DE_2026 = Mes(2026, 1)


def actividad(
    id_: int = 1,
    nombre: str = "Taller",
    programado: Mapping[int, int] | None = None,
    ejecutado: Mapping[int, int] | None = None,
    unidades: tuple[UnidadResponsable, ...] = (),
    codigo: str | None = None,
    nota: Mapping[int, str] | None = None,
    anio: int = 2026,
) -> ActividadDelPlan:
    p, e, n = programado or {}, ejecutado or {}, nota or {}
    meses = {Mes(anio, mes): CeldaMes(p.get(mes, 0), e.get(mes, 0), nota=n.get(mes)) for mes in {*p, *e, *n}}
    return ActividadDelPlan(
        id=id_,
        objetivo_id=1,
        codigo=codigo,
        nombre=nombre,
        peso=1,
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
        unidades=unidades,
        meses=meses,
    )


def linea(
    *actividades: ActividadDelPlan, id_: int = 1, nombre: str = "Línea", objetivo: str = "a) Meta"
) -> LineaDelPlan:
    return LineaDelPlan(
        id_, id_, nombre, objetivos=(ObjetivoDelPlan(id_, id_, objetivo, tuple(actividades)),)
    )


def plan(
    *lineas: LineaDelPlan,
    inicio: Mes = ENERO_DE_2026,
    meses: int = 12,
    estado: EstadoPlan = EstadoPlan.BORRADOR,
    nombre: str = "Plan",
) -> PlanCompleto:
    return PlanCompleto(
        id=1,
        version=1,
        nombre=nombre,
        tipo=TipoPlan.SCAM,
        estado=estado,
        inicio=inicio,
        cantidad_meses=meses,
        nivel=None,
        unidad=None,
        vigente_desde=None,
        municipalidad_id=1,
        municipalidad="La Serena",
        pais="CL",
        lineas=lineas,
    )
