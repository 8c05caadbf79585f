"""La lista de Este mes: una sección por línea y una fila por actividad, con lo que se registra en ella."""

from datetime import date
from enum import StrEnum
from html import escape

import streamlit as st

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.estados import EstadoCelda
from modelos.meses import NOMBRES, Mes
from modelos.pendientes import Asunto, por_linea
from modelos.resumen_de_asunto import detalle
from paginas.componentes import registro, traslado
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.enlaces import atributos
from paginas.componentes.plan_actual import CLAVE, clave
from paginas.componentes.simbolos import con_etiqueta
from paginas.componentes.texto import Armado

PANTALLA = ""  # la de entrada no lleva nombre en la dirección
FILAS_DE_UNA_VEZ = 10
"""Filas con botones que se dibujan antes de «Ver más»: los botones son lo que más tarda de la página."""


class Seccion(StrEnum):
    """De qué meses es lo que se registra en la lista; distingue las claves de una actividad en ambas."""

    DEL_MES = "mes"
    DE_ANTES = "antes"

    def por_registrar(self, asunto: Asunto) -> int:
        """Lo que graba «Ejecutada»."""
        return asunto.celda.por_ejecutar if self is Seccion.DEL_MES else asunto.de_antes


def mostrar(plan: PlanCompleto, asuntos: tuple[Asunto, ...], hoy: date, seccion: Seccion) -> None:
    """Las filas por línea, con «Ver más» cuando son muchas."""
    if not asuntos:
        return
    _titulo(plan, asuntos[0].mes, seccion)
    visibles = _cuantas(seccion)
    cuantos = {linea.id: len(suyos) for linea, suyos in por_linea(asuntos)}
    for linea, suyos in por_linea(asuntos[:visibles]):
        _encabezado(linea, cuantos[linea.id])
        with st.container(border=True, gap=None, key=f"linea_{seccion}_{linea.id}"):
            for asunto in suyos:
                _fila(plan, asunto, hoy, seccion)
    if len(asuntos) > visibles:
        _el_resto(plan, asuntos[visibles:], hoy, seccion)


def _titulo(plan: PlanCompleto, mes: Mes, seccion: Seccion) -> None:
    if seccion is Seccion.DEL_MES:
        st.html(f'<h2 class="solo-lectores">Vence en {mes.nombre}</h2>')
        return
    aclaracion = "«Registrar…» pregunta en qué mes se hizo."
    if mes <= plan.fin:
        aclaracion = (
            f"De meses anteriores. «Ejecutada» lo registra en {mes.nombre}, con atraso; "
            "si se hizo antes, «Parcial…»."
        )
    st.html(f'<h2 class="seccion">Atrasadas y vencidas</h2><p class="subtitulo no-imprimir">{aclaracion}</p>')


def _el_resto(plan: PlanCompleto, ocultos: tuple[Asunto, ...], hoy: date, seccion: Seccion) -> None:
    """Lo que aún no se dibuja con botones; en papel sale completo."""
    st.button(f"Ver más ({len(ocultos)})", key=f"mostrar_mas_{seccion}", on_click=_ver_mas, args=(seccion,))
    st.html(_lista_impresa(clave(plan, hoy, seccion, len(ocultos)), plan, ocultos))


@st.cache_resource(max_entries=40, show_spinner=False)
def _lista_impresa(clave: str, _plan: PlanCompleto, _ocultos: tuple[Asunto, ...]) -> Armado:  # noqa: ARG001
    filas = "".join(
        f'<li>{escape(asunto.actividad.nombre)}<p class="detalle">{escape(detalle(_plan, asunto))} · '
        f"{asunto.estado.etiqueta}</p></li>"
        for asunto in _ocultos
    )
    return Armado(f'<ul class="solo-impreso">{filas}</ul>')


def _ver_mas(seccion: Seccion) -> None:
    st.session_state[_visibles(seccion)] = _cuantas(seccion) + FILAS_DE_UNA_VEZ


def _cuantas(seccion: Seccion) -> int:
    cuantas: int = st.session_state.get(_visibles(seccion), FILAS_DE_UNA_VEZ)
    return cuantas


def _visibles(seccion: Seccion) -> str:
    return f"visibles_{seccion}"


def _encabezado(linea: LineaDelPlan, cuantas: int) -> None:
    st.html(
        f'<h3 class="linea-pendiente"><span class="numeral">{escape(linea.numeral)}</span>'
        f'<span class="nombre">{escape(linea.nombre_sin_numeral)}</span>'
        f'<span class="cuantas">{cuantas}</span></h3>'
    )


def _fila(plan: PlanCompleto, asunto: Asunto, hoy: date, seccion: Seccion) -> None:
    falta = seccion.por_registrar(asunto)
    propia = f"{seccion}_{asunto.actividad.id}"
    clase = "fila" if falta else "hecha"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{clase}_{propia}"):
        st.html(_asunto(plan, asunto, con_etiqueta(asunto.estado) if falta else _ejecutada(seccion)))
        if falta:
            _por_hacer(plan, asunto, falta, hoy, propia)
        else:
            _hecha(plan, asunto, propia)
    registro.rechazo(asunto.actividad.id)


def _asunto(plan: PlanCompleto, asunto: Asunto, estado: str) -> str:
    """El nombre, que abre la actividad, lo que falta de ella y su estado: un solo elemento por fila."""
    nombre = escape(asunto.actividad.nombre.removesuffix("."))
    enlace = atributos("actividad", **{CLAVE: plan.id, EN_LA_DIRECCION: asunto.actividad.id})
    return (
        f'<div class="asunto"><div><a {enlace}>{nombre}</a>'
        f'<p class="detalle">{escape(detalle(plan, asunto))}</p></div>{estado}</div>'
    )


def _ejecutada(seccion: Seccion) -> str:
    if seccion is Seccion.DE_ANTES:
        return con_etiqueta(EstadoCelda.EJECUTADA_CON_ATRASO, "Con atraso")
    return con_etiqueta(EstadoCelda.EJECUTADA, "Ejecutada")


def _hecha(plan: PlanCompleto, asunto: Asunto, propia: str) -> None:
    celda = asunto.actividad.meses.get(asunto.mes)
    with st.container(horizontal=True, vertical_alignment="center", key=f"botones_{propia}"):
        if celda and celda.ejecutado_el:
            st.html(f'<span class="cuando">{_dia(celda.ejecutado_el)}</span>')
        if celda and celda.ejecutado:
            registro.deshacer(plan, asunto, clave=propia)


def _por_hacer(plan: PlanCompleto, asunto: Asunto, falta: int, hoy: date, propia: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"botones_{propia}"):
        if asunto.mes <= plan.fin:
            registro.ejecutada(plan, asunto, falta, hoy, clave=propia)
        registro.parcial(plan, asunto, hoy, clave=propia)
        if asunto.mes <= plan.fin:
            traslado.boton(plan, asunto, hoy, clave=propia, pantalla=PANTALLA)


def _dia(fecha: date) -> str:
    return f"{fecha.day} de {NOMBRES[fecha.month - 1]}"
