"""Sellar cada acción al confirmarla, y recorrer la cadena para saber si sigue entera."""

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, text
from sqlmodel import Session

from datos.instantes import en_utc
from modelos.bitacora import Accion, Cambio, Eslabon
from modelos.cadena import INICIO, Escrita, Sellada, sellar
from modelos.tabla import tabla_de

accion, cambio, eslabon = tabla_de(Accion), tabla_de(Cambio), tabla_de(Eslabon)

CERROJO = 7_204_512  # número arbitrario y fijo con que en PostgreSQL se sella de a uno
BORRADA = datetime.min.replace(tzinfo=UTC)  # la hora de una acción que ya no está
LOTE = 2_000  # filas que están en memoria a la vez al verificar


_ENGANCHAR = insert(eslabon)
_ULTIMO = select(eslabon.c.numero, eslabon.c.huella).order_by(eslabon.c.numero.desc()).limit(1)
_SUS_CAMBIOS = (
    select(*cambio.c["tabla", "antes", "despues"])
    .where(cambio.c.accion_id == bindparam("de"))
    .order_by(cambio.c.id)
)
"""Armadas una vez: armar una orden tarda más que cumplirla, y estas van en todo lo que se guarda."""


class Hecha(NamedTuple):
    """La acción que se sella; `cuando` lleva zona."""

    id: int
    cuando: datetime
    quien: str
    descripcion: str
    plan_id: int | None


class Cabeza(NamedTuple):
    """El último eslabón: cuántas acciones hay selladas y la huella que las cubre a todas."""

    numero: int
    huella: str


class Rotura(NamedTuple):
    """La primera acción que no es como se selló, y qué le pasa."""

    accion_id: int
    que_pasa: str


class Verificada(NamedTuple):
    """Lo que dio recorrer la cadena: hasta dónde, su última huella y la rotura, si la hay."""

    acciones: int
    huella: str
    rotura: Rotura | None
    tiene_la_pedida: bool


def cambios_de(sesion: Session, accion_id: int) -> list[Escrita]:
    """Lo que la acción en curso ha escrito, en orden."""
    sesion.flush()
    return _cambios_de(sesion.connection(), accion_id)


def _cambios_de(conexion: Connection, accion_id: int) -> list[Escrita]:
    return [Escrita(*fila) for fila in conexion.execute(_SUS_CAMBIOS, {"de": accion_id})]


def agregar(sesion: Session, hecha: Hecha, cambios: Sequence[Escrita], municipalidad_id: int | None) -> None:
    """Sella la acción en la transacción que la escribe; la última orden antes de confirmar.

    En PostgreSQL toma un cerrojo hasta el final de la transacción: los eslabones van en el orden en que se
    confirman. En SQLite ya escribe uno a la vez.
    """
    if sesion.connection().dialect.name == "postgresql":
        sesion.execute(text("SELECT pg_advisory_xact_lock(:cerrojo)"), {"cerrojo": CERROJO})
    _enganchar(sesion.connection(), cabeza(sesion.connection()), hecha, cambios, municipalidad_id)


def _enganchar(
    conexion: Connection,
    anterior: Cabeza,
    hecha: Hecha,
    cambios: Sequence[Escrita],
    municipalidad_id: int | None,
) -> Cabeza:
    sellada = Sellada(
        anterior.numero + 1,
        *hecha,
        hecha.plan_id or _plan_creado(cambios),
        municipalidad_id or _municipalidad(cambios),
    )
    huella = sellar(anterior.huella, sellada, cambios)
    columnas = ("numero", "accion_id", "plan_id", "municipalidad_id")
    fila = {columna: getattr(sellada, columna) for columna in columnas} | {"huella": huella}
    conexion.execute(_ENGANCHAR, fila)
    return Cabeza(sellada.numero, huella)


def _plan_creado(cambios: Sequence[Escrita]) -> int | None:
    """El que nació en la acción, si fue uno."""
    nacidos = [c.despues for c in cambios if c.tabla == "plan" and c.antes is None and c.despues]
    return int(json.loads(nacidos[0])["id"]) if len(nacidos) == 1 else None


