"""Qué programado salda cada unidad ejecutada, y el estado que de ahí resulta en celdas y actividades."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from modelos.estados import EstadoActividad, EstadoCelda
from modelos.meses import Mes
from modelos.seguimiento.programacion import Horizonte, Programacion, corte_por_omision


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


class TotalMes(NamedTuple):
    """La fila de totales: saldado/programado, y lo fuera de programa aparte."""

    programado: int
    saldado: int
    fuera: int


def liquidar(programacion: Programacion, momento: Momento) -> Liquidacion:
    """Cada unidad salda lo de su mes; la que sobra, el mes más antiguo sin saldar."""
    ejecutado_hasta, terminado_hasta = momento
    meses = [
        _MesPorSaldar(mes, programado, ejecutado if mes <= ejecutado_hasta else 0)
        for mes, (programado, ejecutado, _) in sorted(programacion.meses.items())
    ]
    _repartir_sobrantes(meses)
    celdas = {mes.mes: mes.celda(terminado=mes.mes <= terminado_hasta) for mes in meses}
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
    sumas: dict[Mes, list[int]] = {}
    for liquidacion in liquidaciones:
        for mes, (_, programado, _, saldado, fuera) in liquidacion.celdas.items():
            suma = sumas.get(mes)
            if suma is None:
                suma = sumas[mes] = [0, 0, 0]
            suma[0] += programado
            suma[1] += saldado
            suma[2] += fuera
    return {mes: TotalMes(*sumas[mes]) for mes in sorted(sumas)}


class _MesPorSaldar:
    """Un mes mientras se liquida: primero salda lo suyo; lo que sobra se reparte después."""

    __slots__ = ("con_atraso", "ejecutado", "mes", "programado", "saldado", "sobrante")

    def __init__(self, mes: Mes, programado: int, ejecutado: int) -> None:
        self.mes = mes
        self.programado = programado
        self.ejecutado = ejecutado
        self.saldado = min(programado, ejecutado)
        self.sobrante = ejecutado - self.saldado
        self.con_atraso = False

    def recibir(self, otro: "_MesPorSaldar") -> None:
        """Se salda con lo que a otro le sobra, con atraso si se ejecutó después."""
        unidades = min(otro.sobrante, self.programado - self.saldado)
        self.saldado += unidades
        otro.sobrante -= unidades
        self.con_atraso |= otro.mes > self.mes

    def celda(self, *, terminado: bool) -> Celda:
        """Como queda después del reparto: lo que aún sobra está fuera de programa."""
        return Celda(self._estado(terminado), self.programado, self.ejecutado, self.saldado, self.sobrante)

    def _estado(self, terminado: bool) -> EstadoCelda:
        if not self.programado:
            return EstadoCelda.FUERA_DE_PROGRAMA if self.sobrante else EstadoCelda.VACIA
        if self.saldado == self.programado:
            return EstadoCelda.EJECUTADA_CON_ATRASO if self.con_atraso else EstadoCelda.EJECUTADA
        if self.saldado:
            return EstadoCelda.PARCIAL
        return EstadoCelda.PENDIENTE if terminado else EstadoCelda.PROGRAMADA


def _repartir_sobrantes(meses: list[_MesPorSaldar]) -> None:
    """Lo que sobra, en el orden en que se ejecutó, salda lo más antiguo que falte."""
    por_saldar = deque(mes for mes in meses if mes.saldado < mes.programado)
    for mes in meses:
        while mes.sobrante and por_saldar:
            por_saldar[0].recibir(mes)
            if por_saldar[0].saldado == por_saldar[0].programado:
                por_saldar.popleft()
