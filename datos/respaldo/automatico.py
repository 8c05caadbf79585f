"""El respaldo que se hace solo: uno por día, verificado, y los viejos dejan su lugar."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from datos import fallas_de_la_base, turnos
from datos.conexion import motor
from datos.respaldo import guardados, respaldar
from datos.respaldo.contenedor import Avisar
from datos.respaldo.guardados import Falla
from datos.respaldo.respaldar import Respaldo
from modelos import respaldos
from modelos.errores import ErrorDeDominio
from modelos.plan import Municipalidad
from modelos.respaldos import Politica
from modelos.tabla import tabla_de

VARIABLE = "PLANIFICADOR_RESPALDO_AUTOMATICO"
TAREA = "respaldo"


class Hecho(NamedTuple):
    """Lo que dejó una pasada: el respaldo nuevo, ya verificado, y los nombres de los que se borraron."""

    respaldo: Respaldo
    borrados: list[str]


def politica() -> Politica | None:
    """Cuántos conservar, según la variable; None si pide no hacerlos, ErrorDeDominio si no se entiende."""
    indicada = os.environ.get(VARIABLE, "").strip().lower()
    if indicada in {"", "si", "sí"}:
        return Politica()
    if indicada == "no":
        return None
    try:
        cuantos = Politica(*(int(parte) for parte in indicada.split(",")))
    except (ValueError, TypeError):
        raise _no_se_entiende(indicada) from None
    if min(cuantos) < 0 or max(cuantos) == 0:
        raise _no_se_entiende(indicada)
    return cuantos


def _no_se_entiende(indicada: str) -> ErrorDeDominio:
    return ErrorDeDominio(
        f"{VARIABLE} tiene «{indicada}»; se espera «no», «si» o cuántos conservar por día, semana y mes, "
        "como 7,4,12"
    )


def pendiente(ahora: datetime) -> bool:
    """Falta el de hoy y hay algo que copiar; no escribe nada."""
    if politica() is None or not respaldos.toca(guardados.automaticos(), ahora):
        return False
    with motor().connect() as conexion:
        return conexion.execute(select(tabla_de(Municipalidad).c.id).limit(1)).first() is not None


def hacer(reloj: Callable[[], datetime]) -> Hecho | None:
    """Lo hace, lo verifica y deja ir los que sobran; None si no tocaba u otro proceso lo está haciendo.

    ErrorDeDominio, ya anotado para que Salud lo muestre, si no se pudo; los anteriores quedan como estaban.
    """
    with _anotar_falla(reloj), turnos.tener(TAREA, reloj) as renovar:
        if renovar is None or not pendiente(reloj()):
            return None
        hecho = _respaldar(reloj(), lambda _hecho, _en_que: renovar())
        guardados.olvidar_falla()
        return Hecho(hecho, _rotar(reloj()))


def _respaldar(ahora: datetime, avisar: Avisar) -> Respaldo:
    hecho = respaldar.crear(guardados.carpeta() / guardados.nombre_de_automatico(ahora), avisar)
    try:
        guardados.verificar(hecho.archivo, avisar)
    except ErrorDeDominio as error:
        guardados.borrar(hecho.archivo.name)
        raise ErrorDeDominio(
            f"Lo que se escribió no es lo que se leyó de vuelta ({error}). Revise el disco de los respaldos."
        ) from error
    return hecho


def _rotar(ahora: datetime) -> list[str]:
    sobran = respaldos.sobran(guardados.automaticos(), ahora, politica() or Politica())
    for nombre in sobran:
        guardados.borrar(nombre)
    return sobran


@contextmanager
def _anotar_falla(reloj: Callable[[], datetime]) -> Iterator[None]:
    try:
        yield
    except (ErrorDeDominio, SQLAlchemyError, OSError) as error:
        motivo = str(error) if isinstance(error, ErrorDeDominio) else _motivo(error)
        guardados.anotar_falla(Falla(reloj(), motivo))
        raise ErrorDeDominio(motivo) from error


def _motivo(error: SQLAlchemyError | OSError) -> str:
    if isinstance(error, OSError):
        return f"No se pudo leer o escribir en la carpeta de datos: {error.strerror}."
    motivo = fallas_de_la_base.motivo(error) or "la base de datos no responde como se esperaba."
    return motivo[0].upper() + motivo[1:]
