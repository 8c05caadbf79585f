"""El plan como estaba en un momento: sus filas de hoy, menos lo anotado después."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session

from datos import planes
from datos.deshacer import fila_anotada
from datos.instantes import en_utc
from datos.reserva import segun_quien
from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.arbol import PlanCompleto
from modelos.bitacora import Accion, Cambio, Eslabon
from modelos.errores import ErrorDeDominio
from modelos.frases import fecha_larga
from modelos.plan import LineaEstrategica, Municipalidad, Objetivo, Plan, Programa
from modelos.tabla import Tabla, tabla_de
from modelos.versiones.reconstruccion import TABLAS, Anotado, Filas, armar, por_clave, retroceder

accion, cambio, eslabon = tabla_de(Accion), tabla_de(Cambio), tabla_de(Eslabon)
plan, municipalidad, unidad = tabla_de(Plan), tabla_de(Municipalidad), tabla_de(Unidad)
programa, linea, objetivo = tabla_de(Programa), tabla_de(LineaEstrategica), tabla_de(Objetivo)
actividad, mes, responsable = tabla_de(Actividad), tabla_de(MesActividad), tabla_de(ActividadUnidad)

DE_VARIOS_PLANES = ("municipalidad", "unidad", "actividad_unidad")
"""Lo que puede cambiar por una acción que no es de ningún plan."""


def como_estaba(sesion: Session, plan_id: int, momento: datetime) -> PlanCompleto:
    """El plan al terminar lo anotado hasta ese instante, con zona; nada se escribe.

    ErrorDeDominio si ya no está a la vista, si entonces no existía o si estaba borrado.
    """
    planes.exigir_a_la_vista(sesion, plan_id)
    atras = retroceder(filas_de_hoy(sesion, plan_id), _anotado_despues(sesion, plan_id, momento))
    encontrado = armar(atras, plan_id)
    if encontrado is None:
        dia = (momento - timedelta(microseconds=1)).date()
        raise ErrorDeDominio(
            f"El {fecha_larga(dia)} este plan no existía o estaba borrado. Elija otra fecha."
        )
    return segun_quien(encontrado)


def filas_de_hoy(sesion: Session, plan_id: int) -> Filas:
    """Todas las que dicen cómo es el plan, también las de la papelera; una consulta por tabla."""
    return {
        tabla: por_clave(tabla, map(dict, sesion.execute(consulta).mappings()))
        for tabla, consulta in _consultas(plan_id).items()
    }


def _consultas(plan_id: int) -> dict[str, Select[tuple[int]]]:
    lineas = select(linea.c.id).where(linea.c.plan_id == plan_id)
    objetivos = select(objetivo.c.id).where(objetivo.c.linea_id.in_(lineas))
    actividades = select(actividad.c.id).where(actividad.c.objetivo_id.in_(objetivos))
    duena = select(plan.c.municipalidad_id).where(plan.c.id == plan_id)
    return {
        "plan": select(plan).where(plan.c.id == plan_id),
        "municipalidad": select(municipalidad).where(municipalidad.c.id.in_(duena)),
        "unidad": select(unidad).where(unidad.c.municipalidad_id.in_(duena)),
        "programa": select(programa).where(programa.c.plan_id == plan_id),
        "linea_estrategica": select(linea).where(linea.c.plan_id == plan_id),
        "objetivo": select(objetivo).where(objetivo.c.linea_id.in_(lineas)),
        "actividad": select(actividad).where(actividad.c.objetivo_id.in_(objetivos)),
        "mes_actividad": select(mes).where(mes.c.actividad_id.in_(actividades)),
        "actividad_unidad": select(responsable).where(responsable.c.actividad_id.in_(actividades)),
    }


def _anotado_despues(sesion: Session, plan_id: int, momento: datetime) -> Iterator[Anotado]:
    """Del último al primero."""
    del_plan = and_(eslabon.c.plan_id == plan_id, cambio.c.tabla.in_(TABLAS))
    de_todos = and_(eslabon.c.plan_id.is_(None), cambio.c.tabla.in_(DE_VARIOS_PLANES))
    consulta = (
        select(*cambio.c["tabla", "antes", "despues"])
        .select_from(eslabon)
        .join(accion, accion.c.id == eslabon.c.accion_id)
        .join(cambio, cambio.c.accion_id == accion.c.id)
        .where(accion.c.cuando > en_utc(momento), or_(del_plan, de_todos))
        .order_by(eslabon.c.numero.desc(), cambio.c.id.desc())
    )
    for tabla, antes, despues in sesion.execute(consulta):
        suya = Tabla.metadata.tables[tabla]
        yield Anotado(tabla, fila_anotada(suya, antes), fila_anotada(suya, despues))
