"""Los aportes por línea, cada uno con su estado y las actividades que le responden."""

from dataclasses import replace
from html import escape

import streamlit as st

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.nodos import Clase, Nodo
from modelos.rendicion import SIN_LINEA, AporteRendido, Rendicion, Respuesta
from paginas.componentes import enlaces, simbolos
from paginas.componentes.aportes import cuenta, filtro
from paginas.componentes.aportes.filtro import Filtro


def mostrar(plan: PlanCompleto, rendicion: Rendicion, pedido: Filtro, elegido: Nodo | None) -> None:
    """Una sección por línea que tiene alguno; al final, los que no son de ninguna."""
    visibles = pedido.aplicar(rendicion)
    secciones = "".join(_seccion(plan, linea, suyos, pedido, elegido) for linea, suyos in visibles.por_linea)
    st.html(f'<div class="aportes">{_que_se_ve(plan, visibles, pedido)}{secciones}</div>')


def _que_se_ve(plan: PlanCompleto, visibles: Rendicion, pedido: Filtro) -> str:
    if pedido.vacio:
        return ""
    ninguno = "" if visibles.aportes else ": no hay"
    todos = f"<a {Filtro(plan.id).enlace()}>Ver todos</a>"
    return f'<p class="subtitulo">{escape(filtro.frase(pedido, plan))}{ninguno}. {todos}</p>'


def _seccion(
    plan: PlanCompleto, linea: LineaDelPlan | None, suyos: Rendicion, pedido: Filtro, elegido: Nodo | None
) -> str:
    titulo = linea.titulo if linea else f"Sin {plan.etiquetas.linea}"
    de_la_linea = replace(pedido, linea_id=linea.id if linea else SIN_LINEA)
    renglones = "".join(_renglon(rendido, pedido, elegido) for rendido in suyos.aportes)
    return (
        f"<section><h2>{escape(titulo)}</h2><p>{cuenta.en_linea(suyos, de_la_linea)}</p>"
        f"<ul>{renglones}</ul></section>"
    )


def _renglon(rendido: AporteRendido, pedido: Filtro, elegido: Nodo | None) -> str:
    aporte = rendido.aporte
    nodo = Nodo(Clase.APORTE, aporte.id)
    marca = ' class="elegido" aria-current="true"' if nodo == elegido else ""
    respuestas = "".join(_respuesta(respuesta, pedido.plan_id) for respuesta in rendido.respuestas)
    return (
        f'<li{marca}><div class="dicho"><a {pedido.enlace(nodo)}><span class="clase">'
        f"{aporte.tipo.etiqueta}</span> {escape(aporte.texto)}</a>"
        f"{simbolos.con_etiqueta(rendido.estado)}</div>"
        + (f"<ul>{respuestas}</ul>" if respuestas else "")
        + "</li>"
    )


def _respuesta(respuesta: Respuesta, plan_id: int) -> str:
    actividad = respuesta.actividad
    enlace = enlaces.atributos("actividad", plan=plan_id, actividad=actividad.id)
    nombre = f"<a {enlace}>{escape(actividad.nombre.removesuffix('.'))}</a>"
    return f"<li>{simbolos.simbolo(respuesta.estado)} {nombre}: {respuesta.frase}</li>"
