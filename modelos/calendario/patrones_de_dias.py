"""En qué días de un mes cualquiera cae lo que se repite: el primer jueves, la tercera semana, el 15."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from modelos.calendario.jornadas import UN_DIA, Jornada, dias_del_mes
from modelos.meses import Mes

DIAS_EN_REGLA = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Los días de la semana como los escribe RFC 5545, desde el lunes."""
DIAS_HASTA_EL_VIERNES = 4
MITAD_DEL_MES = 15


class Patron(Protocol):
    """En qué días de cualquier mes cae algo."""

    @property
    def regla(self) -> str | None:
        """La RRULE (RFC 5545) del primer día de cada jornada; None si no hay una que lo diga entero."""

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Sus días en ese mes, en orden."""


class DiaOrdinal(NamedTuple):
    """El n-ésimo de un día de la semana (0 es lunes); -1 es el último."""

    lugar: int
    dia: int


@dataclass(frozen=True, slots=True)
class DiasOrdinales:
    """«Primer jueves», «último viernes», «1º y 3º martes»."""

    dias: tuple[DiaOrdinal, ...]

    @property
    def regla(self) -> str:
        """«FREQ=MONTHLY;BYDAY=1TH»."""
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{n}{DIAS_EN_REGLA[dia]}" for n, dia in self.dias)

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Uno por cada día que el mes tenga: un quinto jueves no lo hay siempre."""
        return tuple(sorted({jornada for dia in self.dias for jornada in _ordinal(mes, dia)}))


@dataclass(frozen=True, slots=True)
class Semanas:
    """«3ª semana», «2ª y 4ª semana»: la n-ésima es la que comienza el n-ésimo lunes, hasta su viernes."""

    lugares: tuple[int, ...]

    @property
    def regla(self) -> str:
        """La de sus lunes: «FREQ=MONTHLY;BYDAY=3MO»."""
        return self._lunes.regla

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """De lunes a viernes, aunque el viernes sea ya del mes que sigue."""
        return tuple(_hasta_el_viernes(lunes) for lunes in self._lunes.en(mes))

    @property
    def _lunes(self) -> DiasOrdinales:
        return DiasOrdinales(tuple(DiaOrdinal(lugar, 0) for lugar in self.lugares))


@dataclass(frozen=True, slots=True)
class CadaSemana:
    """«Todos los martes», «de lunes a viernes»."""

    dias: tuple[int, ...]

    @property
    def regla(self) -> str:
        """«FREQ=WEEKLY;BYDAY=TU,TH»."""
        return "FREQ=WEEKLY;BYDAY=" + ",".join(DIAS_EN_REGLA[dia] for dia in self.dias)

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Uno por cada día que caiga en el mes."""
        return tuple(Jornada.de(dia) for dia in dias_del_mes(mes) if dia.weekday() in self.dias)


@dataclass(frozen=True, slots=True)
class TodasLasSemanas:
    """«Semanal», «todas las semanas», sin decir qué día."""

    @property
    def regla(self) -> str:
        """La de sus lunes."""
        return "FREQ=WEEKLY;BYDAY=MO"

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Las que comienzan en el mes, de lunes a viernes."""
        return tuple(_hasta_el_viernes(lunes) for lunes in CadaSemana((0,)).en(mes))


@dataclass(frozen=True, slots=True)
class Quincenas:
    """«Quincenal» son las dos; «1ª quincena», solo la del 1 al 15."""

    lugares: tuple[int, ...]

    @property
    def regla(self) -> None:
        """Sin regla: la segunda dura según el mes."""
        return

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Del 1 al 15 y del 16 al último día."""
        dias = dias_del_mes(mes)
        mitades = (Jornada(dias[0], dias[MITAD_DEL_MES - 1]), Jornada(dias[MITAD_DEL_MES], dias[-1]))
        return tuple(mitades[lugar - 1 if lugar > 0 else lugar] for lugar in self.lugares)


@dataclass(frozen=True, slots=True)
class DiasDelMes:
    """«El 15 de cada mes», «días 5 y 20», «último día del mes» (-1)."""

    numeros: tuple[int, ...]

    @property
    def regla(self) -> str:
        """«FREQ=MONTHLY;BYMONTHDAY=5,20»."""
        return "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, self.numeros))

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Los que el mes tenga: un día 31 no lo hay siempre."""
        dias = dias_del_mes(mes)
        hallados = {_lugar(numero) for numero in self.numeros if abs(numero) <= len(dias)}
        return tuple(sorted(Jornada.de(dias[lugar]) for lugar in hallados))


@dataclass(frozen=True, slots=True)
class TramoDeDias:
    """«Del 18 al 22»."""

    primero: int
    ultimo: int

    @property
    def regla(self) -> str:
        """La de su primer día."""
        return DiasDelMes((self.primero,)).regla

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Ninguno si el mes no llega a esos días."""
        dias = dias_del_mes(mes)
        return (Jornada(dias[self.primero - 1], dias[self.ultimo - 1]),) if self.ultimo <= len(dias) else ()


def _ordinal(mes: Mes, ordinal: DiaOrdinal) -> Iterator[Jornada]:
    dias = [dia for dia in dias_del_mes(mes) if dia.weekday() == ordinal.dia]
    if abs(ordinal.lugar) <= len(dias):
        yield Jornada.de(dias[_lugar(ordinal.lugar)])


def _hasta_el_viernes(lunes: Jornada) -> Jornada:
    return Jornada(lunes.desde, lunes.desde + UN_DIA * DIAS_HASTA_EL_VIERNES)


def _lugar(numero: int) -> int:
    """De contar desde 1 (o desde el final, negativo) al índice de la lista."""
    return numero - 1 if numero > 0 else numero