def _municipalidad(cambios: Sequence[Escrita]) -> int | None:
    """De la que son las filas escritas, si todas las que la nombran son de la misma."""
    nombradas = set()
    for escrita in cambios:
        anotada = escrita.despues or escrita.antes or "{}"
        clave = "id" if escrita.tabla == "municipalidad" else "municipalidad_id"
        if clave == "id" or clave in anotada:  # leer el JSON de cada fila sería lo que más tarda
            nombradas.add(json.loads(anotada).get(clave))
    nombradas.discard(None)
    return int(nombradas.pop()) if len(nombradas) == 1 else None


def cabeza(conexion: Connection) -> Cabeza:
    """El último eslabón; sin ninguno, el inicio."""
    ultimo = conexion.execute(_ULTIMO).first()
    return Cabeza(*ultimo) if ultimo else Cabeza(0, INICIO)


def huella_del_plan(sesion: Session, plan_id: int) -> str | None:
    """La de su última acción sellada, que cubre todo lo anterior; None si aún no tiene ninguna."""
    consulta = select(eslabon.c.huella).where(eslabon.c.plan_id == plan_id)
    return sesion.execute(consulta.order_by(eslabon.c.numero.desc()).limit(1)).scalar()


def sellar_lo_anterior(conexion: Connection) -> None:
    """Un eslabón por cada acción sin sellar, en su orden: lo pide la migración que crea la cadena."""
    sin_sellar = select(accion).where(accion.c.id.not_in(select(eslabon.c.accion_id))).order_by(accion.c.id)
    ultima = cabeza(conexion)
    for fila in conexion.execute(sin_sellar).all():
        hecha = Hecha(fila.id, en_utc(fila.cuando), fila.quien, fila.descripcion, fila.plan_id)
        ultima = _enganchar(conexion, ultima, hecha, _cambios_de(conexion, hecha.id), None)


def verificar(conexion: Connection, pedida: str = "") -> Verificada:
    """Recorre la cadena entera, sin cargarla; se detiene en la primera acción que no es como se selló.

    `pedida` es una huella impresa alguna vez, entera o su comienzo: dice si alguna de la cadena es esa.
    """
    huella, numero, esta = INICIO, 0, not pedida
    with closing(_recorrer(conexion)) as recorrido:
        for numero, (sellada, guardada, cambios) in enumerate(recorrido, start=1):
            falta = _que_falta(sellada, numero)
            if falta or sellar(huella, sellada, cambios) != guardada:
                motivo = falta or "lo anotado no es lo que se selló"
                return Verificada(numero - 1, huella, Rotura(sellada.accion_id, motivo), esta)
            huella = guardada
            esta = esta or huella.startswith(pedida)
    return Verificada(numero, huella, _sin_sellar(conexion), esta)


def _que_falta(sellada: Sellada, numero: int) -> str:
    return "" if sellada.numero == numero else f"faltan los sellos desde el {numero}"


def _recorrer(conexion: Connection) -> Generator[tuple[Sellada, str, Iterator[Escrita]]]:
    consulta = (
        select(
            *eslabon.c["numero", "accion_id"],
            *accion.c["cuando", "quien", "descripcion", "plan_id"],
            eslabon.c.plan_id.label("plan_sellado"),
            *eslabon.c["municipalidad_id", "huella"],
            *cambio.c["tabla", "antes", "despues"],
        )
        .select_from(eslabon)
        .outerjoin(accion, accion.c.id == eslabon.c.accion_id)
        .outerjoin(cambio, cambio.c.accion_id == eslabon.c.accion_id)
        .order_by(eslabon.c.numero, cambio.c.id)
        .execution_options(yield_per=LOTE)
    )
    with conexion.execute(consulta) as filas:
        for _, grupo in groupby(filas, key=lambda fila: fila[0]):
            suyas: Iterator[Any] = iter(grupo)
            primera = next(suyas)
            cambios = (Escrita(*fila[9:]) for fila in chain((primera,), suyas) if fila[9] is not None)
            yield _sellada(primera), primera[8], cambios


def _sellada(fila: Any) -> Sellada:
    numero, accion_id, cuando, *resto = fila[:8]
    return Sellada(numero, accion_id, en_utc(cuando or BORRADA), *resto)


def _sin_sellar(conexion: Connection) -> Rotura | None:
    consulta = select(accion.c.id).where(accion.c.id.not_in(select(eslabon.c.accion_id)))
    suelta = conexion.execute(consulta.order_by(accion.c.id).limit(1)).scalar()
    return None if suelta is None else Rotura(suelta, "se agregó sin pasar por el programa: no tiene sello")
