"""Lo programado como citas de un calendario: en su día si el plan lo dice, o al cerrar el mes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import groupby
from typing import NamedTuple

from modelos.calendario.cronograma import Cronograma, FilaActividad, FilaLinea, FilaObjetivo
from modelos.calendario.jornadas import Jornada, dias_del_mes
from modelos.calendario.recurrencias import Recurrencia, leer
from modelos.meses import Mes
from modelos.seguimiento.liquidacion import Celda

VIERNES = 4
_HORA = re.compile(
    r"(?:\ba las? (?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?|\b(?P<hora>\d{1,2}):(?P<minutos>\d\d))"
    r"\s*(?P<mitad>[ap]\.?\s?m\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MesProgramado:
    """Un mes de una actividad con algo programado."""

    mes: Mes
    celda: Celda


@dataclass(frozen=True, slots=True)
class Cita:
    """Una actividad en el calendario, un día o varios seguidos; con `regla`, se repite hasta `ultima`.

    `clave` la distingue entre las de su actividad y no cambia al exportar de nuevo. `regla` es una RRULE
    (RFC 5545) sin UNTIL. `segun` es lo que el plan dice de sus días; None si no dice nada que se entienda,
    y entonces la jornada es el último día de lunes a viernes del mes.
    """

    linea: FilaLinea
    objetivo: FilaObjetivo
    fila: FilaActividad
    clave: str
    jornada: Jornada
    meses: tuple[MesProgramado, ...]
    segun: str | None = None
    hora: time | None = None
    regla: str | None = None
    ultima: date | None = None


def citas(cronograma: Cronograma) -> list[Cita]:
    """Las de lo que se muestra, en el orden del plan."""
    return [
        cita
        for linea in cronograma.lineas
        for objetivo in linea.objetivos
        for fila in objetivo.actividades
        for cita in _Anotador(linea, objetivo, fila).citas(cronograma.meses)
    ]


def leer_hora(texto: str) -> time | None:
    """«a las 15:30 hrs» o «3:00 pm»; None si no dice una hora que exista."""
    hallada = _HORA.search(texto)
    if hallada is None:
        return None
    hora, minutos = int(hallada["h"] or hallada["hora"]), int(hallada["m"] or hallada["minutos"] or 0)
    mitad = (hallada["mitad"] or "").lower()
    if mitad and hora <= 12:
        hora = hora % 12 + (12 if mitad.startswith("p") else 0)
    return time(hora, minutos) if hora < 24 and minutos < 60 else None


class _Dicho(NamedTuple):
    """Lo que el plan dice de los días, y lo que se entendió."""

    texto: str
    recurrencia: Recurrencia


@dataclass(frozen=True, slots=True)
class _Anotador:
    """Una actividad mientras se anotan sus citas."""

    linea: FilaLinea
    objetivo: FilaObjetivo
    fila: FilaActividad

    def citas(self, meses: Sequence[Mes]) -> Iterator[Cita]:
        programados = [
            MesProgramado(mes, celda)
            for mes, celda in zip(meses, self.fila.celdas, strict=True)
            if celda.programado
        ]
        for _, del_anio in groupby(programados, key=lambda programado: programado.mes.anio):
            yield from self._del_anio(list(del_anio))

    def _del_anio(self, programados: Sequence[MesProgramado]) -> Iterator[Cita]:
        dichos: dict[_Dicho, list[MesProgramado]] = {}
        for programado in programados:
            dicho = self._lo_dicho(programado.mes)
            if dicho is None:
                yield self._al_cierre(programado)
            else:
                dichos.setdefault(dicho, []).append(programado)
        for lugar, (dicho, suyos) in enumerate(dichos.items(), start=1):
            yield from self._en_sus_dias(dicho, suyos, lugar)

    def _lo_dicho(self, mes: Mes) -> _Dicho | None:
        """La nota del mes o, si no dice un día, la recurrencia de la actividad."""
        for texto in (self.fila.actividad.meses[mes].nota, self.fila.actividad.recurrencia):
            recurrencia = leer(texto) if texto else None
            if texto and recurrencia and recurrencia.en(mes):
                return _Dicho(texto, recurrencia)
        return None

    def _al_cierre(self, programado: MesProgramado) -> Cita:
        dia = max(dia for dia in dias_del_mes(programado.mes) if dia.weekday() <= VIERNES)
        return self._cita(programado.mes.clave, Jornada.de(dia), (programado,))

    def _en_sus_dias(self, dicho: _Dicho, programados: Sequence[MesProgramado], lugar: int) -> Iterator[Cita]:
        """Una sola que se repite, si hay una regla que la diga; si no, una por jornada."""
        todas = [jornada for programado in programados for jornada in dicho.recurrencia.en(programado.mes)]
        regla = dicho.recurrencia.patron.regla
        if regla and len({hasta - desde for desde, hasta in todas}) == 1:
            cita = self._cita(
                f"{programados[0].mes.anio}-serie-{lugar}", todas[0], tuple(programados), dicho.texto
            )
            yield _repetida(cita, regla, todas[-1].desde)
            return
        for programado in programados:
            for numero, jornada in enumerate(dicho.recurrencia.en(programado.mes), start=1):
                yield self._cita(f"{programado.mes.clave}-{numero}", jornada, (programado,), dicho.texto)

    def _cita(
        self, clave: str, jornada: Jornada, meses: tuple[MesProgramado, ...], segun: str | None = None
    ) -> Cita:
        hora = leer_hora(segun) if segun and jornada.es_un_dia else None
        return Cita(self.linea, self.objetivo, self.fila, clave, jornada, meses, segun, hora)


def _repetida(cita: Cita, regla: str, ultima: date) -> Cita:
    """En los meses programados y hasta la última vez; la que ocurre una vez queda como está."""
    if cita.jornada.desde == ultima:
        return cita
    meses = ",".join(str(programado.mes.mes) for programado in cita.meses)
    return replace(cita, regla=f"{regla};BYMONTH={meses}", ultima=ultima)
