"""Hacia dónde va el cumplimiento: qué se cumpliría si el plan se ejecuta, y el paso que se lleva."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from modelos.arbol import PlanCompleto
from modelos.certificacion.cumplimiento import NADA_APLICA, Cuenta, aplica, contar, cumple
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.frases import contar as contar_con_nombre
from modelos.frases import porcentaje, un_decimal
from modelos.meses import Mes

MESES_MINIMOS = 3
"""Con menos meses cerrados, un ritmo no dice nada."""


@dataclass(frozen=True, slots=True)
class Proyeccion:
    """Los requisitos que se sumarían, y la cuenta que daría."""

    cumplirian: tuple[RequisitoDelProceso, ...]
    cuenta: Cuenta
    frase: str


@dataclass(frozen=True, slots=True)
class Pronostico:
    """El paso que se lleva y cuándo se terminaría con él; None si no alcanza para decirlo."""

    por_mes: Fraction | None
    termina_en: Mes | None
    frase: str


def proyectar(certificacion: Certificacion, plan: PlanCompleto, hasta: Mes) -> Proyeccion:
    """Si se ejecuta todo lo programado hasta ese mes y llega su evidencia.

    Se suma el requisito abierto con alguna actividad enlazada y programada, si todas las suyas terminan a más
    tardar entonces.
    """
    ultimos = {
        una.id: max((mes for mes, celda in una.meses.items() if celda.programado), default=None)
        for una in plan.actividades
    }
    cumplirian = tuple(
        uno
        for uno in certificacion.activos
        if aplica(uno) and not cumple(uno) and _termina(uno, ultimos, hasta)
    )
    ids = {uno.id for uno in cumplirian}
    supuestos = [
        replace(uno, resultado=EstadoResultado.CUMPLE, auditado=EstadoResultado.NO_EVALUADO)
        if uno.id in ids
        else uno
        for uno in certificacion.requisitos
    ]
    cuenta = contar(supuestos)
    llega = "sin datos" if cuenta.cumplimiento is None else porcentaje(cuenta.cumplimiento)
    frase = (
        f"Si se ejecuta todo lo programado hasta {hasta} y llega su evidencia, "
        f"{_se_sumarian(len(cumplirian))}: {llega}. Es un supuesto."
    )
    return Proyeccion(cumplirian, cuenta, frase)


def _se_sumarian(cuantos: int) -> str:
    verbo = {0: "no se sumaría", 1: "se sumaría"}.get(cuantos, "se sumarían")
    return f"{verbo} {contar_con_nombre(cuantos, 'requisito', dentro_de_frase=True)}"


def _termina(uno: RequisitoDelProceso, ultimos: dict[int, Mes | None], hasta: Mes) -> bool:
    suyos = [ultimos[id_] for id_ in uno.actividades if id_ in ultimos]
    programados = [mes for mes in suyos if mes is not None]
    return bool(programados) and max(programados) <= hasta


def pronosticar(certificacion: Certificacion, hoy: date) -> Pronostico:
    """Con lo logrado desde que comenzó el proceso, por mes cerrado."""
    proceso = certificacion.proceso
    primero, en_curso = Mes.de(proceso.comienza), Mes.de(min(hoy, proceso.termina))
    cerrados = en_curso.desde(primero)
    if cerrados < MESES_MINIMOS:
        return Pronostico(
            None, None, f"Datos insuficientes: el pronóstico pide {MESES_MINIMOS} meses cerrados."
        )
    if not any(aplica(uno) for uno in certificacion.activos):
        return Pronostico(None, None, NADA_APLICA)
    en_el_proceso = sum(
        cumple(uno) and uno.resultado_el is not None and primero <= Mes.de(uno.resultado_el) < en_curso
        for uno in certificacion.activos
    )
    por_mes = Fraction(en_el_proceso, cerrados)
    faltan = sum(aplica(uno) and not cumple(uno) for uno in certificacion.activos)
    if not faltan:
        return Pronostico(por_mes, Mes.de(hoy), "Todos los requisitos aplicables cumplen.")
    if not por_mes:
        return Pronostico(
            por_mes, None, "Al paso que se lleva no se terminaría: nada se cumplió en los meses cerrados."
        )
    termina = Mes.de(hoy).mas(ceil(Fraction(faltan) / por_mes))
    tarde = " Es después del término del proceso." if termina > Mes.de(proceso.termina) else ""
    frase = f"Al paso que se lleva, {un_decimal(por_mes)} por mes, se cumplirían todos en {termina}.{tarde}"
    return Pronostico(por_mes, termina, frase)


def tendencia(certificacion: Certificacion, hoy: date) -> tuple[tuple[Mes, Fraction], ...]:
    """El cumplimiento al cierre de cada mes del proceso, hasta hoy; vacía si nada aplica."""
    aplicables = [uno for uno in certificacion.activos if aplica(uno)]
    if not aplicables or hoy < certificacion.proceso.comienza:
        return ()
    primero = Mes.de(certificacion.proceso.comienza)
    ultimo = Mes.de(min(hoy, certificacion.proceso.termina))
    meses = [primero.mas(n) for n in range(ultimo.desde(primero) + 1)]
    logrados = [Mes.de(uno.resultado_el) for uno in aplicables if cumple(uno) and uno.resultado_el]
    sin_dia = sum(cumple(uno) and uno.resultado_el is None for uno in aplicables)
    return tuple(
        (mes, Fraction(sin_dia + sum(cuando <= mes for cuando in logrados), len(aplicables))) for mes in meses
    )
