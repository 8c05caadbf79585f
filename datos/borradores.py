"""Los borradores de cada persona: dejar lo escrito, leerlo y quitarlo. Nadie ve los de otra."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from datos import permisos
from datos.conexion import escritura_de_paso, lectura
from datos.instantes import en_utc
from modelos.borradores import CADUCA, Borrador, Dejados, Lugar, a_texto, de_texto, juntar
from modelos.cuentas import Identidad
from modelos.permisos import Permiso
from modelos.tabla import tabla_de

borrador = tabla_de(Borrador)


@dataclass(frozen=True, slots=True)
class SinGuardar:
    """Lo que quedó sin guardar en un lugar, y cuándo se escribió por última vez (en UTC)."""

    lugar: Lugar
    titulo: str
    dejados: Dejados
    cuando: datetime


def dejar(
    quien: Identidad,
    plan_id: int,
    lugar: Lugar,
    titulo: str,
    cambiado: Dejados,
    propias: Collection[str],
    ahora: datetime,
) -> None:
    """Deja lo que una pantalla tiene cambiado; `propias` es lo que ella misma había dejado antes.

    SinPermiso si su rol ya no le permite escribir, o si no ve ese plan.
    """
    quien.exigir(Permiso.REGISTRAR)
    try:
        _dejar(quien, plan_id, lugar, titulo, cambiado, propias, ahora)
    except IntegrityError:  # otra ventana suya lo creó en el mismo instante: ahora se junta con lo de ella
        _dejar(quien, plan_id, lugar, titulo, cambiado, propias, ahora)


def _dejar(
    quien: Identidad,
    plan_id: int,
    lugar: Lugar,
    titulo: str,
    cambiado: Dejados,
    propias: Collection[str],
    ahora: datetime,
) -> None:
    with escritura_de_paso() as sesion:
        permisos.exigir_plan(sesion, plan_id, quien)
        sesion.execute(delete(borrador).where(borrador.c.actualizado_el < ahora - CADUCA))
        donde = _de(quien, plan_id, lugar)
        consulta = select(borrador.c.contenido).where(donde).with_for_update()
        guardado = sesion.execute(consulta).scalar()
        quedan = juntar({} if guardado is None else de_texto(guardado), propias, cambiado)
        fila = {"titulo": titulo, "contenido": a_texto(quedan), "actualizado_el": ahora}
        if not quedan:
            sesion.execute(delete(borrador).where(donde))
        elif guardado is None:
            suyo = {"persona_id": quien.persona_id, "plan_id": plan_id, "lugar": str(lugar)}
            sesion.execute(insert(borrador).values(**suyo, **fila))
        else:
            sesion.execute(update(borrador).where(donde).values(fila))


def listar(quien: Identidad, plan_id: int, ahora: datetime) -> list[SinGuardar]:
    """Los suyos en ese plan que no han caducado, del último al primero; una sola consulta."""
    with lectura() as sesion:
        return _leer(sesion, _de(quien, plan_id), ahora)


def leer(quien: Identidad, plan_id: int, lugar: Lugar, ahora: datetime) -> SinGuardar | None:
    """El suyo en ese lugar, si no ha caducado."""
    with lectura() as sesion:
        return next(iter(_leer(sesion, _de(quien, plan_id, lugar), ahora)), None)


def _leer(sesion: Session, donde: ColumnElement[bool], ahora: datetime) -> list[SinGuardar]:
    consulta = (
        select(*borrador.c["lugar", "titulo", "contenido", "actualizado_el"])
        .where(donde, borrador.c.actualizado_el >= ahora - CADUCA)
        .order_by(borrador.c.actualizado_el.desc(), borrador.c.id.desc())
    )
    return [
        SinGuardar(Lugar.leer(lugar), titulo, de_texto(contenido), en_utc(cuando))
        for lugar, titulo, contenido, cuando in sesion.execute(consulta)
    ]


def quitar(quien: Identidad, plan_id: int, lugar: Lugar, campos: Collection[str]) -> None:
    """Saca esos campos del suyo en ese lugar: se guardaron, o la persona los descartó."""
    with escritura_de_paso() as sesion:
        donde = _de(quien, plan_id, lugar)
        guardado = sesion.execute(select(borrador.c.contenido).where(donde).with_for_update()).scalar()
        if guardado is None:
            return
        quedan = juntar(de_texto(guardado), campos, {})
        if quedan:
            sesion.execute(update(borrador).where(donde).values(contenido=a_texto(quedan)))
        else:
            sesion.execute(delete(borrador).where(donde))


def _de(quien: Identidad, plan_id: int, lugar: Lugar | None = None) -> ColumnElement[bool]:
    suyo = and_(borrador.c.persona_id.is_not_distinct_from(quien.persona_id), borrador.c.plan_id == plan_id)
    return suyo if lugar is None else and_(suyo, borrador.c.lugar == str(lugar))
