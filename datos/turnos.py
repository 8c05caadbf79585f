"""Tomar, conservar y soltar el turno de una tarea: lo tiene un proceso a la vez, y vence solo."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from sqlalchemy import delete, insert, or_, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from datos.conexion import motor
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de
from modelos.turno import DURACION, Turno, plazos

RENOVAR = DURACION / 4
turno = tabla_de(Turno)

Renovar = Callable[[], None]


@contextmanager
def tener(tarea: str, reloj: Callable[[], datetime]) -> Iterator[Renovar | None]:
    """El turno mientras dura el bloque, con la función que lo renueva; None si lo tiene otro proceso."""
    dueno = secrets.token_hex(8)
    if not tomar(tarea, dueno, reloj()):
        yield None
        return
    try:
        yield _renovador(tarea, dueno, reloj)
    finally:
        soltar(tarea, dueno)


def tomar(tarea: str, dueno: str, ahora: datetime) -> bool:
    """Cierto si quedó con ese dueño, hasta `DURACION` después; un turno propio se alarga."""
    momento = ahora.astimezone(UTC)
    desde, hasta = plazos(momento)
    vale = {"dueno": dueno, "vence": momento + DURACION}
    libre = or_(turno.c.dueno == dueno, turno.c.vence <= desde, turno.c.vence > hasta)
    with motor().connect().execution_options(escribe=True) as conexion:
        with conexion.begin():
            if conexion.execute(update(turno).where(turno.c.tarea == tarea, libre).values(vale)).rowcount:
                return True
        try:
            with conexion.begin():
                conexion.execute(insert(turno).values(tarea=tarea, **vale))
        except IntegrityError:
            return False
    return True


def soltar(tarea: str, dueno: str) -> None:
    """Lo deja libre, si sigue siendo de ese dueño; si la base no responde, vencerá solo."""
    with (
        suppress(DBAPIError),
        motor().connect().execution_options(escribe=True) as conexion,
        conexion.begin(),
    ):
        conexion.execute(delete(turno).where(turno.c.tarea == tarea, turno.c.dueno == dueno))


def _renovador(tarea: str, dueno: str, reloj: Callable[[], datetime]) -> Renovar:
    """Alarga el turno cuando ha pasado un rato; ErrorDeDominio si otro proceso lo tomó."""
    ultima = reloj()

    def renovar() -> None:
        nonlocal ultima
        ahora = reloj()
        if abs(ahora - ultima) < RENOVAR:
            return
        if not tomar(tarea, dueno, ahora):
            raise ErrorDeDominio(f"Otro proceso tomó el turno de «{tarea}».")
        ultima = ahora

    return renovar
