"""La lista de Este mes: una sección por línea y una fila por actividad, con lo que se registra en ella."""

from datetime import date
from enum import StrEnum
from html import escape

import streamlit as st

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.cronograma import romano, separar_numeral
from modelos.estados import EstadoCelda
from modelos.meses import NOMBRES, Mes
from modelos.pendientes import Asunto, por_linea
from modelos.resumen_de_asunto import detalle
from paginas.componentes import registro, traslado
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.simbolos import con_etiqueta
from paginas.componentes.texto import sin_formato

PANTALLA = ""  # la de entrada no lleva nombre en la dirección
FILAS_DE_UNA_VEZ = 24
"""Filas con botones que se dibujan antes de «Ver más»; con cien, cada clic tardaría más de un segundo."""


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
    visibles = st.session_state.get(f"visibles_{seccion}", FILAS_DE_UNA_VEZ)
    cuantos = {linea.id: len(suyos) for linea, suyos in por_linea(asuntos)}
    for linea, suyos in por_linea(asuntos[:visibles]):
        _encabezado(linea, cuantos[linea.id])
        with st.container(border=True, gap=None, key=f"linea_{seccion}_{linea.id}"):
            for asunto in suyos:
                _fila(plan, asunto, hoy, seccion)
    if len(asuntos) > visibles:
        _el_resto(plan, asuntos[visibles:], seccion, visibles)


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


def _el_resto(plan: PlanCompleto, ocultos: tuple[Asunto, ...], seccion: Seccion, visibles: int) -> None:
    """Lo que aún no se dibuja con botones; en papel sale completo."""
    st.button(
        f"Ver más ({len(ocultos)})",
        key=f"mostrar_mas_{seccion}",
        on_click=_ver_mas,
        args=(f"visibles_{seccion}", visibles + FILAS_DE_UNA_VEZ),
    )
    filas = "".join(
        f'<li>{escape(asunto.actividad.nombre)}<p class="detalle">{escape(detalle(plan, asunto))} · '
        f"{asunto.estado.etiqueta}</p></li>"
        for asunto in ocultos
    )
    st.html(f'<ul class="solo-impreso">{filas}</ul>')


def _ver_mas(clave: str, cuantas: int) -> None:
    st.session_state[clave] = cuantas


def _encabezado(linea: LineaDelPlan, cuantas: int) -> None:
    numeral, nombre = separar_numeral(linea.nombre)
    st.html(
        f'<h3 class="linea-pendiente"><span class="numeral">{escape(numeral or romano(linea.numero))}</span>'
        f'<span class="nombre">{escape(nombre.removesuffix("."))}</span>'
        f'<span class="cuantas">{cuantas}</span></h3>'
    )


def _fila(plan: PlanCompleto, asunto: Asunto, hoy: date, seccion: Seccion) -> None:
    falta = seccion.por_registrar(asunto)
    clave = f"{seccion}_{asunto.actividad.id}"
    clase = "fila" if falta else "hecha"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{clase}_{clave}"):
        with st.container(gap=None, key=f"datos_{clave}"):
            st.page_link(
                "paginas/actividad.py",
                label=sin_formato(asunto.actividad.nombre.removesuffix(".")),
                query_params={CLAVE: str(plan.id), EN_LA_DIRECCION: str(asunto.actividad.id)},
            )
            st.html(f'<p class="detalle">{escape(detalle(plan, asunto))}</p>')
        if falta:
            _por_hacer(plan, asunto, falta, hoy, clave)
        else:
            _hecha(plan, asunto, clave)
    registro.rechazo(asunto.actividad.id)


def _hecha(plan: PlanCompleto, asunto: Asunto, clave: str) -> None:
    atrasada = clave.startswith(Seccion.DE_ANTES)
    estado = EstadoCelda.EJECUTADA_CON_ATRASO if atrasada else EstadoCelda.EJECUTADA
    st.html(con_etiqueta(estado, "Con atraso" if atrasada else "Ejecutada"))
    celda = asunto.actividad.meses.get(asunto.mes)
    with st.container(horizontal=True, vertical_alignment="center", key=f"botones_{clave}"):
        if celda and celda.ejecutado_el:
            st.html(f'<span class="cuando">{_dia(celda.ejecutado_el)}</span>')
        if celda and celda.ejecutado:
            registro.deshacer(plan, asunto, clave=clave)


def _por_hacer(plan: PlanCompleto, asunto: Asunto, falta: int, hoy: date, clave: str) -> None:
    st.html(con_etiqueta(asunto.estado))
    with st.container(horizontal=True, vertical_alignment="center", key=f"botones_{clave}"):
        if asunto.mes <= plan.fin:
            registro.ejecutada(plan, asunto, falta, hoy, clave=clave)
        registro.parcial(plan, asunto, hoy, clave=clave)
        if asunto.mes <= plan.fin:
            traslado.boton(plan, asunto, hoy, clave=clave, pantalla=PANTALLA)


def _dia(fecha: date) -> str:
    return f"{fecha.day} de {NOMBRES[fecha.month - 1]}"
