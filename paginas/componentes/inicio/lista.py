"""La lista de Este mes: una sección por línea y una fila por actividad, con lo que se registra en ella."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from html import escape

import streamlit as st

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.certificacion.proceso import EnActividad, EvidenciaDelPlan
from modelos.estados import EstadoCelda
from modelos.frases import contar
from modelos.meses import NOMBRES, Mes
from modelos.seguimiento.pendientes import Asunto, Pendientes, por_linea
from modelos.seguimiento.resumen_de_asunto import detalle
from paginas.componentes import permitido, registro, traslado
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.enlaces import atributos
from paginas.componentes.evidencias import carga
from paginas.componentes.evidencias.eleccion import enlace as enlace_a_evidencia
from paginas.componentes.pedidos import Pedido, boton
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.simbolos import con_etiqueta

PANTALLA = ""  # la de entrada no lleva nombre en la dirección
FILAS_DE_UNA_VEZ = 20
"""Filas con botones que se ven antes de «Ver más»."""

_POR_PREGUNTAR = "pregunta_de_la_lista"


class Seccion(StrEnum):
    """De qué meses es lo que se registra en la lista; distingue las claves de una actividad en ambas."""

    DEL_MES = "mes"
    DE_ANTES = "antes"

    def asuntos(self, pendientes: Pendientes) -> tuple[Asunto, ...]:
        """Los suyos."""
        return pendientes.este_mes if self is Seccion.DEL_MES else pendientes.de_antes

    def por_registrar(self, asunto: Asunto) -> int:
        """Lo que graba «Ejecutada»."""
        return asunto.celda.por_ejecutar if self is Seccion.DEL_MES else asunto.de_antes

    def fila(self, asunto: Asunto) -> str:
        """Cómo se llama la fila de un asunto en la página."""
        return f"{self}_{asunto.actividad.id}"


class Accion(StrEnum):
    """Lo que piden los botones de la lista."""

    EJECUTADA = "ejecutada"
    PARCIAL = "parcial"
    EVIDENCIA = "evidencia"
    REPROGRAMAR = "reprogramar"
    DESHACER = "deshacer"
    VER_MAS = "ver_mas"


Rechazos = Mapping[int | str, str]
Evidencias = Mapping[int, Sequence[EvidenciaDelPlan]]
"""La del mes en curso, por el id de su actividad."""


def en_html(
    plan: PlanCompleto,
    pendientes: Pendientes,
    seccion: Seccion,
    visibles: int,
    rechazos: Rechazos,
    evidencias: Evidencias,
) -> str:
    """Las filas por línea, con «Ver más» cuando son muchas; en papel salen todas."""
    asuntos = seccion.asuntos(pendientes)
    if not asuntos:
        return ""
    cuantos = {linea.id: len(suyos) for linea, suyos in por_linea(asuntos)}
    lineas = "".join(
        f'{_encabezado(linea, cuantos[linea.id])}<ul class="por-hacer">'
        + "".join(_fila(plan, asunto, seccion, rechazos, evidencias) for asunto in suyos)
        + "</ul>"
        for linea, suyos in por_linea(asuntos[:visibles])
    )
    return _titulo(plan, pendientes.mes, seccion) + lineas + _el_resto(plan, asuntos[visibles:], seccion)


def visibles(seccion: Seccion) -> int:
    """Cuántas filas de la sección pidió ver la persona."""
    cuantas: int = st.session_state.get(f"visibles_{seccion}", FILAS_DE_UNA_VEZ)
    return cuantas


def _titulo(plan: PlanCompleto, mes: Mes, seccion: Seccion) -> str:
    if seccion is Seccion.DEL_MES:
        return f'<h2 class="solo-lectores">Vence en {mes.nombre}</h2>'
    aclaracion = "«Registrar…» pregunta en qué mes se hizo."
    if mes <= plan.fin:
        aclaracion = (
            f"De meses anteriores. «Ejecutada» lo registra en {mes.nombre}, con atraso; "
            "si se hizo antes, «Parcial…»."
        )
    return f'<h2 class="seccion">Atrasadas y vencidas</h2><p class="subtitulo no-imprimir">{aclaracion}</p>'


def _encabezado(linea: LineaDelPlan, cuantas: int) -> str:
    return (
        f'<h3 class="linea-pendiente"><span class="numeral">{escape(linea.numeral)}</span>'
        f'<span class="nombre">{escape(linea.nombre_sin_numeral)}</span>'
        f'<span class="cuantas">{cuantas}</span></h3>'
    )


def _el_resto(plan: PlanCompleto, ocultos: tuple[Asunto, ...], seccion: Seccion) -> str:
    if not ocultos:
        return ""
    filas = "".join(
        f'<li>{escape(asunto.actividad.nombre)}<p class="detalle">{escape(detalle(plan, asunto))} · '
        f"{asunto.estado.etiqueta}</p></li>"
        for asunto in ocultos
    )
    ver_mas = boton(f"Ver más ({len(ocultos)})", Accion.VER_MAS, seccion, "con-borde")
    return f'<p class="ver-mas">{ver_mas}</p><ul class="solo-impreso">{filas}</ul>'


def _fila(
    plan: PlanCompleto, asunto: Asunto, seccion: Seccion, rechazos: Rechazos, evidencias: Evidencias
) -> str:
    """El nombre, que abre la actividad, lo que falta de ella, su estado y lo que se puede hacer."""
    falta = seccion.por_registrar(asunto)
    clase = "fila" if falta else "hecha"
    estado = con_etiqueta(asunto.estado) if falta else _ejecutada(seccion)
    botones = _por_hacer(plan, asunto, seccion) if falta else _hecha(asunto, seccion)
    if not permitido.registra_en(asunto.actividad):
        botones = ""
    nombre = escape(asunto.actividad.nombre.removesuffix("."))
    enlace = atributos("actividad", **{CLAVE: plan.id, EN_LA_DIRECCION: asunto.actividad.id})
    rechazo = rechazos.get(asunto.actividad.id)
    negativa = f'<p class="rechazo" role="alert">{escape(rechazo)}</p>' if rechazo else ""
    return (
        f'<li id="fila_{seccion.fila(asunto)}" class="{clase}">'
        f'<div class="asunto"><a {enlace}>{nombre}</a>'
        f'<p class="detalle">{escape(detalle(plan, asunto))}'
        f"{_con_evidencia(plan, evidencias.get(asunto.actividad.id, ()))}</p></div>"
        f'{estado}<div class="botones">{botones}</div>{negativa}</li>'
    )


def _con_evidencia(plan: PlanCompleto, suya: Sequence[EvidenciaDelPlan]) -> str:
    """La del mes, con enlace a la última."""
    if not suya:
        return ""
    return (
        f' · <a class="con-evidencia" {enlace_a_evidencia(plan.id, suya[-1].id)}>'
        f"{contar(len(suya), 'evidencia')}</a>"
    )


def _ejecutada(seccion: Seccion) -> str:
    if seccion is Seccion.DE_ANTES:
        return con_etiqueta(EstadoCelda.EJECUTADA_CON_ATRASO, "Con atraso")
    return con_etiqueta(EstadoCelda.EJECUTADA, "Ejecutada")


def _hecha(asunto: Asunto, seccion: Seccion) -> str:
    celda = asunto.actividad.meses.get(asunto.mes)
    cuando = f'<span class="cuando">{_dia(celda.ejecutado_el)}</span>' if celda and celda.ejecutado_el else ""
    if not celda or not celda.ejecutado:
        return cuando
    fila = seccion.fila(asunto)
    evidencia = boton("Cargar evidencia…", Accion.EVIDENCIA, fila, "clip")
    return cuando + boton("Deshacer", Accion.DESHACER, fila) + evidencia


def _por_hacer(plan: PlanCompleto, asunto: Asunto, seccion: Seccion) -> str:
    fila, parcial = seccion.fila(asunto), registro.rotulo_de_parcial(plan, asunto)
    if asunto.mes > plan.fin:
        return boton(parcial, Accion.PARCIAL, fila, "con-borde")
    return (
        boton("Ejecutada", Accion.EJECUTADA, fila, "principal")
        + boton("Registrar con evidencia…", Accion.EVIDENCIA, fila, "clip")
        + boton(parcial, Accion.PARCIAL, fila)
        + (boton("Reprogramar…", Accion.REPROGRAMAR, fila) if permitido.edita() else "")
    )


def _dia(fecha: date) -> str:
    return f"{fecha.day} de {NOMBRES[fecha.month - 1]}"


def hacer(plan: PlanCompleto, pendientes: Pendientes, hoy: date, pedido: Pedido) -> None:
    """Lo que se pulsó, con el plan como se veía; lo que hay que preguntar queda para `preguntar`."""
    if pedido.accion == Accion.VER_MAS:
        if pedido.en in set(Seccion):
            seccion = Seccion(pedido.en)
            st.session_state[f"visibles_{seccion}"] = visibles(seccion) + FILAS_DE_UNA_VEZ
        return
    if pedido.accion not in set(Accion):
        return
    filas = ((seccion, asunto) for seccion in Seccion for asunto in seccion.asuntos(pendientes))
    for seccion, asunto in filas:
        if seccion.fila(asunto) == pedido.en:
            _hacer(plan, asunto, hoy, seccion, Accion(pedido.accion))


def _hacer(plan: PlanCompleto, asunto: Asunto, hoy: date, seccion: Seccion, accion: Accion) -> None:
    falta = seccion.por_registrar(asunto)
    if accion is Accion.DESHACER:
        if not falta:  # solo entonces la fila lo ofrece
            registro.deshacer(plan, asunto.actividad, asunto.mes)
    elif accion is not Accion.EJECUTADA:
        st.session_state[_POR_PREGUNTAR] = (accion, asunto.actividad.id)
    elif falta:
        registro.registrar(plan, asunto.actividad, asunto.mes, falta, hoy)


def preguntar(plan: PlanCompleto, pendientes: Pendientes, hoy: date) -> None:
    """Abre el diálogo de «Parcial…», «Reprogramar…» o de la evidencia, si se acaba de pulsar."""
    accion, actividad_id = st.session_state.pop(_POR_PREGUNTAR, (None, None))
    for asunto in pendientes.asuntos if accion else ():
        if asunto.actividad.id == actividad_id:
            _abrir(plan, asunto, hoy, accion)


def _abrir(plan: PlanCompleto, asunto: Asunto, hoy: date, accion: Accion) -> None:
    falta = asunto.celda.por_ejecutar or asunto.de_antes
    if accion is Accion.PARCIAL:
        registro.abrir(plan, asunto, hoy)
    elif accion is Accion.REPROGRAMAR:
        traslado.abrir(plan, asunto, hoy, PANTALLA)
    elif falta:
        registro.abrir(plan, asunto, hoy, falta)
    else:
        carga.preguntar(plan, PANTALLA, actividad=EnActividad(asunto.actividad.id, asunto.mes))
