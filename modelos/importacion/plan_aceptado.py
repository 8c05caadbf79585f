"""Lo que quedará guardado de un borrador: niveles completos, meses con año y lo que la persona decidió."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import ActividadBorrador, AporteBorrador, Borrador
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.importacion.decision import Decision
from modelos.importacion.exportado import Exportado
from modelos.meses import Mes
from modelos.parecido import normalizar
from modelos.plan import MESES_MAXIMOS, TipoPlan
from modelos.tabla import ENTERO_MAXIMO

DINERO_MAXIMO = 10**15
"""Más que cualquier presupuesto, y en centavos cabe en la base."""


@dataclass(frozen=True, slots=True)
class LineaAceptada:
    """Una línea, con el lugar de su programa en `PlanAceptado.programas`."""

    nombre: str
    programa: int | None


@dataclass(frozen=True, slots=True)
class ObjetivoAceptado:
    """Un objetivo, con el lugar de su línea."""

    nombre: str
    linea: int


@dataclass(frozen=True, slots=True)
class MesAceptado:
    """Lo programado y ejecutado en un mes, en la unidad de la actividad."""

    programado: int = 0
    ejecutado: int = 0
    nota: str | None = None


_SIN_CANTIDAD = MesAceptado()


@dataclass(frozen=True, slots=True)
class ActividadAceptada:
    """Una actividad, con el lugar de su objetivo; el dinero en centavos de la moneda del país."""

    clave: str
    objetivo: int
    codigo: str | None
    nombre: str
    peso: float
    unidad_medida: str | None
    meta: str | None
    indicador: str | None
    medio_verificacion: str | None
    presupuesto_centavos: int | None
    recurrencia: str | None
    observaciones: str | None
    gastado_centavos: int | None = None
    causa: str | None = None
    proximo_paso: str | None = None
    exportada: ClaveExportada | None = None
    sin_leer: frozenset[str] = frozenset()
    unidades: tuple[str, ...] = ()
    meses: Mapping[Mes, MesAceptado] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AporteAceptado:
    """Un aporte ciudadano, con el lugar de su línea y de las actividades que dicen lo mismo."""

    linea: int | None
    tipo: str
    texto: str
    actividades: tuple[int, ...]
    exportado: ClaveExportada | None = None


@dataclass(frozen=True, slots=True)
class PlanAceptado:
    """Un plan listo para guardarse; todo va en el orden del documento."""

    decision: Decision
    inicio: Mes
    cantidad_meses: int
    programas: tuple[str, ...]
    lineas: tuple[LineaAceptada, ...]
    objetivos: tuple[ObjetivoAceptado, ...]
    actividades: tuple[ActividadAceptada, ...]
    aportes: tuple[AporteAceptado, ...]
    objetivos_plan: tuple[tuple[str, str], ...]
    firmas: tuple[tuple[str, str, str | None], ...]
    exportado: Exportado | None = None

    @property
    def se_extiende(self) -> bool:
        """Si el documento trae meses fuera del período elegido, y por eso crece."""
        return (self.inicio, self.cantidad_meses) != (self.decision.inicio, self.decision.cantidad_meses)

    @property
    def fin(self) -> Mes:
        """Su último mes."""
        return self.inicio.mas(self.cantidad_meses - 1)

    def linea_de(self, actividad: ActividadAceptada) -> LineaAceptada:
        """La línea en que cae la actividad."""
        return self.lineas[self.objetivos[actividad.objetivo].linea]

    def programa_de(self, actividad: ActividadAceptada) -> str | None:
        """El nombre del programa de su línea."""
        lugar = self.linea_de(actividad).programa
        return None if lugar is None else self.programas[lugar]


@dataclass(slots=True)
class _Niveles:
    """Los niveles en el orden en que aparecen; el lugar de cada uno es su posición."""

    tipo: TipoPlan
    unidad: str | None
    programas: dict[str, int] = field(default_factory=dict)
    lineas: dict[tuple[int | None, str], int] = field(default_factory=dict)
    objetivos: dict[tuple[int, str], int] = field(default_factory=dict)

    def linea(self, programa: str | None, nombre: str | None) -> int:
        """El lugar de la línea; la que el documento no dice lleva un nombre que lo declara."""
        lugar = None if programa is None else self.programas.setdefault(programa, len(self.programas))
        return self.lineas.setdefault((lugar, nombre or self._sin_linea()), len(self.lineas))

    def objetivo(self, linea: int, nombre: str | None) -> int:
        """El lugar del objetivo dentro de su línea."""
        nombre = nombre or f"Sin {self.tipo.etiquetas.objetivo} en el documento"
        return self.objetivos.setdefault((linea, nombre), len(self.objetivos))

    def _sin_linea(self) -> str:
        if self.tipo is TipoPlan.POA and self.unidad:
            return self.unidad
        return f"Sin {self.tipo.etiquetas.linea} en el documento"


def aceptar(borrador: Borrador, decision: Decision) -> PlanAceptado:
    """El plan que resulta del borrador; ErrorDeDominio con lo que falta o no puede guardarse."""
    _comprobar(decision)
    elegidas = [a for a in borrador.actividades if a.id not in decision.excluidas]
    if not elegidas:
        raise ErrorDeDominio("No hay ninguna actividad para importar.")
    niveles = _Niveles(decision.tipo, decision.unidad)
    actividades = tuple(_actividad(leida, niveles, decision) for leida in elegidas)
    por_linea = _textos_por_linea(elegidas, actividades, niveles) if borrador.participacion else {}
    aportes = tuple(_aporte(leido, niveles, por_linea) for leido in borrador.participacion)
    inicio, cantidad = _periodo(decision, {mes for actividad in actividades for mes in actividad.meses})
    return PlanAceptado(
        decision=decision,
        inicio=inicio,
        cantidad_meses=cantidad,
        programas=tuple(niveles.programas),
        lineas=tuple(LineaAceptada(nombre, programa) for programa, nombre in niveles.lineas),
        objetivos=tuple(ObjetivoAceptado(nombre, linea) for linea, nombre in niveles.objetivos),
        actividades=actividades,
        aportes=aportes,
        objetivos_plan=tuple((leido.clase, leido.texto) for leido in borrador.plan.objetivos),
        firmas=tuple((firma.accion, firma.nombre, firma.cargo) for firma in borrador.firmas),
        exportado=borrador.exportado,
    )


def _comprobar(decision: Decision) -> None:
    if not decision.nombre.strip():
        raise ErrorDeDominio("Falta el nombre del plan.")
    if not decision.municipalidad.strip():
        raise ErrorDeDominio("Falta la municipalidad.")
    if not 1990 <= decision.anio <= 2100:
        raise ErrorDeDominio("El año debe estar entre 1990 y 2100.")
    if not 1 <= decision.cantidad_meses <= MESES_MAXIMOS:
        raise ErrorDeDominio(f"El plan puede durar de 1 a {MESES_MAXIMOS} meses.")


def _periodo(decision: Decision, usados: Iterable[Mes]) -> tuple[Mes, int]:
    """El período elegido, extendido a los meses que el documento trae fuera de él."""
    fin = decision.inicio.mas(decision.cantidad_meses - 1)
    inicio, fin = min([decision.inicio, *usados]), max([fin, *usados])
    cantidad = fin.desde(inicio) + 1
    if cantidad > MESES_MAXIMOS:
        raise ErrorDeDominio(
            f"El documento trae meses de {inicio} a {fin}: más de {MESES_MAXIMOS}. "
            "Corrija el año o los meses."
        )
    return inicio, cantidad


def _actividad(leida: ActividadBorrador, niveles: _Niveles, decision: Decision) -> ActividadAceptada:
    nombre = leida.actividad.strip()
    if not nombre:
        raise ErrorDeDominio("Hay una actividad sin nombre: escríbalo o quítela.")
    linea = niveles.linea(leida.programa, leida.linea)
    return ActividadAceptada(
        clave=leida.id,
        objetivo=niveles.objetivo(linea, leida.objetivo),
        codigo=leida.codigo,
        nombre=nombre,
        peso=1.0 if leida.peso is None else _valido(leida.peso, "peso", nombre),
        unidad_medida=leida.unidad,
        meta=leida.meta,
        indicador=leida.indicador,
        medio_verificacion=leida.medio_verificacion,
        presupuesto_centavos=_centavos(leida.presupuesto, "presupuesto", nombre),
        recurrencia=leida.recurrencia,
        observaciones=leida.observaciones,
        gastado_centavos=_centavos(leida.gastado, "gastado", nombre),
        causa=leida.causa,
        proximo_paso=leida.proximo_paso,
        exportada=ClaveExportada.leer(leida.clave or ""),
        sin_leer=frozenset(leida.sin_leer),
        unidades=_sin_repetir(leida.responsables),
        meses=meses_con_anio(leida, decision.inicio),
    )


def meses_con_anio(leida: ActividadBorrador, inicio: Mes) -> dict[Mes, MesAceptado]:
    """Los meses de la actividad; al que no dice el año le toca el primero del plan en que cae."""
    meses: dict[Mes, MesAceptado] = {}
    for leido in leida.meses:
        mes = con_anio(leido.mes, leido.anio, inicio)
        previo = meses.get(mes, _SIN_CANTIDAD)
        programado, ejecutado = leido.programado or 0, leido.ejecutado or 0
        meses[mes] = MesAceptado(
            programado=int(_valido(previo.programado + programado, mes, leida.actividad)),
            ejecutado=int(_valido(previo.ejecutado + ejecutado, mes, leida.actividad)),
            nota=". ".join(nota for nota in (previo.nota, leido.nota) if nota) or None,
        )
    return meses


def con_anio(mes: int, anio: int | None, inicio: Mes) -> Mes:
    """El mes en su año: el escrito, o el primero desde el comienzo del plan."""
    if anio is not None:
        return Mes(anio, mes)
    return Mes(inicio.anio if mes >= inicio.mes else inicio.anio + 1, mes)


def _valido(valor: float, que: str | Mes, actividad: str, maximo: int = ENTERO_MAXIMO) -> float:
    if math.isfinite(valor) and 0 <= valor <= maximo:
        return valor
    raise ErrorDeDominio(
        f"«{actividad}» tiene un valor que no se puede guardar en {que}: {valor:g}. "
        "Corríjalo o quite la actividad."
    )


def _centavos(dinero: float | None, que: str, actividad: str) -> int | None:
    if dinero is None:
        return None
    return round(_valido(dinero, que, actividad, DINERO_MAXIMO) * 100)


def _sin_repetir(nombres: Iterable[str]) -> tuple[str, ...]:
    por_nombre: dict[str, str] = {}
    for nombre in nombres:
        if normalizar(nombre):
            por_nombre.setdefault(normalizar(nombre), nombre.strip())
    return tuple(por_nombre.values())


Textos = dict[tuple[int | None, str], list[int]]


def _textos_por_linea(
    leidas: list[ActividadBorrador], actividades: tuple[ActividadAceptada, ...], niveles: _Niveles
) -> Textos:
    """En qué lugares está cada texto de actividad dentro de cada línea."""
    linea_de = [linea for linea, _ in niveles.objetivos]
    textos: Textos = {}
    for lugar, (leida, actividad) in enumerate(zip(leidas, actividades, strict=True)):
        clave = (linea_de[actividad.objetivo], normalizar(leida.actividad))
        textos.setdefault(clave, []).append(lugar)
    return textos


def _aporte(leido: AporteBorrador, niveles: _Niveles, textos: Textos) -> AporteAceptado:
    lugares = {nombre: lugar for (_, nombre), lugar in niveles.lineas.items()}
    linea = lugares.get(leido.linea) if leido.linea else None
    if leido.linea and linea is None:
        linea = niveles.linea(None, leido.linea)
    actividades = textos.get((linea, normalizar(leido.texto)), [])
    clave = ClaveExportada.leer(leido.clave or "")
    return AporteAceptado(linea, leido.tipo, leido.texto, tuple(actividades), clave)
