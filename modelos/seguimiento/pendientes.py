"""Qué hay que hacer hoy: lo que vence en el mes, lo atrasado, lo vencido y lo que viene."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from modelos.arbol import ActividadDelPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.estados import EstadoActividad, EstadoCelda
from modelos.meses import Mes
from modelos.seguimiento.liquidacion import Celda, Liquidacion, Momento, liquidar


@dataclass(frozen=True, slots=True)
class Asunto:
    """Una actividad en su lugar del plan, mirada desde el mes en curso."""

    linea: LineaDelPlan
    objetivo: ObjetivoDelPlan
    actividad: ActividadDelPlan
    liquidacion: Liquidacion
    mes: Mes

    @property
    def estado(self) -> EstadoActividad:
        """El de la actividad entera."""
        return self.liquidacion.estado

    @property
    def celda(self) -> Celda:
        """La del mes en curso."""
        return self.liquidacion.celda(self.mes)

    @property
    def vence_este_mes(self) -> bool:
        """Si hay algo programado en el mes en curso, ejecutado o no."""
        return self.celda.programado > 0

    @property
    def de_antes(self) -> int:
        """Unidades de meses terminados que nada ha saldado."""
        return sum(self.liquidacion.celda(mes).por_ejecutar for mes in self.meses_pendientes)

    @property
    def meses_por_ejecutar(self) -> tuple[Mes, ...]:
        """Los meses en que falta algo, del más antiguo al más nuevo."""
        celdas = self.liquidacion.celdas.items()
        return tuple(sorted(mes for mes, celda in celdas if celda.por_ejecutar > 0))

    @property
    def meses_pendientes(self) -> tuple[Mes, ...]:
        """Los meses ya terminados en que falta algo."""
        return tuple(mes for mes in self.meses_por_ejecutar if mes < self.mes)

    @property
    def programado(self) -> int:
        """Todo lo programado en el plan."""
        return sum(celda.programado for celda in self.liquidacion.celdas.values())

    @property
    def saldado(self) -> int:
        """Cuánto de lo programado está ejecutado."""
        return sum(celda.saldado for celda in self.liquidacion.celdas.values())

    @property
    def se_puso_al_dia(self) -> bool:
        """Si lo ejecutado en el mes en curso, sin nada programado en él, saldó todo lo atrasado."""
        con_atraso = EstadoCelda.EJECUTADA_CON_ATRASO
        return (
            self.celda.ejecutado > 0
            and not self.vence_este_mes
            and not self.de_antes
            and any(celda.estado is con_atraso for celda in self.liquidacion.celdas.values())
        )

    @property
    def va_con_lo_atrasado(self) -> bool:
        """Si lo que falta es solo de meses anteriores, o acaba de saldarse."""
        return (self.estado.pide_atencion and self.celda.por_ejecutar == 0) or self.se_puso_al_dia


@dataclass(frozen=True)
class Pendientes:
    """Lo que hay que hacer en un plan, mirado desde el mes de hoy."""

    mes: Mes
    inicio: Mes
    fin: Mes
    asuntos: tuple[Asunto, ...]

    @property
    def termino(self) -> bool:
        """Si el plan ya terminó."""
        return self.mes > self.fin

    @property
    def no_comienza(self) -> bool:
        """Si el plan aún no comienza."""
        return self.mes < self.inicio

    @cached_property
    def este_mes(self) -> tuple[Asunto, ...]:
        """Lo que vence en el mes en curso, ejecutado o no."""
        return tuple(asunto for asunto in self.asuntos if asunto.vence_este_mes)

    @cached_property
    def ejecutadas(self) -> int:
        """Cuántas de las que vencen en el mes ya están ejecutadas."""
        return sum(asunto.celda.por_ejecutar == 0 for asunto in self.este_mes)

    @cached_property
    def de_antes(self) -> tuple[Asunto, ...]:
        """Lo atrasado y lo vencido que no se registra con lo de este mes."""
        return tuple(asunto for asunto in self.asuntos if asunto.va_con_lo_atrasado)

    @property
    def proximo(self) -> Mes:
        """El mes que sigue; si el plan no comienza, su primer mes."""
        return max(self.mes.mas(1), self.inicio)

    @cached_property
    def del_proximo(self) -> int:
        """Cuántas actividades vencen en el mes que sigue."""
        return sum(asunto.liquidacion.celda(self.proximo).programado > 0 for asunto in self.asuntos)

    @cached_property
    def programadas(self) -> int:
        """Cuántas actividades tienen algo programado."""
        return sum(asunto.estado is not EstadoActividad.SIN_PROGRAMAR for asunto in self.asuntos)

    @cached_property
    def por_estado(self) -> Counter[EstadoActividad]:
        """Cuántas actividades hay en cada estado."""
        return Counter(asunto.estado for asunto in self.asuntos)


def mirar(linea: LineaDelPlan, objetivo: ObjetivoDelPlan, actividad: ActividadDelPlan, hoy: date) -> Asunto:
    """Una actividad, liquidada a hoy."""
    liquidacion = liquidar(actividad.programacion, Momento.hoy(hoy))
    return Asunto(linea, objetivo, actividad, liquidacion, Mes.de(hoy))


def reunir(plan: PlanCompleto, hoy: date) -> Pendientes:
    """Todas las actividades del plan, liquidadas a hoy."""
    asuntos = tuple(
        mirar(linea, objetivo, actividad, hoy)
        for linea in plan.lineas
        for objetivo in linea.objetivos
        for actividad in objetivo.actividades
    )
    return Pendientes(Mes.de(hoy), plan.inicio, plan.fin, asuntos)


def por_linea(asuntos: tuple[Asunto, ...]) -> Iterator[tuple[LineaDelPlan, tuple[Asunto, ...]]]:
    """Los asuntos de cada línea que tiene alguno, en el orden del plan."""
    for _, suyos in groupby(asuntos, key=lambda asunto: asunto.linea.id):
        juntos = tuple(suyos)
        yield juntos[0].linea, juntos
