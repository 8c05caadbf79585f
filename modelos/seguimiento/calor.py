"""Cuánto de lo programado en un mes se ejecutó, en los tramos con que se pinta la grilla de calor."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from modelos.meses import Mes
from modelos.seguimiento.liquidacion import TotalMes


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


def por_trimestre(meses: Sequence[Mes]) -> list[list[int]]:
    """Los lugares de los meses de cada trimestre del calendario."""

    def trimestre(lugar: int) -> tuple[int, int]:
        return meses[lugar].anio, (meses[lugar].mes - 1) // 3

    return [list(lugares) for _, lugares in groupby(range(len(meses)), key=trimestre)]


def sumar(totales: Sequence[TotalMes | None], lugares: Iterable[int]) -> TotalMes | None:
    """Lo de varios meses juntos; None si no hay nada en ninguno."""
    sumados = [total for lugar in lugares if (total := totales[lugar])]
    return TotalMes(*map(sum, zip(*sumados, strict=True))) if sumados else None


def _tramo(total: TotalMes) -> Calor:
    """Compara enteros: tres de cuatro es 75 %, sin redondear."""
    if total.saldado == total.programado:
        return Calor.TODO
    if not total.saldado:
        return Calor.NADA
    if 4 * total.saldado >= 3 * total.programado:
        return Calor.TRES_CUARTOS
    return Calor.MITAD if 2 * total.saldado >= total.programado else Calor.MENOS
