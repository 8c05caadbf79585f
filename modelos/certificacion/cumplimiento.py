"""Cuánto se cumple de lo aplicable, y qué se puede afirmar con eso frente al umbral del nivel."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import EstadoResultado, ResultadoDelProceso
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.estados import A_MEDIAS, LOGRADO, NEUTRO, Estado
from modelos.frases import contar as contar_con_nombre
from modelos.frases import fecha_larga, porcentaje

MEDIO_PUNTO = Fraction(1, 2)
"""Lo que vale un parcial, solo en el indicador interno."""

NADA_APLICA = "Sin datos: ningún requisito aplica todavía."


@dataclass(frozen=True, slots=True)
class Cuenta:
    """Cuántos requisitos hay de cada clase; los que no aplican y los que no se persiguen van fuera."""

    aplicables: int = 0
    evaluados: int = 0
    cumplen: int = 0  # sin contar los homologados
    homologados: int = 0
    parciales: int = 0
    no_cumplen: int = 0
    no_aplican: int = 0
    desactivados: int = 0
    indicador_interno: Fraction | None = None
    """Ponderado por el peso de cada uno, con medio punto por parcial; no se compara con ningún umbral."""

    @property
    def logrados(self) -> int:
        """Los que cuentan para el umbral."""
        return self.cumplen + self.homologados

    @property
    def evaluado(self) -> Fraction | None:
        """Evaluados ÷ aplicables; None si nada aplica."""
        return Fraction(self.evaluados, self.aplicables) if self.aplicables else None

    @property
    def cumplimiento(self) -> Fraction | None:
        """(Cumple + homologado) ÷ aplicables, sin pesos: lo que se compara con el umbral."""
        return Fraction(self.logrados, self.aplicables) if self.aplicables else None


class Afirmacion(Estado):
    """Qué se puede decir del nivel; otorgarlo es del ministerio."""

    EN_CONDICIONES = ("en_condiciones", "En condiciones", "●✓", LOGRADO, "Llega al mínimo exigido.")
    AUN_NO = ("aun_no", "Aún no", "◐", A_MEDIAS, "No llega al mínimo exigido.")
    NO_SE_PUEDE_AFIRMAR = (
        "no_se_puede_afirmar",
        "No se puede afirmar",
        "◌",
        NEUTRO,
        "El mínimo exigido no está confirmado.",
    )
    SIN_DATOS = ("sin_datos", "Sin datos", "◌", NEUTRO, "Ningún requisito aplica.")


class Dicho(NamedTuple):
    """La afirmación y la frase que la dice con sus cifras."""

    afirmacion: Afirmacion
    frase: str


def resultado_que_cuenta(requisito: RequisitoDelProceso) -> EstadoResultado:
    """El de quien audita si ya se pronunció; si no, el de la municipalidad."""
    if requisito.auditado is not EstadoResultado.NO_EVALUADO:
        return requisito.auditado
    return requisito.resultado


def cumple(requisito: RequisitoDelProceso) -> bool:
    """Si cuenta para el umbral."""
    return resultado_que_cuenta(requisito).cumple


def homologado(requisito: RequisitoDelProceso) -> bool:
    """Si lo prueba la referencia de un proceso anterior, según la municipalidad o según quien audita."""
    return EstadoResultado.HOMOLOGADO in (requisito.resultado, requisito.auditado)


def aplica(requisito: RequisitoDelProceso) -> bool:
    """Si entra en la cuenta: se persigue, y nadie con la última palabra dijo que no corresponde."""
    return requisito.desactivado is None and resultado_que_cuenta(requisito) is not EstadoResultado.NO_APLICA


def contar(requisitos: Iterable[RequisitoDelProceso]) -> Cuenta:
    """La cuenta de esos requisitos."""
    todos = tuple(requisitos)
    aplicables = [uno for uno in todos if aplica(uno)]
    resultados = [resultado_que_cuenta(uno) for uno in aplicables]
    return Cuenta(
        aplicables=len(aplicables),
        evaluados=sum(uno is not EstadoResultado.NO_EVALUADO for uno in resultados),
        cumplen=resultados.count(EstadoResultado.CUMPLE),
        homologados=resultados.count(EstadoResultado.HOMOLOGADO),
        parciales=resultados.count(EstadoResultado.PARCIAL),
        no_cumplen=resultados.count(EstadoResultado.NO_CUMPLE),
        no_aplican=sum(uno.desactivado is None and not aplica(uno) for uno in todos),
        desactivados=sum(uno.desactivado is not None for uno in todos),
        indicador_interno=_indicador(aplicables),
    )


def _indicador(aplicables: list[RequisitoDelProceso]) -> Fraction | None:
    total = sum((Fraction(uno.peso) for uno in aplicables), Fraction(0))
    if not total:
        return None
    return sum((Fraction(uno.peso) * _puntos(uno) for uno in aplicables), Fraction(0)) / total


def _puntos(requisito: RequisitoDelProceso) -> Fraction:
    if cumple(requisito):
        return Fraction(1)
    es_parcial = resultado_que_cuenta(requisito) is EstadoResultado.PARCIAL
    return MEDIO_PUNTO if es_parcial else Fraction(0)


def formula(cuenta: Cuenta) -> str:
    """«(3 cumplen + 1 homologado) ÷ 10 aplicables = 40 %»."""
    if cuenta.cumplimiento is None:
        return "ningún requisito aplica"
    cumplen = "1 cumple" if cuenta.cumplen == 1 else f"{cuenta.cumplen} cumplen"
    homologados = f" + {contar_con_nombre(cuenta.homologados, 'homologado')}" if cuenta.homologados else ""
    aplicables = "1 aplicable" if cuenta.aplicables == 1 else f"{cuenta.aplicables} aplicables"
    suma = f"({cumplen}{homologados})" if homologados else cumplen
    return f"{suma} ÷ {aplicables} = {porcentaje(cuenta.cumplimiento)}"


def afirmar(certificacion: Certificacion, nombre_del_nivel: str) -> Dicho:
    """Lo que se puede decir: «en condiciones de presentar», nunca que el nivel se alcanzó."""
    proceso, cuenta = certificacion.proceso, contar(certificacion.requisitos)
    resuelto = _lo_resuelto(certificacion, nombre_del_nivel)
    if cuenta.cumplimiento is None:
        return Dicho(Afirmacion.SIN_DATOS, f"{resuelto}{NADA_APLICA}")
    hay = f"se cumple el {porcentaje(cuenta.cumplimiento)} de lo aplicable"
    if proceso.minimo is None:
        return Dicho(
            Afirmacion.NO_SE_PUEDE_AFIRMAR,
            f"{resuelto}No se puede afirmar: {hay}, y el porcentaje mínimo de {nombre_del_nivel} no tiene "
            "fuente confirmada.",
        )
    exige = f"se exige el {porcentaje(Fraction(proceso.minimo, 100))}{_segun(proceso.minimo_certeza)}"
    if cuenta.cumplimiento * 100 >= proceso.minimo:
        return Dicho(
            Afirmacion.EN_CONDICIONES,
            f"{resuelto}En condiciones de presentar el nivel {nombre_del_nivel}: {hay} y {exige}.",
        )
    return Dicho(
        Afirmacion.AUN_NO,
        f"{resuelto}Aún no está en condiciones de presentar el nivel {nombre_del_nivel}: {hay} y {exige}.",
    )


def _segun(certeza: Certeza) -> str:
    return {Certeza.UNA_FUENTE: ", según una sola fuente", Certeza.PROPUESTO: ", que es una propuesta"}.get(
        certeza, ""
    )


def _lo_resuelto(certificacion: Certificacion, nombre_del_nivel: str) -> str:
    proceso = certificacion.proceso
    if proceso.resultado is None:
        return ""
    verbo = "otorgó" if proceso.resultado is ResultadoDelProceso.OTORGADO else "no otorgó"
    cuando = f" el {fecha_larga(proceso.resultado_el)}" if proceso.resultado_el else ""
    return f"El ministerio {verbo} el nivel {nombre_del_nivel}{cuando}. "


class DeLaLinea(NamedTuple):
    """El cumplimiento de los requisitos de una línea; sin línea, los que ninguna actividad trabaja."""

    linea: LineaDelPlan | None
    cuenta: Cuenta
    abiertos: tuple[RequisitoDelProceso, ...]


def por_linea(certificacion: Certificacion, plan: PlanCompleto) -> tuple[DeLaLinea, ...]:
    """Un requisito cuenta en cada línea que tiene una actividad suya; las líneas sin ninguno no van."""
    grupos: list[tuple[LineaDelPlan | None, list[RequisitoDelProceso]]] = []
    con_linea: set[int] = set()
    for linea in plan.lineas:
        suyas = {actividad.id for actividad in linea.actividades}
        de_ella = [uno for uno in certificacion.activos if suyas & set(uno.actividades)]
        con_linea |= {uno.id for uno in de_ella}
        grupos.append((linea, de_ella))
    grupos.append((None, [uno for uno in certificacion.activos if uno.id not in con_linea]))
    return tuple(
        DeLaLinea(linea, contar(suyos), tuple(uno for uno in suyos if aplica(uno) and not cumple(uno)))
        for linea, suyos in grupos
        if suyos
    )
