"""Qué cambió de un momento a otro del mismo plan, actividad por actividad."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from modelos.arbol import ActividadDelPlan, EnElPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.dinero import en_moneda
from modelos.frases import contar, enumerar, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva
from modelos.seguimiento.informe_de_avance import informar
from modelos.seguimiento.reprogramacion import CambioProgramado, Traslado, cambios_de


class Renombrada(NamedTuple):
    """La misma actividad, con otro nombre."""

    antes: str
    despues: EnElPlan


class Movida(NamedTuple):
    """La misma actividad, en otro objetivo."""

    antes: EnElPlan
    despues: EnElPlan


class Reprogramada(NamedTuple):
    """Lo programado que cambió, y las razones que se dieron entre un momento y el otro."""

    despues: EnElPlan
    cambios: tuple[CambioProgramado, ...]
    razones: tuple[Traslado, ...]


class Correccion(NamedTuple):
    """Un dato que dice otra cosa, como se lee; vacío es que no lo había, o que ya no lo hay."""

    dato: str
    antes: str
    despues: str


class Corregida(NamedTuple):
    """La misma actividad, con otros datos: su meta, sus responsables, su presupuesto…"""

    despues: EnElPlan
    correcciones: tuple[Correccion, ...]


class Avanzada(NamedTuple):
    """Cuánto más se lleva ejecutado, en su unidad de medida."""

    despues: EnElPlan
    cantidad: int


@dataclass(frozen=True, slots=True)
class Cambios:
    """Lo que va de un momento a otro; `avance` es lo ejecutado del plan en cada uno, de 0 a 1."""

    agregadas: tuple[EnElPlan, ...]
    quitadas: tuple[EnElPlan, ...]
    renombradas: tuple[Renombrada, ...]
    movidas: tuple[Movida, ...]
    reprogramadas: tuple[Reprogramada, ...]
    ejecutadas: tuple[Avanzada, ...]
    corregidas: tuple[Corregida, ...]
    titulos: tuple[Correccion, ...]  # de líneas y objetivos, que siguen siendo los mismos
    avance_antes: Fraction | None
    avance_despues: Fraction | None

    @property
    def hay(self) -> bool:
        """Si algo es distinto."""
        distinto = (
            self.agregadas, self.quitadas, self.renombradas, self.movidas, self.reprogramadas,
            self.ejecutadas, self.corregidas, self.titulos,
        )  # fmt: skip
        return any(distinto)

    @property
    def frase(self) -> str:
        """Una oración que lo cuenta."""
        if not self.hay:
            return "No cambió nada."
        contadas = (
            (self.ejecutadas, "con más ejecutado"),
            (self.reprogramadas, "con otra programación"),
            (self.agregadas, "agregada"),
            (self.quitadas, "quitada"),
            (self.renombradas, "con otro nombre"),
            (self.movidas, "en otro objetivo"),
            (self.corregidas, "con otros datos"),
        )
        partes = [_cuantas(len(suyas), como) for suyas, como in contadas if suyas]
        if self.titulos:
            partes.append(f"{contar(len(self.titulos), 'título')} con otro texto")
        return f"{enumerar(partes)}.{self._del_avance()}"

    def _del_avance(self) -> str:
        if self.avance_antes is None or self.avance_despues is None:
            return ""
        antes, despues = porcentaje(self.avance_antes), porcentaje(self.avance_despues)
        return (
            f" El avance sigue en {antes}."
            if antes == despues
            else f" El avance pasó de {antes} a {despues}."
        )


def _cuantas(cuantas: int, como: str) -> str:
    plural = f"{como}s" if cuantas > 1 and como in {"agregada", "quitada"} else como
    return f"{contar(cuantas, 'actividad')} {plural}"


def comparar(
    antes: PlanCompleto, despues: PlanCompleto, cuando: tuple[date, date], traslados: Iterable[Traslado] = ()
) -> Cambios:
    """`cuando` son sus días; los traslados, que son los de entre un momento y otro, dan las razones."""
    previas = {una.actividad.id: una for una in antes.ubicadas}
    actuales = {una.actividad.id: una for una in despues.ubicadas}
    siguen = [(previas[id_], una) for id_, una in actuales.items() if id_ in previas]
    return Cambios(
        agregadas=tuple(una for id_, una in actuales.items() if id_ not in previas),
        quitadas=tuple(una for id_, una in previas.items() if id_ not in actuales),
        renombradas=tuple(
            Renombrada(vieja.actividad.nombre, nueva)
            for vieja, nueva in siguen
            if vieja.actividad.nombre != nueva.actividad.nombre
        ),
        movidas=tuple(
            Movida(vieja, nueva) for vieja, nueva in siguen if vieja.objetivo.id != nueva.objetivo.id
        ),
        reprogramadas=tuple(_reprogramadas(siguen, list(traslados))),
        ejecutadas=tuple(_ejecutadas(siguen)),
        corregidas=tuple(_corregidas(siguen, despues.pais)),
        titulos=tuple(_titulos(antes, despues)),
        avance_antes=_avance(antes, cuando[0]),
        avance_despues=_avance(despues, cuando[1]),
    )


def _reprogramadas(
    siguen: Sequence[tuple[EnElPlan, EnElPlan]], entre: Sequence[Traslado]
) -> Iterable[Reprogramada]:
    for vieja, nueva in siguen:
        cambios = cambios_de(_programado(vieja.actividad), _programado(nueva.actividad))
        if cambios:
            razones = tuple(uno for uno in entre if uno.actividad_id == nueva.actividad.id)
            yield Reprogramada(nueva, cambios, razones)


def _programado(actividad: ActividadDelPlan) -> dict[Mes, int]:
    return {mes: celda.programado for mes, celda in actividad.meses.items() if celda.programado}


def _corregidas(siguen: Sequence[tuple[EnElPlan, EnElPlan]], pais: str) -> Iterable[Corregida]:
    for vieja, nueva in siguen:
        previos, actuales = _datos(vieja.actividad, pais), _datos(nueva.actividad, pais)
        distintos = tuple(
            Correccion(dato, previos[dato], dicho)
            for dato, dicho in actuales.items()
            if dicho != previos[dato]
        )
        if distintos:
            yield Corregida(nueva, distintos)


def _datos(actividad: ActividadDelPlan, pais: str) -> dict[str, str]:
    """Lo que la actividad se propone y con quién y cuánto; lo de su seguimiento se cuenta aparte."""
    return {
        "responsables": enumerar([unidad.nombre for unidad in actividad.unidades]),
        "meta": actividad.meta or "",
        "indicador": actividad.indicador or "",
        "unidad de medida": actividad.unidad_medida or "",
        "medio de verificación": actividad.medio_verificacion or "",
        "frecuencia": actividad.recurrencia or "",
        "peso": f"{actividad.peso:g}",
        "presupuesto": en_moneda(actividad.presupuesto_centavos, pais),
    }


def _titulos(antes: PlanCompleto, despues: PlanCompleto) -> Iterable[Correccion]:
    """Las líneas y objetivos que siguen y dicen otra cosa, con el nombre que el plan les da."""
    previos, actuales = _nombres(antes), _nombres(despues)
    for clave, nombre in actuales.items():
        if previos.get(clave, nombre) != nombre:
            dato = despues.etiquetas.linea if clave[0] is LineaDelPlan else despues.etiquetas.objetivo
            yield Correccion(dato, previos[clave], nombre)


def _nombres(plan: PlanCompleto) -> dict[tuple[type, int], str]:
    titulos: list[LineaDelPlan | ObjetivoDelPlan] = []
    for linea in plan.lineas:
        titulos += [linea, *linea.objetivos]
    return {(type(titulo), titulo.id): titulo.nombre for titulo in titulos}


def _ejecutadas(siguen: Sequence[tuple[EnElPlan, EnElPlan]]) -> Iterable[Avanzada]:
    for vieja, nueva in siguen:
        mas = _ejecutado(nueva.actividad) - _ejecutado(vieja.actividad)
        if mas:
            yield Avanzada(nueva, mas)


def _ejecutado(actividad: ActividadDelPlan) -> int:
    return sum(celda.ejecutado for celda in actividad.meses.values())


def _avance(plan: PlanCompleto, dia: date) -> Fraction | None:
    """Lo ejecutado al último mes completo de ese día; None si nada estaba programado."""
    informe = informar(plan, dia)
    curva = informe.curva
    return curva.ejecutado_al(informe.corte) if isinstance(curva, Curva) else None
