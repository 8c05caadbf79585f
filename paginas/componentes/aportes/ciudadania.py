"""La página para la ciudadanía: qué pidió, qué se acordó, qué se está haciendo, en qué va y qué falta."""

from collections.abc import Iterable
from datetime import date
from html import escape

import streamlit as st

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.estados import EstadoAporte
from modelos.frases import fecha_larga
from modelos.participacion import TipoAporte
from modelos.rendicion import AporteRendido, Rendicion, Situacion
from paginas.componentes import simbolos
from paginas.componentes.tablas import con_titulos


def mostrar(plan: PlanCompleto, rendicion: Rendicion, hoy: date) -> None:
    """Un documento que se lee de corrido y se imprime tal cual."""
    lineas = "".join(_linea(plan, linea, suyos) for linea, suyos in rendicion.por_linea)
    st.html(
        f'<article class="ciudadania"><p class="solo-impreso">{escape(plan.municipalidad)}</p>'
        f"<h2>Lo que pidió la ciudadanía y en qué va</h2>"
        f'<p class="solo-impreso">{escape(plan.nombre)} · al {fecha_larga(hoy)}</p>'
        f"{_resumen(rendicion)}{lineas}{_leyenda(rendicion)}</article>"
    )


def _resumen(rendicion: Rendicion) -> str:
    por_clase = "".join(f"<li>{rendicion.solo(tipo=tipo).frase}</li>" for tipo in rendicion.tipos)
    detalle = f"<ul>{por_clase}</ul>" if len(rendicion.tipos) > 1 else ""
    return f'<p class="en-breve">{rendicion.frase}</p>{detalle}'


def _linea(plan: PlanCompleto, linea: LineaDelPlan | None, suyos: Rendicion) -> str:
    titulo = linea.titulo if linea else f"Sin {plan.etiquetas.linea}"
    respondidos = suyos.solo(situacion=Situacion.CON_ACTIVIDAD).aportes
    acordado = [uno for uno in respondidos if uno.aporte.tipo is TipoAporte.ACUERDO]
    pedido = [uno for uno in respondidos if uno.aporte.tipo is not TipoAporte.ACUERDO]
    sin_respuesta = suyos.solo(situacion=Situacion.SIN_RESPUESTA).aportes
    return (
        f"<section><h3>{escape(titulo)}</h3>"
        + _tabla("Lo que se pidió", pedido)
        + _tabla("Lo que se acordó", acordado)
        + _por_responder(sin_respuesta)
        + "</section>"
    )


def _tabla(titulo: str, rendidos: Iterable[AporteRendido]) -> str:
    filas = "".join(
        f"<tr><td>{escape(rendido.aporte.texto)}</td><td><ul>{_respuestas(rendido)}</ul></td>"
        f"<td>{simbolos.con_etiqueta(rendido.estado)}</td></tr>"
        for rendido in rendidos
    )
    if not filas:
        return ""
    return con_titulos((titulo, "Qué se está haciendo", "En qué va"), filas)


def _respuestas(rendido: AporteRendido) -> str:
    return "".join(
        f"<li>{escape(respuesta.dicha_a(rendido.aporte))}</li>" for respuesta in rendido.respuestas
    )


def _por_responder(sin_respuesta: Iterable[AporteRendido]) -> str:
    elementos = "".join(
        f'<li><span class="clase">{rendido.aporte.tipo.etiqueta}</span> {escape(rendido.aporte.texto)}</li>'
        for rendido in sin_respuesta
    )
    if not elementos:
        return ""
    titulo = simbolos.con_etiqueta(EstadoAporte.SIN_RESPUESTA, "Falta responder")
    return f'<h4>{titulo}</h4><ul class="por-responder">{elementos}</ul>'


def _leyenda(rendicion: Rendicion) -> str:
    """Qué quiere decir cada estado que aparece."""
    presentes = {rendido.estado for rendido in rendicion.aportes}
    definiciones = "".join(
        f"<dt>{simbolos.con_etiqueta(estado)}</dt><dd>{estado.significado}</dd>"
        for estado in EstadoAporte
        if estado in presentes
    )
    return f"<footer><h4>Qué quiere decir</h4><dl>{definiciones}</dl></footer>"
