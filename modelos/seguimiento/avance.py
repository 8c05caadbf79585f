"""El avance de actividades y grupos: cuánto se programó y cuánto se ejecutó a un corte, y qué lo explica.

Uso, con las actividades de un plan leído:

    programaciones = [una.programacion for una in plan.actividades]
    horizonte = Horizonte(plan.inicio, plan.fin)               # o .del_anio(2026)
    corte = corte_por_omision(hoy, horizonte.inicio, horizonte.fin)
    medidas = medir(programaciones, horizonte)                 # una vez por pantalla
    grupo = promediar(m for m in medidas if m.actividad_id in ids_de_la_linea)
    if isinstance(grupo.curva, SinAvance):
        texto = grupo.curva.etiqueta                           # «sin programar», «sin ponderación»
    else:
        texto = porcentaje(grupo.curva.ejecutado_al(corte))    # «52 %»
        atraso = grupo.curva.atraso_al(corte).frase            # «1,4 meses de atraso»
    al_lado = contar(len(grupo.sin_programar), "actividad")    # fuera del porcentaje
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from math import lcm

from modelos.frases import meses, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.programacion import Horizonte, Peso, Programacion, Referencia

ACTIVIDADES_QUE_EXPLICAN = 3


class SinAvance(StrEnum):
    """Por qué no hay porcentaje: no es 0 % ni 100 %."""

    SIN_PROGRAMAR = "sin_programar"
    SIN_PONDERACION = "sin_ponderacion"

    @property
    def etiqueta(self) -> str:
        """Lo que se escribe donde iría el porcentaje."""
        return "sin programar" if self is SinAvance.SIN_PROGRAMAR else "sin ponderación"


@dataclass(frozen=True, slots=True)
class Atraso:
    """`meses` es None cuando no se mide en meses: por iniciar, o el período ya terminó incompleto."""

    meses: Fraction | None
    frase: str


@dataclass(frozen=True, slots=True)
class Curva:
    """Lo acumulado al cierre de cada mes, en enteros sobre `total`; el primer valor es antes de `inicio`.

    Un corte fuera de sus meses se lee como el extremo más cercano.
    """

    inicio: Mes
    programado: tuple[int, ...]
    ejecutado: tuple[int, ...]
    total: int

    @property
    def fin(self) -> Mes:
        """Su último mes."""
        return self.inicio.mas(len(self.programado) - 2)

    def programado_al(self, corte: Mes) -> Fraction:
        """P(c), de 0 a 1."""
        return Fraction(self.programado[self._lugar(corte)], self.total)

    def ejecutado_al(self, corte: Mes) -> Fraction:
        """E(c), de 0 a 1: lo ejecutado de más no cuenta."""
        return Fraction(self.ejecutado[self._lugar(corte)], self.total)

    def desviacion_al(self, corte: Mes) -> Fraction:
        """E(c) − P(c), en puntos porcentuales; negativa si falta."""
        lugar = self._lugar(corte)
        return Fraction(100 * (self.ejecutado[lugar] - self.programado[lugar]), self.total)

    def falta_al(self, corte: Mes) -> bool:
        """Si se ejecutó menos de lo programado: compara enteros, sin dividir."""
        lugar = self._lugar(corte)
        return self.ejecutado[lugar] < self.programado[lugar]

    def atraso_al(self, corte: Mes) -> Atraso:
        """Los meses desde la última vez que lo programado no superaba lo ejecutado al corte."""
        lugar = self._lugar(corte)
        programado, ejecutado = self.programado[lugar], self.ejecutado[lugar]
        if programado == ejecutado == 0:
            return Atraso(None, "por iniciar")
        if ejecutado >= programado:
            return Atraso(Fraction(0), "completo" if ejecutado == self.total else "al día")
        if lugar == len(self.programado) - 1:
            return Atraso(None, f"terminó en {self.fin} con {porcentaje(Fraction(ejecutado, self.total))}")
        atraso = lugar - self._ultima_vez_al_dia(lugar)
        return Atraso(atraso, f"{meses(atraso)} de atraso")

    def adelanto_al(self, corte: Mes) -> Fraction:
        """Los meses hasta que lo programado alcance lo ejecutado al corte; 0 si ya lo alcanzó."""
        lugar = self._lugar(corte)
        ejecutado, ultimo = self.ejecutado[lugar], len(self.programado) - 1
        if ejecutado <= self.programado[lugar]:
            return Fraction(0)
        alcanza = bisect_left(self.programado, ejecutado, lugar)
        if alcanza > ultimo:
            return Fraction(ultimo - lugar)
        desde, hasta = self.programado[alcanza - 1], self.programado[alcanza]
        return alcanza - 1 + Fraction(ejecutado - desde, hasta - desde) - lugar

    def _lugar(self, corte: Mes) -> int:
        return min(max(corte.desde(self.inicio) + 1, 0), len(self.programado) - 1)

    def _ultima_vez_al_dia(self, lugar: int) -> Fraction:
        """El último momento, contado en meses y lineal entre cierres, con P ≤ E(lugar)."""
        ejecutado = self.ejecutado[lugar]
        previo = bisect_right(self.programado, ejecutado, 0, lugar) - 1
        if previo < 0:
            return Fraction(0)
        desde, hasta = self.programado[previo], self.programado[previo + 1]
        return previo + Fraction(ejecutado - desde, hasta - desde)


@dataclass(frozen=True, slots=True)
class Medida:
    """La curva de una actividad en un horizonte, con el peso que lleva a los promedios."""

    actividad_id: int
    peso: Peso
    curva: Curva | SinAvance


@dataclass(frozen=True, slots=True)
class Grupo:
    """El promedio de un objetivo, línea, programa o plan, y lo que queda fuera de él."""

    curva: Curva | SinAvance
    programadas: int
    sin_programar: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explicacion:
    """Los puntos porcentuales (positivos) que una actividad resta al avance de su grupo."""

    actividad_id: int
    puntos: Fraction


def medir(
    programaciones: Iterable[Programacion],
    horizonte: Horizonte,
    referencia: Referencia = Referencia.PROGRAMADO,
) -> list[Medida]:
    """Una medida por actividad, en el mismo orden; sirve a todos los grupos de la pantalla."""
    return [Medida(p.actividad_id, p.peso, _curva(p, horizonte, referencia)) for p in programaciones]


def promediar(medidas: Iterable[Medida]) -> Grupo:
    """Promedia directamente las actividades, Σ w·x ÷ Σ w, sobre las que tienen algo programado."""
    todas = list(medidas)
    con_curva = _con_curva(todas)
    sin_programar = tuple(m.actividad_id for m in todas if isinstance(m.curva, SinAvance))
    return Grupo(_promedio(con_curva), len(con_curva), sin_programar)


def explicar(
    medidas: Iterable[Medida], corte: Mes, cuantas: int | None = ACTIVIDADES_QUE_EXPLICAN
) -> tuple[Explicacion, ...]:
    """Las actividades con mayor w·(P − E) ÷ Σ w, de mayor a menor; solo las que restan (None: todas)."""
    con_curva = _con_curva(medidas)
    peso_total = sum(medida.peso for medida, _ in con_curva)
    if not peso_total:
        return ()
    restas = (
        Explicacion(medida.actividad_id, -curva.desviacion_al(corte) * medida.peso / peso_total)
        for medida, curva in con_curva
        if curva.falta_al(corte)
    )
    mayores = sorted(
        (resta for resta in restas if resta.puntos > 0), key=lambda resta: resta.puntos, reverse=True
    )
    return tuple(mayores[:cuantas])


def _curva(programacion: Programacion, horizonte: Horizonte, referencia: Referencia) -> Curva | SinAvance:
    ultimo = horizonte.cantidad_meses
    programado, ejecutado = [0] * (ultimo + 1), [0] * (ultimo + 1)
    total = 0
    for mes, cantidades in programacion.meses.items():
        if not horizonte.abarca(mes):
            continue
        unidades = cantidades.segun(referencia)
        total += unidades
        lugar = max(mes.desde(horizonte.inicio) + 1, 0)
        if lugar <= ultimo:
            programado[lugar] += unidades
            ejecutado[lugar] += cantidades.ejecutado
    if total == 0:
        return SinAvance.SIN_PROGRAMAR
    con_tope = (min(total, unidades) for unidades in accumulate(ejecutado))
    return Curva(horizonte.inicio, tuple(accumulate(programado)), tuple(con_tope), total)


def _con_curva(medidas: Iterable[Medida]) -> list[tuple[Medida, Curva]]:
    return [(medida, medida.curva) for medida in medidas if isinstance(medida.curva, Curva)]


def _promedio(medidas: Sequence[tuple[Medida, Curva]]) -> Curva | SinAvance:
    """Lleva cada actividad a un denominador común, para sumar y comparar enteros."""
    if not medidas:
        return SinAvance.SIN_PROGRAMAR
    entero = lcm(*(medida.peso.denominator for medida, _ in medidas))
    pesos = [medida.peso.numerator * (entero // medida.peso.denominator) for medida, _ in medidas]
    if not any(pesos):
        return SinAvance.SIN_PONDERACION
    comun = lcm(*(curva.total for _, curva in medidas))
    factores = [peso * (comun // curva.total) for peso, (_, curva) in zip(pesos, medidas, strict=True)]
    curvas = [curva for _, curva in medidas]
    return Curva(
        curvas[0].inicio,
        _suma_ponderada(factores, [curva.programado for curva in curvas]),
        _suma_ponderada(factores, [curva.ejecutado for curva in curvas]),
        comun * sum(pesos),
    )


def _suma_ponderada(factores: Sequence[int], series: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """La suma, mes a mes, de cada serie por su factor."""
    return tuple(
        sum(factor * valor for factor, valor in zip(factores, mes, strict=True))
        for mes in zip(*series, strict=True)
    )
