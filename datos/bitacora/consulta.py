"""Lo que se anotó, para leerlo: con filtros y por páginas, o una acción con todo lo que escribió."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlmodel import Session

from datos.alcance import acciones_a_la_vista, municipalidades_a_la_vista
from datos.busqueda import contiene
from datos.instantes import en_utc
from datos.reserva import se_tapa, segun_quien
from modelos.actividad import Actividad, Unidad
from modelos.bitacora import Accion, Cambio, Eslabon
from modelos.historia import Anotado
from modelos.paises import zona_conocida
from modelos.parecido import normalizar
from modelos.plan import Municipalidad, Plan
from modelos.tabla import Tabla, tabla_de

accion, cambio, eslabon, plan = tabla_de(Accion), tabla_de(Cambio), tabla_de(Eslabon), tabla_de(Plan)

municipalidad = tabla_de(Municipalidad)

POR_PAGINA = 50
CAMBIOS_A_LA_VISTA = 300
LOTE = 500  # filas que están en memoria a la vez al exportar


@dataclass(frozen=True, slots=True)
class Filtro:
    """Qué acciones se buscan; lo que falta no filtra. Los instantes llevan zona y `hasta` no entra."""

    plan_id: int | None = None
    quien: str = ""
    desde: datetime | None = None
    hasta: datetime | None = None
    texto: str = ""


class Anotacion(NamedTuple):
    """Una acción de la bitácora, con su sello; `cuando` está en UTC y `plan` es su nombre de hoy."""

    numero: int
    accion_id: int
    cuando: datetime
    quien: str
    descripcion: str
    plan: str | None
    cambios: int
    huella: str


class Detalle(NamedTuple):
    """Todo lo que escribió una acción, con los nombres de hoy de lo que menciona."""

    anotacion: Anotacion
    cambios: tuple[Anotado, ...]
    actividades: Mapping[int, str]
    unidades: Mapping[int, str]


class Pagina(NamedTuple):
    """Unas acciones, cuántas hay en todas las páginas, qué página es y cuántas son."""

    acciones: list[Anotacion]
    cuantas: int
    numero: int
    ultima: int


def listar(sesion: Session, filtro: Filtro, numero: int = 1) -> Pagina:
    """Las de esa página, de la última acción a la primera; si no hay tantas páginas, las de la última."""
    condicion = _condicion(filtro)
    cuantas = sesion.execute(_desde_los_eslabones(select(func.count())).where(condicion)).scalar_one()
    ultima = max(-(-cuantas // POR_PAGINA), 1)
    numero = min(numero, ultima)
    consulta = (
        _consulta()
        .where(condicion)
        .order_by(eslabon.c.numero.desc())
        .limit(POR_PAGINA)
        .offset((numero - 1) * POR_PAGINA)
    )
    acciones = segun_quien([_anotacion(fila) for fila in sesion.execute(consulta)])
    return Pagina(acciones, cuantas, numero, ultima)


def todas(sesion: Session, filtro: Filtro) -> Iterator[Anotacion]:
    """Las del filtro, de la primera a la última, sin cargarlas todas."""
    consulta = _consulta().where(_condicion(filtro)).order_by(eslabon.c.numero)
    for fila in sesion.execute(consulta.execution_options(yield_per=LOTE)):
        yield segun_quien(_anotacion(fila))


def personas(sesion: Session) -> list[str]:
    """Los nombres de quienes han hecho algo que está a la vista."""
    consulta = _desde_los_eslabones(select(accion.c.quien).distinct()).where(acciones_a_la_vista())
    return sorted(sesion.execute(consulta).scalars(), key=normalizar)


def zona_horaria(sesion: Session) -> str:
    """La de la municipalidad que se mira; la de la primera, si son varias."""
    consulta = select(*municipalidad.c["zona_horaria", "pais"]).where(municipalidades_a_la_vista())
    suya = sesion.execute(consulta.order_by(municipalidad.c.id).limit(1)).first()
    return zona_conocida(*suya) if suya else zona_conocida("", "")


def detallar(sesion: Session, accion_id: int) -> Detalle | None:
    """La acción con sus cambios en orden, a lo más CAMBIOS_A_LA_VISTA; None si no está a la vista."""
    fila = sesion.execute(_consulta().where(acciones_a_la_vista(), accion.c.id == accion_id)).first()
    if fila is None:
        return None
    consulta = (
        select(*cambio.c["tabla", "antes", "despues"])
        .where(cambio.c.accion_id == accion_id)
        .order_by(cambio.c.id)
        .limit(CAMBIOS_A_LA_VISTA)
    )
    cambios = tuple(
        Anotado(tabla, _leer(antes), _leer(despues))
        for tabla, antes, despues in sesion.execute(consulta)
        if tabla != "firma" or not se_tapa()
    )
    return segun_quien(Detalle(_anotacion(fila), cambios, *_nombres(sesion, cambios)))


def _nombres(sesion: Session, cambios: tuple[Anotado, ...]) -> tuple[Mapping[int, str], Mapping[int, str]]:
    de_actividades = {int(c.fila["actividad_id"]) for c in cambios if c.fila.get("actividad_id")}
    de_actividades |= {int(c.fila["id"]) for c in cambios if c.tabla == "actividad"}
    de_unidades = {int(c.fila["unidad_id"]) for c in cambios if c.fila.get("unidad_id")}
    return _por_id(sesion, Actividad, de_actividades), _por_id(sesion, Unidad, de_unidades)


def _por_id(sesion: Session, clase: type[Tabla], ids: set[int]) -> Mapping[int, str]:
    columnas = tabla_de(clase).c
    consulta = select(columnas.id, columnas.nombre).where(columnas.id.in_(ids))
    return {fila.id: fila.nombre for fila in sesion.execute(consulta)}


def _consulta() -> Select[Any]:
    cuantos = select(func.count()).where(cambio.c.accion_id == accion.c.id).scalar_subquery()
    return _desde_los_eslabones(
        select(
            *eslabon.c["numero", "accion_id"],
            *accion.c["cuando", "quien", "descripcion"],
            plan.c.nombre,
            cuantos,
            eslabon.c.huella,
        )
    )


def _desde_los_eslabones(consulta: Select[Any]) -> Select[Any]:
    return (
        consulta.select_from(eslabon)
        .join(accion, accion.c.id == eslabon.c.accion_id)
        .outerjoin(plan, plan.c.id == eslabon.c.plan_id)
    )


def _condicion(filtro: Filtro) -> ColumnElement[bool]:
    condicion = acciones_a_la_vista()
    if filtro.plan_id is not None:
        condicion &= eslabon.c.plan_id == filtro.plan_id
    if filtro.quien:
        condicion &= accion.c.quien == filtro.quien
    if filtro.desde is not None:
        condicion &= accion.c.cuando >= en_utc(filtro.desde)
    if filtro.hasta is not None:
        condicion &= accion.c.cuando < en_utc(filtro.hasta)
    palabras = normalizar(filtro.texto).split()
    return condicion & (contiene(palabras, accion.c.descripcion, plan.c.nombre) if palabras else true())


def _anotacion(fila: Any) -> Anotacion:
    numero, accion_id, cuando, *resto = fila
    return Anotacion(numero, accion_id, en_utc(cuando), *resto)


def _leer(anotada: str | None) -> dict[str, Any] | None:
    return None if anotada is None else dict(json.loads(anotada))
