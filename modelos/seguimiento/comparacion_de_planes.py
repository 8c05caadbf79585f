"""Varios planes con las mismas medidas: cómo va cada uno y qué se dice de todos en una oración."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from modelos.frases import contar, enumerar
from modelos.seguimiento.avance import SinAvance
from modelos.seguimiento.informe_de_avance import InformeDeAvance


class Marcha(StrEnum):
    """Cómo va un plan a su corte, en el orden en que se dice; con su verbo para uno y para varios."""

    de_uno: str
    de_varios: str

    def __new__(cls, valor: str, de_uno: str = "", de_varios: str = "") -> "Marcha":
        """Un miembro que vale `valor` y lleva sus verbos."""
        miembro = str.__new__(cls, valor)
        miembro._value_ = valor
        miembro.de_uno, miembro.de_varios = de_uno, de_varios
        return miembro

    ATRASADO = ("atrasado", "va atrasado", "van atrasados")
    INCOMPLETO = ("incompleto", "terminó sin completarse", "terminaron sin completarse")
    AL_DIA = ("al_dia", "va al día", "van al día")
    POR_COMENZAR = ("por_comenzar", "no comienza aún", "no comienzan aún")
    SIN_AVANCE = ("sin_avance", "no tiene avance que medir", "no tienen avance que medir")


def marcha(informe: InformeDeAvance) -> Marcha:
    """Contra lo programado hoy, al corte del informe."""
    curva, corte = informe.curva, informe.corte
    if isinstance(curva, SinAvance):
        return Marcha.SIN_AVANCE
    falta = curva.falta_al(corte)
    por_iniciar = not falta and curva.atraso_al(corte).meses is None
    if corte < curva.inicio or por_iniciar:
        return Marcha.POR_COMENZAR
    if not falta:
        return Marcha.AL_DIA
    return Marcha.INCOMPLETO if corte >= curva.fin else Marcha.ATRASADO


def resumir(informes: Sequence[InformeDeAvance]) -> str:
    """«De 4 planes, 1 va atrasado y 3 van al día.»"""
    marchas = [marcha(informe) for informe in informes]
    partes = [_decir(una, marchas.count(una)) for una in Marcha if una in marchas]
    return f"De {contar(len(informes), 'plan', dentro_de_frase=True)}, {enumerar(partes)}."


def _decir(una: Marcha, cuantos: int) -> str:
    return f"{cuantos} {una.de_uno if cuantos == 1 else una.de_varios}"


def anios(informes: Iterable[InformeDeAvance]) -> list[int]:
    """Los que toca alguno, del último al primero."""
    return sorted({mes.anio for informe in informes for mes in informe.plan.meses}, reverse=True)


def de_un_anio(informes: Iterable[InformeDeAvance], anio: int) -> list[InformeDeAvance]:
    """Los de planes que tienen algún mes en él."""
    return [uno for uno in informes if uno.plan.inicio.anio <= anio <= uno.plan.fin.anio]
