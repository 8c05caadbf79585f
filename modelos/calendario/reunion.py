"""La reunión de un comité (CAC, CAM): lo de un mes y lo que viene en los dos siguientes, por línea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, pairwise

from modelos.arbol import ActividadDelPlan, LineaDelPlan, PlanCompleto
from modelos.calendario.cronograma import meses_mostrados
from modelos.calendario.jornadas import Jornada
from modelos.estados import EstadoCelda
from modelos.frases import contar
from modelos.meses import Mes, periodo
from modelos.seguimiento.liquidacion import Celda, Liquidacion, Momento, liquidar

MESES_QUE_VIENEN = 2
RENGLONES_EN_SALA, RENGLONES_EN_TELEFONO = 6, 4
"""Los que caben de una vez, con letra que se lee a cinco metros."""

_CUENTAS = {
    "ejecutada": (EstadoCelda.EJECUTADA, EstadoCelda.EJECUTADA_CON_ATRASO),
    "parcial": (EstadoCelda.PARCIAL,),
    "pendiente": (EstadoCelda.PENDIENTE,),
}


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una actividad con algo programado en los meses de su bloque; una celda por mes."""

    linea: LineaDelPlan
    actividad: ActividadDelPlan
    celdas: tuple[Celda, ...]
    jornadas: tuple[Jornada, ...]
    viene_atrasada: bool
    nombre_breve: str


@dataclass(frozen=True, slots=True)
class Bloque:
    """Los renglones de uno o más meses, en el orden del plan; `venidero`, si siguen al mes elegido."""

    meses: tuple[Mes, ...]
    renglones: tuple[Renglon, ...]
    venidero: bool = False

    @property
    def cuentas(self) -> list[str]:
        """«12 actividades», «1 ejecutada», «6 vienen atrasadas»; lo que no hay no se dice."""
        if not self.renglones:
            return []
        estados = [renglon.celdas[0].estado for renglon in self.renglones]
        por_estado = {
            nombre: sum(estado in suyos for estado in estados) for nombre, suyos in _CUENTAS.items()
        }
        atrasadas = sum(renglon.viene_atrasada for renglon in self.renglones)
        frases = [contar(len(self.renglones), "actividad")]
        frases += [contar(cuantas, nombre) for nombre, cuantas in por_estado.items() if cuantas]
        if atrasadas:
            frases.append("1 viene atrasada" if atrasadas == 1 else f"{atrasadas} vienen atrasadas")
        return frases

    @property
    def vacio(self) -> str:
        """«Nada programado en octubre.», para cuando no hay renglones."""
        nombres = [mes.nombre for mes in self.meses]
        return f"Nada programado en {' ni '.join(nombres)}."

    def cuantas_en(self, mes: Mes) -> int:
        """Cuántas actividades tienen algo programado en ese mes del bloque."""
        lugar = self.meses.index(mes)
        return sum(renglon.celdas[lugar].programado > 0 for renglon in self.renglones)


@dataclass(frozen=True, slots=True)
class Vista:
    """Lo que cabe de una vez en la pantalla: unos renglones seguidos de un bloque, y el lugar del primero."""

    desde: int
    bloque: Bloque
    renglones: tuple[Renglon, ...]


@dataclass(frozen=True, slots=True)
class Reunion:
    """El mes elegido y lo que viene, en bloques que se recorren de corrido desde el renglón 0.

    Un bloque sin nada ocupa un renglón, para que se lea que no hay nada; al último mes no le sigue ninguno.
    `hoja` son los mismos meses de a uno, como van en el papel.
    """

    mes: Mes
    bloques: tuple[Bloque, ...]
    hoja: tuple[Bloque, ...]

    @property
    def venidero(self) -> Bloque | None:
        """Lo de los meses que siguen; None si el plan no tiene más."""
        return self.bloques[1] if len(self.bloques) > 1 else None

    def vista(self, desde: int, cuantos: int = RENGLONES_EN_SALA) -> Vista:
        """Los renglones desde ese lugar (o el más cercano que exista), sin pasar al bloque que sigue."""
        desde = min(max(desde, 0), sum(map(_largo, self.bloques)) - 1)
        presente, del_presente = self.bloques[0], _largo(self.bloques[0])
        bloque, primero = (
            (presente, desde) if desde < del_presente else (self.bloques[1], desde - del_presente)
        )
        return Vista(desde, bloque, bloque.renglones[primero : primero + cuantos])

    def comienzos(self, cuantos: int) -> list[int]:
        """Dónde comienza cada página de tantos renglones; cada bloque parte en página nueva."""
        finales = list(accumulate(map(_largo, self.bloques)))
        return [lugar for bloque in pairwise([0, *finales]) for lugar in range(*bloque, cuantos)]


def reunion(plan: PlanCompleto, mes: Mes, hoy: date) -> Reunion:
    """Lo del mes en un bloque y lo de los dos que siguen, si el plan los tiene, en otro; liquidado a hoy."""
    momento = Momento.hoy(hoy)
    liquidadas = {actividad.id: liquidar(actividad.programacion, momento) for actividad in plan.actividades}
    breves = plan.nombres_breves()

    def bloque(*meses: Mes, venidero: bool = False) -> Bloque:
        return Bloque(meses, _renglones(plan, meses, liquidadas, breves, Mes.de(hoy)), venidero)

    mostrados = meses_mostrados(plan, None)
    siguientes = [siguiente for siguiente in periodo(mes.mas(1), MESES_QUE_VIENEN) if siguiente in mostrados]
    presente = bloque(mes)
    venideros = (bloque(*siguientes, venidero=True),) if siguientes else ()
    return Reunion(mes, (presente, *venideros), (presente, *map(bloque, siguientes)))


def vecinos(plan: PlanCompleto, mes: Mes) -> tuple[Mes | None, Mes | None]:
    """El mes anterior y el siguiente de los que el cronograma muestra; None donde no hay más."""
    meses = meses_mostrados(plan, None)
    anteriores, siguientes = [m for m in meses if m < mes], [m for m in meses if m > mes]
    return (anteriores[-1] if anteriores else None, siguientes[0] if siguientes else None)


def acotar_mes(plan: PlanCompleto, mes: Mes) -> Mes:
    """El mes, o el más cercano de los que el cronograma muestra."""
    meses = meses_mostrados(plan, None)
    return min(max(mes, meses[0]), meses[-1])


def _renglones(
    plan: PlanCompleto,
    meses: Sequence[Mes],
    liquidadas: dict[int, Liquidacion],
    breves: dict[int, str],
    actual: Mes,
) -> tuple[Renglon, ...]:
    return tuple(
        Renglon(
            linea=linea,
            actividad=actividad,
            celdas=tuple(liquidada.celda(mes) for mes in meses),
            jornadas=tuple(chain.from_iterable(actividad.jornadas(mes) for mes in meses)),
            viene_atrasada=_viene_atrasada(liquidada, min(meses[0], actual)),
            nombre_breve=breves[actividad.id],
        )
        for linea in plan.lineas
        for actividad in linea.actividades
        if any((liquidada := liquidadas[actividad.id]).celda(mes).programado for mes in meses)
    )


def _viene_atrasada(liquidada: Liquidacion, antes_de: Mes) -> bool:
    """Si falta algo de un mes anterior que ya terminó."""
    return any(celda.por_ejecutar for mes, celda in liquidada.celdas.items() if mes < antes_de)


def _largo(bloque: Bloque) -> int:
    return max(1, len(bloque.renglones))
