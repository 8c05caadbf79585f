"""La cuenta que se rinde a la ciudadanía: qué pidió, qué actividades le responden, en qué van y qué falta."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import inf

from modelos.arbol import ActividadDelPlan, LineaDelPlan, PlanCompleto
from modelos.estados import EstadoActividad, EstadoAporte
from modelos.frases import contar, entero, enumerar, es_femenino, plural
from modelos.meses import Mes
from modelos.parecido import normalizar
from modelos.participacion import Aporte, TipoAporte
from modelos.seguimiento.liquidacion import Momento, liquidar

SIN_LINEA = 0
"""En un filtro, los aportes que no son de ninguna línea: los números de línea parten de 1."""


@dataclass(frozen=True, slots=True)
class Respuesta:
    """Una actividad que responde a un aporte; las cantidades, en su unidad de medida.

    `ultimo` es su último mes programado, `hecha` el último en que se ejecutó algo y `proximo` el primero
    sin terminar en que falta algo.
    """

    actividad: ActividadDelPlan
    linea: LineaDelPlan
    estado: EstadoActividad
    programado: int
    saldado: int
    ultimo: Mes | None = None
    hecha: Mes | None = None
    proximo: Mes | None = None

    @property
    def frase(self) -> str:
        """En qué va, para quien no conoce el plan: «se ha hecho 1 de 4; sigue en noviembre de 2026»."""
        match self.estado:
            case EstadoActividad.SIN_PROGRAMAR:
                return "todavía no tiene fecha"
            case EstadoActividad.COMPLETA:
                return f"se terminó en {self.hecha}"
            case EstadoActividad.VENCIDA:
                return f"debía terminar en {self.ultimo} y {self._hecho}"
            case EstadoActividad.ATRASADA:
                return f"va con atraso: {self._hecho}"
            case EstadoActividad.POR_INICIAR:
                verbo = "está programada para" if self.proximo == self.ultimo else "comienza en"
                return f"{verbo} {self.proximo}"
        return f"{self._hecho}; sigue en {self.proximo}" if self.proximo else self._hecho

    def dicha_a(self, aporte: Aporte) -> str:
        """El nombre de la actividad, si no repite lo que se pidió; en qué va, y a cargo de quién."""
        nombre, frase = self.actividad.nombre.removesuffix("."), f"{self.frase}."
        repite = normalizar(nombre) == normalizar(aporte.texto)
        texto = frase[0].upper() + frase[1:] if repite else f"{nombre}: {frase}"
        unidades = enumerar([unidad.nombre.removesuffix(".") for unidad in self.actividad.unidades])
        return f"{texto} A cargo de {unidades}." if unidades else texto

    @property
    def _hecho(self) -> str:
        if not self.saldado:
            return "no se ha hecho"
        verbo = "se ha hecho" if self.saldado == 1 else "se han hecho"
        return f"{verbo} {entero(self.saldado)} de {entero(self.programado)}"


@dataclass(frozen=True, slots=True)
class AporteRendido:
    """Un aporte con su línea, si es de alguna, y las actividades que le responden."""

    aporte: Aporte
    linea: LineaDelPlan | None
    respuestas: tuple[Respuesta, ...]

    @property
    def estado(self) -> EstadoAporte:
        """El primero que corresponda, en el orden del catálogo."""
        estados = [respuesta.estado for respuesta in self.respuestas]
        if not estados:
            return EstadoAporte.SIN_RESPUESTA
        if all(estado is EstadoActividad.COMPLETA for estado in estados):
            return EstadoAporte.HECHO
        if any(estado.pide_atencion for estado in estados):
            return EstadoAporte.CON_ATRASO
        if any(estado in (EstadoActividad.COMPLETA, EstadoActividad.AL_DIA) for estado in estados):
            return EstadoAporte.EN_MARCHA
        if EstadoActividad.POR_INICIAR in estados:
            return EstadoAporte.POR_COMENZAR
        return EstadoAporte.SIN_FECHA


@dataclass(frozen=True, slots=True)
class Cuenta:
    """De unos aportes, cuántos tienen respuesta y cuántos ya se hicieron.

    - `total`: los que hay, sin los que están en la papelera.
    - `con_actividad`: los que tienen al menos una actividad del plan que les responde.
    - `realizados`: los que tienen actividad y todas las suyas están completas; una a medias no basta.
    - `sin_respuesta`: los que no tienen ninguna actividad. Con los que tienen, suman el total.
    """

    total: int
    con_actividad: int
    realizados: int

    @property
    def sin_respuesta(self) -> int:
        """Los que ninguna actividad responde."""
        return self.total - self.con_actividad

    def frase(self, tipos: Sequence[TipoAporte]) -> str:
        """«De 15 observaciones, 6 tienen una actividad que les responde, ninguna se ha hecho y 9 están…»

        `tipos` son las clases que se cuentan.
        """
        nombres = [tipo.etiqueta.lower() for tipo in tipos]
        femenino = all(map(es_femenino, nombres))
        if not self.con_actividad:
            ninguno = _cuantos(0, "tiene respuesta", "", femenino=femenino)
            return f"De {_sujeto(self.total, nombres)}, {ninguno}."
        partes = (
            (
                self.con_actividad,
                "tiene una actividad que le responde",
                "tienen una actividad que les responde",
            ),
            (self.realizados, "se ha hecho", "se han hecho"),
            (self.sin_respuesta, "está sin respuesta", "están sin respuesta"),
        )
        cuantos = enumerar([_cuantos(*parte, femenino=femenino) for parte in partes])
        return f"De {_sujeto(self.total, nombres)}, {cuantos}."


class Situacion(StrEnum):
    """Cada cifra de la cuenta, para ver los aportes que la forman."""

    CON_ACTIVIDAD = "con_actividad"
    REALIZADO = "realizado"
    SIN_RESPUESTA = "sin_respuesta"

    def rotulo(self, cuantos: int) -> str:
        """Cómo se dice de tantos aportes: «ya se hizo», «ya se hicieron»."""
        if self is Situacion.REALIZADO:
            return "ya se hizo" if cuantos == 1 else "ya se hicieron"
        return "con actividad" if self is Situacion.CON_ACTIVIDAD else "sin respuesta"

    def admite(self, rendido: AporteRendido) -> bool:
        """Si el aporte se cuenta en esta cifra."""
        if self is Situacion.REALIZADO:
            return rendido.estado is EstadoAporte.HECHO
        return bool(rendido.respuestas) is (self is Situacion.CON_ACTIVIDAD)


@dataclass(frozen=True, slots=True)
class Rendicion:
    """Unos aportes con sus respuestas: por línea en el orden del plan, y en cada una por clase."""

    aportes: tuple[AporteRendido, ...]

    @property
    def cuenta(self) -> Cuenta:
        """Cuántos hay, cuántos tienen actividad y cuántos ya se hicieron."""
        return Cuenta(
            len(self.aportes),
            sum(map(Situacion.CON_ACTIVIDAD.admite, self.aportes)),
            sum(map(Situacion.REALIZADO.admite, self.aportes)),
        )

    @property
    def tipos(self) -> tuple[TipoAporte, ...]:
        """Las clases que tienen alguno."""
        presentes = {rendido.aporte.tipo for rendido in self.aportes}
        return tuple(tipo for tipo in TipoAporte if tipo in presentes)

    @property
    def frase(self) -> str:
        """La cuenta en una oración; vacía si no hay aportes."""
        return self.cuenta.frase(self.tipos) if self.aportes else ""

    @property
    def por_linea(self) -> tuple[tuple[LineaDelPlan | None, "Rendicion"], ...]:
        """Las líneas que tienen alguno; al final, None con los que no son de ninguna."""
        grupos = groupby(self.aportes, key=lambda rendido: rendido.linea)
        return tuple((linea, Rendicion(tuple(suyos))) for linea, suyos in grupos)

    def solo(
        self,
        tipo: TipoAporte | None = None,
        situacion: Situacion | None = None,
        linea_id: int | None = None,
    ) -> "Rendicion":
        """Los que cumplen todo lo que se pide; `linea_id` 0 pide los que no son de ninguna línea."""
        return Rendicion(
            tuple(
                rendido
                for rendido in self.aportes
                if tipo in (None, rendido.aporte.tipo)
                and (situacion is None or situacion.admite(rendido))
                and linea_id in (None, rendido.linea.id if rendido.linea else SIN_LINEA)
            )
        )


def rendir(plan: PlanCompleto, aportes: Iterable[Aporte], momento: Momento) -> Rendicion:
    """Todos los aportes del plan, con sus actividades miradas en ese momento (`Momento.hoy(hoy)`)."""
    lineas = {linea.id: linea for linea in plan.lineas}
    lugares = {actividad.id: (linea, actividad) for linea in plan.lineas for actividad in linea.actividades}
    aportes = list(aportes)
    respuestas = {
        id_: _responder(*lugares[id_], momento)
        for id_ in lugares.keys() & {id_ for aporte in aportes for id_ in aporte.actividades}
    }
    rendidos = (
        AporteRendido(
            aporte,
            lineas.get(aporte.linea_id or SIN_LINEA),
            tuple(respuestas[id_] for id_ in aporte.actividades if id_ in respuestas),
        )
        for aporte in aportes
    )
    return Rendicion(tuple(sorted(rendidos, key=_orden)))


def _orden(rendido: AporteRendido) -> tuple[float, int]:
    numero = rendido.linea.numero if rendido.linea else inf
    return numero, list(TipoAporte).index(rendido.aporte.tipo)


def _responder(linea: LineaDelPlan, actividad: ActividadDelPlan, momento: Momento) -> Respuesta:
    liquidacion = liquidar(actividad.programacion, momento)
    celdas = liquidacion.celdas.items()
    por_venir = [mes for mes, celda in celdas if celda.por_ejecutar and mes > momento.terminado_hasta]
    return Respuesta(
        actividad,
        linea,
        liquidacion.estado,
        programado=sum(celda.programado for _, celda in celdas),
        saldado=sum(celda.saldado for _, celda in celdas),
        ultimo=max((mes for mes, celda in celdas if celda.programado), default=None),
        hecha=max((mes for mes, celda in celdas if celda.ejecutado), default=None),
        proximo=min(por_venir, default=None),
    )


def _sujeto(cuantos: int, nombres: Sequence[str]) -> str:
    """«15 observaciones», o «32 observaciones, aportes y acuerdos»."""
    if len(nombres) == 1:
        return contar(cuantos, nombres[0], dentro_de_frase=True)
    return f"{entero(cuantos)} {enumerar([plural(nombre) for nombre in nombres])}"


def _cuantos(cantidad: int, uno: str, varios: str, *, femenino: bool) -> str:
    if cantidad == 0:
        return f"{'ninguna' if femenino else 'ninguno'} {uno}"
    return f"{entero(cantidad)} {uno if cantidad == 1 else varios}"
