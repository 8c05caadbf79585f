"""La cadena que sella la bitácora: cambiar, quitar o agregar algo de lo ya sellado se nota."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

INICIO = "0" * 64
"""La huella anterior a la primera."""


class Sellada(NamedTuple):
    """Lo que un eslabón sella de una acción, además de sus cambios; `cuando` es un instante con zona."""

    numero: int
    accion_id: int
    cuando: datetime
    quien: str
    descripcion: str
    plan_de_la_accion: int | None
    plan_id: int | None
    municipalidad_id: int | None


class Escrita(NamedTuple):
    """Una fila anotada en la acción, con los textos JSON tal como están en la base."""

    tabla: str
    antes: str | None
    despues: str | None


def sellar(anterior: str, accion: Sellada, cambios: Iterable[Escrita]) -> str:
    """SHA-256, en hexadecimal, de la huella anterior, la acción y sus cambios en orden.

    Cada valor entra con su largo en caracteres delante («5:Taller;», y «-;» si falta), en UTF-8: dos
    contenidos distintos no dan los mismos bytes.
    """
    cuando = accion.cuando.astimezone(UTC).isoformat(timespec="microseconds")
    dichos = (anterior, accion.numero, accion.accion_id, cuando, *accion[3:])
    resumen = sha256("".join(_pieza(None if v is None else str(v)) for v in dichos).encode())
    for tabla, antes, despues in cambios:
        resumen.update((_pieza(tabla) + _pieza(antes) + _pieza(despues)).encode())
    return resumen.hexdigest()


def _pieza(valor: str | None) -> str:
    return "-;" if valor is None else f"{len(valor)}:{valor};"


def corta(huella: str) -> str:
    """Como se escribe en papel: los primeros dieciséis signos, de a cuatro."""
    return " ".join(huella[desde : desde + 4] for desde in range(0, 16, 4))
