"""Hacer algo como si lo pidiera otra persona, y cuentas ya hechas."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from datos import identidad
from datos.cuentas import enlaces, personas, sesiones
from datos.cuentas.personas import Puesto
from modelos.cuentas import Identidad
from modelos.permisos import Rol

CLAVE = "caballo grapa batería correcto"
DESDE = ("127.0.0.1", "Mozilla/5.0 (X11; Linux) Chrome/140")


@contextmanager
def como(quien: str | Identidad) -> Iterator[None]:
    """Lo que se haga dentro lo pide esa persona; con un nombre, en modo local."""
    quien = Identidad(quien) if isinstance(quien, str) else quien

    def proveedor(*, de_nuevo: bool = False) -> Identidad:
        return quien

    identidad.usar(proveedor)
    try:
        yield
    finally:
        identidad.usar()


def administradora(
    nombre: str = "Ana Rojas", municipalidad: str = "La Serena", correo: str = "ana@laserena.cl"
) -> Identidad:
    """La primera cuenta de la instalación, ya dentro."""
    ahora = datetime.now(UTC)
    testigo = personas.comenzar(nombre, correo, CLAVE, (municipalidad, "CL"), ahora, DESDE)
    return reconocida(testigo)


def con_rol(
    puesto: Puesto, de: Identidad, nombre: str = "Otra Persona", correo: str = "otra@laserena.cl"
) -> str:
    """El testigo de la sesión de una persona invitada con ese puesto, que ya puso su clave."""
    ahora = datetime.now(UTC)
    with como(de):
        invitacion = personas.invitar(nombre, correo, puesto, ahora)
    return enlaces.usar(invitacion, CLAVE, ahora, *DESDE)


def reconocida(testigo: str) -> Identidad:
    """De quién es la sesión de ese testigo."""
    quien = sesiones.reconocer(testigo, datetime.now(UTC))
    assert quien is not None
    return quien


def con(quien: Identidad, rol: Rol, unidad_id: int | None = None, plan_id: int | None = None) -> Identidad:
    """La misma persona con otro rol, sin pasar por la base: para recorrer la matriz."""
    return replace(quien, rol=rol, unidad_id=unidad_id, plan_id=plan_id, instala=False)
