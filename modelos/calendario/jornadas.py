"""Los días de verdad en que algo ocurre dentro de un mes, y cómo se dicen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from modelos.frases import DIAS, enumerar
from modelos.meses import Mes

UN_DIA = timedelta(days=1)


class Jornada(NamedTuple):
    """Días seguidos, ambos incluidos; una fecha sola va de ella a ella misma."""

    desde: date
    hasta: date

    @classmethod
    def de(cls, fecha: date) -> "Jornada":
        """La de un solo día."""
        return cls(fecha, fecha)

    @property
    def es_un_dia(self) -> bool:
        """Si comienza y termina el mismo día."""
        return self.desde == self.hasta


@lru_cache(maxsize=512)
def dias_del_mes(mes: Mes) -> tuple[date, ...]:
    """Todos sus días, en orden."""
    primero, siguiente = date(*mes, 1), date(*mes.mas(1), 1)
    return tuple(primero + UN_DIA * n for n in range((siguiente - primero).days))


def decir(jornadas: Iterable[Jornada]) -> str:
    """«jueves 7 de marzo», «martes 5 y 12 de marzo», «18–22 de marzo», «28 de octubre–1 de noviembre».

    Vacío si no hay ninguna; los días sueltos que se siguen se dicen como un tramo.
    """
    tramos = tuple(_pegadas(jornadas))
    por_mes = groupby(tramos, key=lambda tramo: (Mes.de(tramo.desde), Mes.de(tramo.hasta)))
    return enumerar([_en_sus_meses(tuple(suyos)) for _, suyos in por_mes])


def _pegadas(jornadas: Iterable[Jornada]) -> Iterator[Jornada]:
    """Los días sueltos que se siguen, juntos; lo que ya es un tramo queda como está."""
    abierta: Jornada | None = None
    for jornada in sorted(jornadas):
        if abierta and jornada.es_un_dia and jornada.desde == abierta.hasta + UN_DIA:
            abierta = Jornada(abierta.desde, jornada.hasta)
            continue
        if abierta:
            yield abierta
        abierta = jornada
    if abierta:
        yield abierta


def _en_sus_meses(tramos: Sequence[Jornada]) -> str:
    """Los tramos que comienzan y terminan en los mismos meses."""
    desde, hasta = Mes.de(tramos[0].desde), Mes.de(tramos[0].hasta)
    if desde != hasta:  # un tramo que pasa al mes siguiente va solo: hay a lo más uno por mes
        [tramo] = tramos
        return f"{tramo.desde.day} de {desde.nombre}–{tramo.hasta.day} de {hasta.nombre}"
    dias = enumerar([_numeros(tramo) for tramo in tramos])
    return f"{_dia_comun(tramos)}{dias} de {desde.nombre}"


def _numeros(tramo: Jornada) -> str:
    return str(tramo.desde.day) if tramo.es_un_dia else f"{tramo.desde.day}–{tramo.hasta.day}"


def _dia_comun(tramos: Sequence[Jornada]) -> str:
    """«jueves », si todos son el mismo día de la semana."""
    comunes = {tramo.desde.weekday() for tramo in tramos}
    if len(comunes) > 1 or not all(tramo.es_un_dia for tramo in tramos):
        return ""
    return DIAS[comunes.pop()] + " "
