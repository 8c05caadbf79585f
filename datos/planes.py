"""Los planes: cuáles hay, y uno o varios enteros leídos con un número fijo de consultas."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Row, Select, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.arbol import (
    ActividadDelPlan,
    CeldaMes,
    LineaDelPlan,
    ObjetivoDelPlan,
    PlanCompleto,
    UnidadResponsable,
)
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan, LineaEstrategica, Municipalidad, Objetivo, Plan, Programa, TipoPlan
from modelos.tabla import tabla_de

Hijo = TypeVar("Hijo")

plan, municipalidad, programa = tabla_de(Plan), tabla_de(Municipalidad), tabla_de(Programa)
linea, objetivo, actividad = tabla_de(LineaEstrategica), tabla_de(Objetivo), tabla_de(Actividad)
mes, unidad, responsable = tabla_de(MesActividad), tabla_de(Unidad), tabla_de(ActividadUnidad)

_EN_LISTA = (
    select(*plan.c["id", "version", "nombre", "tipo", "estado", "anio_inicio"], municipalidad.c.nombre)
    .join(municipalidad, plan.c.municipalidad_id == municipalidad.c.id)
    .where(plan.c.borrado_el.is_(None))
    .order_by(plan.c.estado.desc(), plan.c.anio_inicio.desc(), plan.c.id)
)


@dataclass(frozen=True, slots=True)
class PlanEnLista:
    """Lo que basta para elegir un plan."""

    id: int
    version: int
    nombre: str
    tipo: TipoPlan
    estado: EstadoPlan
    anio_inicio: int
    municipalidad: str


def listar(sesion: Session) -> list[PlanEnLista]:
    """Los planes que no están borrados; los vigentes y más nuevos primero."""
    return [
        PlanEnLista(id_, version_, nombre, TipoPlan(tipo), EstadoPlan(estado), anio, municipio)
        for id_, version_, nombre, tipo, estado, anio, municipio in sesion.execute(_EN_LISTA)
    ]


def version(sesion: Session, plan_id: int) -> int:
    """Versión del plan; ErrorDeDominio si no existe o está borrado."""
    consulta = select(plan.c.version).where(plan.c.id == plan_id, plan.c.borrado_el.is_(None))
    encontrada: int | None = sesion.execute(consulta).scalar()
    if encontrada is None:
        raise _sin_plan()
    return encontrada


def cargar(sesion: Session, plan_id: int) -> PlanCompleto:
    """El plan entero, sin lo que está en la papelera; siempre las mismas siete consultas."""
    cargados = cargar_varios(sesion, [plan_id])
    if not cargados:
        raise _sin_plan()
    return cargados[0]


def cargar_varios(sesion: Session, ids: Sequence[int]) -> list[PlanCompleto]:
    """Los planes pedidos que no estén borrados, en ese orden y con las mismas siete consultas."""
    consulta = (
        select(plan, municipalidad.c.nombre.label("municipalidad"), municipalidad.c.pais)
        .join(municipalidad, plan.c.municipalidad_id == municipalidad.c.id)
        .where(plan.c.id.in_(ids), plan.c.borrado_el.is_(None))
    )
    filas = {fila.id: fila for fila in sesion.execute(consulta)}
    lineas = _lineas(sesion, list(filas)) if filas else {}
    return [_completo(filas[id_], lineas.get(id_, ())) for id_ in ids if id_ in filas]


def _completo(fila: Row[Any], lineas: tuple[LineaDelPlan, ...]) -> PlanCompleto:
    return PlanCompleto(
        id=fila.id,
        version=fila.version,
        nombre=fila.nombre,
        tipo=TipoPlan(fila.tipo),
        estado=EstadoPlan(fila.estado),
        inicio=Mes(fila.anio_inicio, fila.mes_inicio),
        cantidad_meses=fila.cantidad_meses,
        nivel=fila.nivel,
        unidad=fila.unidad,
        vigente_desde=fila.vigente_desde,
        municipalidad_id=fila.municipalidad_id,
        municipalidad=fila.municipalidad,
        pais=fila.pais,
        lineas=lineas,
    )


def _sin_plan() -> ErrorDeDominio:
    return ErrorDeDominio("Este plan ya no está. Puede haberlo borrado otra persona; elija otro plan.")


def _lineas(sesion: Session, ids: Sequence[int]) -> dict[int, tuple[LineaDelPlan, ...]]:
    """Las de cada plan, numeradas por su lugar en él."""
    objetivos = _objetivos(sesion, ids)
    consulta = select(*programa.c["id", "nombre"]).where(
        programa.c.plan_id.in_(ids), programa.c.papelera_id.is_(None)
    )
    programas: dict[int | None, str] = {fila.id: fila.nombre for fila in sesion.execute(consulta)}
    consulta = (
        select(*linea.c["plan_id", "id", "nombre", "programa_id"])
        .where(linea.c.plan_id.in_(ids), linea.c.papelera_id.is_(None))
        .order_by(linea.c.orden, linea.c.id)
    )
    lineas: defaultdict[int, list[LineaDelPlan]] = defaultdict(list)
    for plan_id, id_, nombre, programa_id in sesion.execute(consulta):
        suyo = programa_id if programa_id in programas else None
        numero = len(lineas[plan_id]) + 1
        lineas[plan_id].append(LineaDelPlan(id_, numero, nombre, suyo, programas.get(suyo), objetivos[id_]))
    return {plan_id: tuple(suyas) for plan_id, suyas in lineas.items()}


def _objetivos(sesion: Session, ids: Sequence[int]) -> defaultdict[int, tuple[ObjetivoDelPlan, ...]]:
    actividades = _actividades(sesion, ids)
    consulta = _de_los_planes(select(*objetivo.c["id", "linea_id", "nombre"]), ids)
    return _por_padre(
        (linea_id, ObjetivoDelPlan(id_, linea_id, nombre, actividades[id_]))
        for id_, linea_id, nombre in sesion.execute(consulta.order_by(objetivo.c.orden, objetivo.c.id))
    )


_CAMPOS_DE_ACTIVIDAD = (
    "id", "objetivo_id", "codigo", "nombre", "peso", "unidad_medida", "meta", "indicador",
    "medio_verificacion", "presupuesto_centavos", "gastado_centavos", "recurrencia", "observaciones",
    "causa", "proximo_paso", "nombre_corto",
)  # fmt: skip


def _actividades(sesion: Session, ids: Sequence[int]) -> defaultdict[int, tuple[ActividadDelPlan, ...]]:
    meses = _meses(sesion, ids)
    unidades = _unidades(sesion, ids)
    consulta = _de_actividades(select(*actividad.c[_CAMPOS_DE_ACTIVIDAD]).select_from(actividad), ids)
    filas = sesion.execute(consulta.order_by(actividad.c.orden, actividad.c.id)).all()
    leidas = (dict(zip(_CAMPOS_DE_ACTIVIDAD, fila, strict=True)) for fila in filas)
    return _por_padre(
        (
            fila["objetivo_id"],
            ActividadDelPlan(**fila, unidades=unidades[fila["id"]], meses=meses.get(fila["id"], {})),
        )
        for fila in leidas
    )


def _meses(sesion: Session, ids: Sequence[int]) -> dict[int, dict[Mes, CeldaMes]]:
    columnas = mes.c[
        "actividad_id", "anio", "mes", "programado", "ejecutado", "aprobado", "nota", "ejecutado_el"
    ]
    suyas = _de_actividades(select(actividad.c.id), ids)
    consulta = (
        select(*columnas)
        .where(mes.c.actividad_id.in_(suyas))
        .order_by(mes.c.actividad_id, mes.c.anio, mes.c.mes)
    )
    mes_unico = cache(Mes._make)  # los mismos doce o veinticuatro, miles de veces
    return {
        actividad_id: {mes_unico(fila[1:3]): CeldaMes._make(fila[3:]) for fila in suyas}
        for actividad_id, suyas in groupby(sesion.execute(consulta).all(), itemgetter(0))
    }


def _unidades(sesion: Session, ids: Sequence[int]) -> defaultdict[int, tuple[UnidadResponsable, ...]]:
    consulta = (
        select(responsable.c.actividad_id, *unidad.c["id", "nombre", "sigla"])
        .select_from(responsable)
        .join(unidad, responsable.c.unidad_id == unidad.c.id)
        .join(actividad, responsable.c.actividad_id == actividad.c.id)
    )
    consulta = _de_actividades(consulta, ids).order_by(responsable.c.orden, unidad.c.nombre)
    return _por_padre((fila[0], UnidadResponsable(*fila[1:])) for fila in sesion.execute(consulta))


def _de_actividades(consulta: Select[Any], ids: Sequence[int]) -> Select[Any]:
    """Limita a las actividades de los planes que no están en la papelera, ni ellas ni sus padres."""
    consulta = consulta.join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
    return _de_los_planes(consulta, ids).where(actividad.c.papelera_id.is_(None))


def _de_los_planes(consulta: Select[Any], ids: Sequence[int]) -> Select[Any]:
    return consulta.join(linea, objetivo.c.linea_id == linea.c.id).where(
        linea.c.plan_id.in_(ids), linea.c.papelera_id.is_(None), objetivo.c.papelera_id.is_(None)
    )


def _por_padre(pares: Iterable[tuple[int, Hijo]]) -> defaultdict[int, tuple[Hijo, ...]]:
    grupos: defaultdict[int, list[Hijo]] = defaultdict(list)
    for padre, hijo in pares:
        grupos[padre].append(hijo)
    return defaultdict(tuple, {padre: tuple(hijos) for padre, hijos in grupos.items()})
