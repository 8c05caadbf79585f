"""Los planes: cuáles hay, y uno o varios enteros leídos con un número fijo de consultas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from datos import lineas_del_plan
from datos.alcance import planes_a_la_vista
from datos.reserva import segun_quien
from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.paises import zona_conocida
from modelos.plan import EstadoPlan, Municipalidad, Plan, TipoPlan
from modelos.tabla import tabla_de

plan, municipalidad = tabla_de(Plan), tabla_de(Municipalidad)

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
    """Los planes a la vista de quien pide y que no están borrados; los vigentes y más nuevos primero."""
    return [
        PlanEnLista(id_, version_, nombre, TipoPlan(tipo), EstadoPlan(estado), anio, municipio)
        for id_, version_, nombre, tipo, estado, anio, municipio in sesion.execute(
            _EN_LISTA.where(planes_a_la_vista())
        )
    ]


def version(sesion: Session, plan_id: int) -> int:
    """Versión del plan; ErrorDeDominio si no existe, está borrado o no está a la vista de quien pide."""
    consulta = select(plan.c.version).where(
        plan.c.id == plan_id, plan.c.borrado_el.is_(None), planes_a_la_vista()
    )
    encontrada: int | None = sesion.execute(consulta).scalar()
    if encontrada is None:
        raise _sin_plan()
    return encontrada


def cargar(sesion: Session, plan_id: int) -> PlanCompleto:
    """El plan como lo ve quien pide, sin lo que está en la papelera; siempre las mismas seis consultas."""
    cargados = cargar_varios(sesion, [plan_id])
    if not cargados:
        raise _sin_plan()
    return cargados[0]


def exigir_a_la_vista(sesion: Session, plan_id: int) -> None:
    """ErrorDeDominio si el plan no está o no es de los que ve quien pide."""
    consulta = select(plan.c.id).where(plan.c.id == plan_id, plan.c.borrado_el.is_(None), planes_a_la_vista())
    if sesion.execute(consulta).first() is None:
        raise _sin_plan()


def cargar_varios(sesion: Session, ids: Sequence[int]) -> list[PlanCompleto]:
    """Los planes pedidos que no estén borrados, en ese orden y con las mismas seis consultas."""
    consulta = (
        select(
            plan,
            municipalidad.c.nombre.label("municipalidad"),
            *municipalidad.c["pais", "zona_horaria", "logo"],
        )
        .join(municipalidad, plan.c.municipalidad_id == municipalidad.c.id)
        .where(plan.c.id.in_(ids), plan.c.borrado_el.is_(None), planes_a_la_vista())
    )
    filas = {fila.id: fila for fila in sesion.execute(consulta)}
    lineas = lineas_del_plan.leer(sesion, list(filas)) if filas else {}
    return segun_quien([_completo(filas[id_], lineas.get(id_, ())) for id_ in ids if id_ in filas])


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
        zona_horaria=zona_conocida(fila.zona_horaria, fila.pais),
        logo=fila.logo,
        lineas=lineas,
    )


def _sin_plan() -> ErrorDeDominio:
    return ErrorDeDominio("Este plan ya no está. Puede haberlo borrado otra persona; elija otro plan.")
