"""Cuándo toca un respaldo automático y cuáles dejan su lugar: por las fechas de los hechos, sin reloj."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from typing import NamedTuple


class Politica(NamedTuple):
    """Cuántos se conservan: el último de cada día, de cada semana y de cada mes, de los más recientes."""

    diarios: int = 7
    semanales: int = 4
    mensuales: int = 12


class Automatico(NamedTuple):
    """Un respaldo que el programa hizo por su cuenta."""

    nombre: str
    momento: datetime
    bueno: bool  # se verificó después de hecho y conserva su tamaño


def toca(hechos: Iterable[Automatico], ahora: datetime) -> bool:
    """Hoy, en la zona de `ahora`, todavía no hay uno bueno.

    Uno con fecha de mañana no cuenta: si el reloj retrocedió, igual se respalda.
    """
    return not any(hecho.bueno and _dia(hecho, ahora.tzinfo) == ahora.date() for hecho in hechos)


def sobran(hechos: Iterable[Automatico], ahora: datetime, politica: Politica) -> list[str]:
    """Los que se pueden borrar, del más viejo al más nuevo; nunca el último bueno ni uno sin verificar.

    Los de fecha futura no se tocan ni ocupan lugar: los hizo un reloj adelantado, y de otro modo uno hecho
    hoy sería siempre el más viejo.
    """
    buenos = sorted(
        (hecho for hecho in hechos if hecho.bueno and hecho.momento <= ahora), key=lambda hecho: hecho.momento
    )
    zona = ahora.tzinfo

    def mes(hecho: Automatico) -> tuple[int, int]:
        return _dia(hecho, zona).year, _dia(hecho, zona).month

    quedan = {
        *_ultimos(buenos, politica.diarios, lambda hecho: _dia(hecho, zona)),
        *_ultimos(buenos, politica.semanales, lambda hecho: _dia(hecho, zona).isocalendar()[:2]),
        *_ultimos(buenos, politica.mensuales, mes),
        *(hecho.nombre for hecho in buenos[-1:]),
    }
    return [hecho.nombre for hecho in buenos if hecho.nombre not in quedan]


def _ultimos(buenos: list[Automatico], cuantos: int, periodo: Callable[[Automatico], object]) -> list[str]:
    """El último de cada uno de los `cuantos` períodos más recientes que tienen alguno."""
    por_periodo = {periodo(hecho): hecho.nombre for hecho in buenos}
    return list(por_periodo.values())[-cuantos:] if cuantos else []


def _dia(hecho: Automatico, zona: tzinfo | None) -> date:
    return hecho.momento.astimezone(zona).date()
