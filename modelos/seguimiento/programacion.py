"""Lo programado y lo ejecutado de una actividad mes a mes: los datos que reciben las reglas de avance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from modelos.errores import ErrorDeDominio
from modelos.meses import Mes

Peso = int | Fraction


class Referencia(StrEnum):
    """Contra qué se mide: lo programado hoy o lo aprobado al poner el plan en vigencia."""

    PROGRAMADO = "programado"
    APROBADO = "aprobado"


class Cantidades(NamedTuple):
    """Unidades de un mes, enteras y no negativas."""

    programado: int = 0
    ejecutado: int = 0
    aprobado: int = 0

    def segun(self, referencia: Referencia) -> int:
        """Lo que se debía, según contra qué se mide."""
        return self.programado if referencia is Referencia.PROGRAMADO else self.aprobado


@dataclass(frozen=True, slots=True)
class Programacion:
    """Los meses de una actividad que tienen algo, y su peso en los promedios."""

    actividad_id: int
    meses: Mapping[Mes, Cantidades]
    peso: Peso = 1


@dataclass(frozen=True, slots=True)
class Horizonte:
    """Los meses sobre los que se mide: el plan entero, o los de un solo año del plan."""

    inicio: Mes
    fin: Mes
    anio: int | None = None

    def del_anio(self, anio: int) -> "Horizonte":
        """Los meses del plan que caen en el año; solo ellos cuentan en lo programado y en lo ejecutado."""
        if anio not in self.anios:
            raise ErrorDeDominio(f"El plan no tiene meses en {anio}.")
        return Horizonte(max(self.inicio, Mes(anio, 1)), min(self.fin, Mes(anio, 12)), anio)

    @property
    def cantidad_meses(self) -> int:
        """Meses desde el primero al último, ambos incluidos."""
        return self.fin.desde(self.inicio) + 1

    @property
    def anios(self) -> range:
        """Los años que toca, para elegir uno."""
        return range(self.inicio.anio, self.fin.anio + 1)

    def abarca(self, mes: Mes) -> bool:
        """El plan entero toma todo lo registrado; un año, solo lo de ese año."""
        return self.anio is None or mes.anio == self.anio


def peso_exacto(peso: float | Decimal | Fraction) -> Peso:
    """El peso como se escribió: 0,1 es un décimo y no su aproximación binaria."""
    return peso if isinstance(peso, int | Fraction) else Fraction(str(peso))


def corte_por_omision(hoy: date, inicio: Mes, fin: Mes) -> Mes:
    """El último mes completo, dentro del plan; el mes anterior al inicio es «aún no vence nada»."""
    return acotar(Mes.de(hoy).mas(-1), inicio, fin)


def acotar(corte: Mes, inicio: Mes, fin: Mes) -> Mes:
    """El corte llevado entre «aún no vence nada» (el mes anterior al inicio) y el último mes."""
    return min(max(corte, inicio.mas(-1)), fin)


def nombrar_corte(corte: Mes, inicio: Mes) -> str:
    """«al cierre de septiembre de 2026», o «antes de comenzar, en enero de 2027»."""
    return f"antes de comenzar, en {inicio}" if corte < inicio else f"al cierre de {corte}"
