"""Cuánto de lo programado en un mes se ejecutó, en los tramos con que se pinta la grilla de calor."""

from enum import StrEnum
from typing import NamedTuple

from modelos.liquidacion import TotalMes


class Calor(StrEnum):
    """Un tramo con su nombre en la leyenda; la fracción va siempre escrita, así que se lee sin color."""

    etiqueta: str

    def __new__(cls, valor: str, etiqueta: str = "") -> "Calor":
        """Un miembro que vale `valor` y lleva su etiqueta."""
        miembro = str.__new__(cls, valor)
        miembro._value_ = valor
        miembro.etiqueta = etiqueta
        return miembro

    TODO = ("todo", "todo")
    TRES_CUARTOS = ("tres-cuartos", "75 % o más")
    MITAD = ("mitad", "50 % o más")
    MENOS = ("menos", "menos de 50 %")
    NADA = ("nada", "nada")
    POR_VENIR = ("por-venir", "por venir")


class CeldaDeCalor(NamedTuple):
    """«3/4» de lo programado (o solo «4» si está por venir) y «+1» fuera de programa; vacíos si no hay."""

    calor: Calor | None
    fraccion: str
    fuera: str


VACIA = CeldaDeCalor(None, "", "")


def pintar(total: TotalMes | None, *, cerrado: bool) -> CeldaDeCalor:
    """El mes de una línea o del plan; `cerrado` si no es posterior al corte."""
    if total is None:
        return VACIA
    fuera = f"+{total.fuera}" if total.fuera else ""
    if not total.programado:
        return CeldaDeCalor(None, "", fuera)
    fraccion = f"{total.saldado}/{total.programado}" if cerrado or total.saldado else f"{total.programado}"
    return CeldaDeCalor(_tramo(total) if cerrado else Calor.POR_VENIR, fraccion, fuera)


def _tramo(total: TotalMes) -> Calor:
    """Compara enteros: tres de cuatro es 75 %, sin redondear."""
    if total.saldado == total.programado:
        return Calor.TODO
    if not total.saldado:
        return Calor.NADA
    if 4 * total.saldado >= 3 * total.programado:
        return Calor.TRES_CUARTOS
    return Calor.MITAD if 2 * total.saldado >= total.programado else Calor.MENOS
