"""Lo que cuesta sacar de una revisión: se hace una vez por cambio y no cada vez que la página se dibuja."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import NamedTuple, TypeVar

import streamlit as st

from datos.cotejo import Renglon, Seccion, cotejar
from datos.importadores.avance import AlAvanzar
from datos.partes_del_cotejo import celdas_sin_usar, por_revisar
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import CONFIANZA_SEGURA
from modelos.importacion.plan_aceptado import PlanAceptado, aceptar
from paginas.componentes.importacion.revision import Revision

CLAVE = "revision_calculada"
T = TypeVar("T")


class Aceptado(NamedTuple):
    """El plan que quedará, o la frase que dice qué falta."""

    plan: PlanAceptado | None
    falta: str


class Cotejo(NamedTuple):
    """El documento junto a lo leído, entero; la página dibuja una ventana de él."""

    todas: list[Seccion]
    por_revisar: list[Seccion]
    sin_usar: list[tuple[Renglon, str]]


def cotejado(abierta: Revision, al_avanzar: AlAvanzar | None = None) -> Cotejo:
    """Las filas del documento con lo que se leyó en cada una."""

    def hacer() -> Cotejo:
        todas = cotejar(abierta.documento, abierta.borrador, al_avanzar)
        return Cotejo(todas, por_revisar(todas), celdas_sin_usar(todas))

    return _una_vez("cotejo", (abierta.version, abierta.decision.inicio), hacer)


def dudosas(abierta: Revision) -> frozenset[str]:
    """Los ID de las actividades que se leyeron sin seguridad."""

    def hacer() -> frozenset[str]:
        leidas = abierta.leido.actividades
        return frozenset(leida.id for leida in leidas if leida.confianza < CONFIANZA_SEGURA)

    return _una_vez("dudosas", abierta.version, hacer)


def columnas_con_actividades(abierta: Revision) -> frozenset[tuple[int | None, int | None]]:
    """Tabla y columna de cada celda del documento de que salió algo de una actividad."""

    def hacer() -> frozenset[tuple[int | None, int | None]]:
        leidas = abierta.leido.actividades
        return frozenset(
            (origen.tabla, origen.columna) for leida in leidas for origen in leida.origen.values()
        )

    return _una_vez("columnas", abierta.version, hacer)


def aceptado(abierta: Revision) -> Aceptado:
    """Lo que se guardaría ahora."""
    decision = replace(abierta.decision, excluidas=abierta.excluidas)

    def hacer() -> Aceptado:
        try:
            return Aceptado(aceptar(abierta.borrador, decision), "")
        except ErrorDeDominio as error:
            return Aceptado(None, str(error))

    return _una_vez("aceptado", (abierta.version, decision), hacer)


def olvidar() -> None:
    """Suelta lo calculado: en un documento enorme ocupa cientos de megas."""
    st.session_state.pop(CLAVE, None)


def _una_vez(nombre: str, clave: Hashable, hacer: Callable[[], T]) -> T:
    calculado = st.session_state.setdefault(CLAVE, {})
    if calculado.get(nombre, (None,))[0] != clave:
        calculado[nombre] = (clave, hacer())
    valor: T = calculado[nombre][1]
    return valor
