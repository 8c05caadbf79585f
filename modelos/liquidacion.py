"""Qué programado salda cada unidad ejecutada, y el estado que de ahí resulta en celdas y actividades."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from modelos.estados import EstadoActividad, EstadoCelda
from modelos.meses import Mes
from modelos.programacion import Cantidades, Horizonte, Programacion, corte_por_omision


class Momento(NamedTuple):
    """Desde cuándo se mira: lo ejecutado hasta un mes y los meses ya terminados."""

    ejecutado_hasta: Mes
    terminado_hasta: Mes

    @classmethod
    def hoy(cls, hoy: date) -> "Momento":
        """Todo lo ejecutado a la fecha; el mes en curso aún no termina."""
        return cls(Mes.de(hoy), Mes.de(hoy).mas(-1))

    @classmethod
    def elegido(cls, hoy: date, corte: Mes, horizonte: Horizonte) -> "Momento":
        """El de hoy con el corte por omisión; con un corte anterior, ambas cosas a ese corte."""
        if corte >= corte_por_omision(hoy, horizonte.inicio, horizonte.fin):
            return cls.hoy(hoy)
        return cls(corte, corte)


class Celda(NamedTuple):
    """Un mes de una actividad: `saldado` es cuánto de lo programado se ejecutó, en ese mes o en otro.

    `fuera` son las unidades ejecutadas en el mes que exceden todo lo programado.
    """

    estado: EstadoCelda
    programado: int
    ejecutado: int
    saldado: int
    fuera: int

    @property
    def por_ejecutar(self) -> int:
        """Lo programado en el mes que nada ha saldado."""
        return self.programado - self.saldado


CELDA_VACIA = Celda(EstadoCelda.VACIA, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Liquidacion:
    """Las celdas de una actividad que tienen algo, y su estado."""

    actividad_id: int
    estado: EstadoActividad
    celdas: dict[Mes, Celda]

    def celda(self, mes: Mes) -> Celda:
        """La del mes, vacía si no tiene nada."""
        return self.celdas.get(mes, CELDA_VACIA)

    @property
    def fuera_de_programa(self) -> int:
        """Unidades ejecutadas por encima de todo lo programado."""
        return sum(celda.fuera for celda in self.celdas.values())


class TotalMes(NamedTuple):
    """La fila de totales: saldado/programado, y lo fuera de programa aparte."""

    programado: int
    saldado: int
    fuera: int


def liquidar(programacion: Programacion, momento: Momento) -> Liquidacion:
    """Cada unidad salda lo de su mes; la que sobra, el mes más antiguo sin saldar."""
    meses = dict(sorted(programacion.meses.items()))
    ejecutado = {
        mes: cantidades.ejecutado if mes <= momento.ejecutado_hasta else 0
        for mes, cantidades in meses.items()
    }
    saldado = {mes: min(cantidades.programado, ejecutado[mes]) for mes, cantidades in meses.items()}
    con_atraso, fuera = _repartir_sobrantes(meses, ejecutado, saldado)
    celdas = {}
    for mes, cantidades in meses.items():
        estado = _estado_de_celda(
            cantidades.programado, saldado[mes], mes in con_atraso, mes <= momento.terminado_hasta
        )
        if cantidades.programado == 0 and fuera.get(mes):
            estado = EstadoCelda.FUERA_DE_PROGRAMA
        celdas[mes] = Celda(estado, cantidades.programado, ejecutado[mes], saldado[mes], fuera.get(mes, 0))
    return Liquidacion(programacion.actividad_id, estado_de_actividad(programacion, momento), celdas)


def estado_de_actividad(programacion: Programacion, momento: Momento) -> EstadoActividad:
    """El primero que corresponda, en el orden del catálogo; compara unidades enteras."""
    programado = vencido = ejecutado = 0
    ultimo: Mes | None = None
    for mes, cantidades in programacion.meses.items():
        programado += cantidades.programado
        if mes <= momento.terminado_hasta:
            vencido += cantidades.programado
        if mes <= momento.ejecutado_hasta:
            ejecutado += cantidades.ejecutado
        if cantidades.programado and (ultimo is None or mes > ultimo):
            ultimo = mes
    if ultimo is None:
        return EstadoActividad.SIN_PROGRAMAR
    if ejecutado >= programado:
        return EstadoActividad.COMPLETA
    if ultimo <= momento.terminado_hasta:
        return EstadoActividad.VENCIDA
    if vencido > ejecutado:
        return EstadoActividad.ATRASADA
    return EstadoActividad.AL_DIA if vencido or ejecutado else EstadoActividad.POR_INICIAR


def totales_por_mes(liquidaciones: Iterable[Liquidacion]) -> dict[Mes, TotalMes]:
    """Los totales de una línea o del plan, en los meses que tienen algo."""
    totales: dict[Mes, TotalMes] = {}
    for liquidacion in liquidaciones:
        for mes, celda in liquidacion.celdas.items():
            antes = totales.get(mes, TotalMes(0, 0, 0))
            totales[mes] = TotalMes(
                antes.programado + celda.programado,
                antes.saldado + celda.saldado,
                antes.fuera + celda.fuera,
            )
    return dict(sorted(totales.items()))


def _repartir_sobrantes(
    meses: dict[Mes, Cantidades], ejecutado: dict[Mes, int], saldado: dict[Mes, int]
) -> tuple[set[Mes], dict[Mes, int]]:
    """Salda en `saldado` lo que sobra de cada mes; devuelve los meses con atraso y lo fuera de programa."""
    por_saldar = [mes for mes, cantidades in meses.items() if saldado[mes] < cantidades.programado]
    con_atraso: set[Mes] = set()
    fuera: dict[Mes, int] = {}
    for mes in meses:
        sobrante = ejecutado[mes] - saldado[mes] if meses[mes].programado < ejecutado[mes] else 0
        while sobrante and por_saldar:
            antiguo = por_saldar[0]
            unidades = min(sobrante, meses[antiguo].programado - saldado[antiguo])
            saldado[antiguo] += unidades
            sobrante -= unidades
            if antiguo < mes:
                con_atraso.add(antiguo)
            if saldado[antiguo] == meses[antiguo].programado:
                por_saldar.pop(0)
        if sobrante:
            fuera[mes] = sobrante
    return con_atraso, fuera


def _estado_de_celda(programado: int, saldado: int, con_atraso: bool, terminado: bool) -> EstadoCelda:
    if programado == 0:
        return EstadoCelda.VACIA
    if saldado == programado:
        return EstadoCelda.EJECUTADA_CON_ATRASO if con_atraso else EstadoCelda.EJECUTADA
    if saldado:
        return EstadoCelda.PARCIAL
    return EstadoCelda.PENDIENTE if terminado else EstadoCelda.PROGRAMADA
