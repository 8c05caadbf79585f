"""La biblioteca: cada evidencia con su miniatura, su estado y dónde se usa; o la galería de fotografías."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import EstadoEvidencia
from modelos.certificacion.proceso import EvidenciaDelPlan
from modelos.frases import contar, enumerar, fecha_corta
from paginas.componentes import permitido, simbolos
from paginas.componentes.evidencias import archivos
from paginas.componentes.evidencias.eleccion import enlace
from paginas.componentes.evidencias.filtro import POR_VENCER, Filtro
from paginas.componentes.texto import Armado

DE_UNA_VEZ = 60
_VISIBLES = "evidencias_a_la_vista"


def resumen(todas: Sequence[EvidenciaDelPlan], hoy: date) -> str:
    """«24 evidencias, 3 por aceptar y 1 por vencer»."""
    en_uso = [una for una in todas if una.estado is not EstadoEvidencia.RETIRADA]
    por_aceptar = sum(una.estado is EstadoEvidencia.CARGADA for una in en_uso)
    vencen = sum(una.vence is not None and una.vence - POR_VENCER <= hoy for una in en_uso)
    partes = [contar(len(en_uso), "evidencia", dentro_de_frase=True)]
    if por_aceptar:
        partes.append(f"{por_aceptar} por aceptar")
    if vencen:
        partes.append(f"{vencen} por vencer")
    return ", ".join(partes)


def mostrar_vacia() -> None:
    """Qué hacer cuando no hay ninguna."""
    st.html(
        '<p class="aviso-vacio">Todavía no hay evidencia. Se carga al registrar lo ejecutado en Este mes y '
        "en cada actividad, o aquí, varios archivos a la vez.</p>"
    )
    permitido.enlace("inicio", "Ir a Este mes", "today")


def mostrar(
    plan: PlanCompleto,
    visibles: Sequence[EvidenciaDelPlan],
    elegida: EvidenciaDelPlan | None,
    pedido: Filtro,
    hoy: date,
) -> None:
    """Las que cumplen el filtro, de a sesenta."""
    if pedido.galeria:
        visibles = [una for una in visibles if archivos.es_imagen(una.actual)]
    if not visibles:
        st.html('<p class="aviso-vacio">Ninguna evidencia cumple estos filtros.</p>')
        return
    cuantas = st.session_state.get(_VISIBLES, DE_UNA_VEZ)
    filas = "".join(
        _foto(plan, una) if pedido.galeria else _fila(plan, una, una == elegida, hoy)
        for una in visibles[:cuantas]
    )
    st.html(Armado(f'<ul class="{"galeria" if pedido.galeria else "biblioteca"}">{filas}</ul>'))
    if len(visibles) > cuantas and st.button(
        f"Ver más ({len(visibles) - cuantas})", key="ver_mas_evidencias"
    ):
        st.session_state[_VISIBLES] = cuantas + DE_UNA_VEZ
        st.rerun()


def _fila(plan: PlanCompleto, una: EvidenciaDelPlan, es_la_elegida: bool, hoy: date) -> str:
    marca = ' class="elegido" aria-current="true"' if es_la_elegida else ""
    fecha = f" · {fecha_corta(una.fecha)}" if una.fecha else ""
    return (
        f"<li{marca}>{miniatura(una)}<div><a {enlace(plan.id, una.id)}>{escape(una.titulo)}</a>"
        f'<p class="detalle">{una.codigo} · {una.clase.etiqueta}{fecha} · {_donde_se_usa(una)}'
        f"{_validez(una, hoy)}</p></div>{simbolos.con_etiqueta(una.estado)}</li>"
    )


def miniatura(una: EvidenciaDelPlan) -> str:
    """HTML de su miniatura, o de lo que es."""
    actual = una.actual
    if actual is None:
        return '<span class="miniatura sin-imagen" aria-hidden="true">—</span>'
    direccion = archivos.miniatura(actual)
    if direccion:
        return f'<img class="miniatura" src="{direccion}" alt="" loading="lazy" width="56" height="56">'
    que_es = "enlace" if actual.direccion else (actual.tipo or "")
    return f'<span class="miniatura sin-imagen" aria-hidden="true">{escape(que_es)}</span>'


def _donde_se_usa(una: EvidenciaDelPlan) -> str:
    actividades = len({enlace.actividad_id for enlace in una.actividades})
    partes = [
        contar(cuantos, nombre)
        for cuantos, nombre in ((len(una.requisitos), "requisito"), (actividades, "actividad"))
        if cuantos
    ]
    return enumerar(partes) if partes else '<span class="falta">nadie la usa</span>'


def _validez(una: EvidenciaDelPlan, hoy: date) -> str:
    if una.vence is None or una.vence - POR_VENCER > hoy:
        return ""
    verbo = "venció" if una.vencida(hoy) else "vence"
    return f' · <span class="falta">{verbo} el {fecha_corta(una.vence)}</span>'


def _foto(plan: PlanCompleto, una: EvidenciaDelPlan) -> str:
    fecha = f" · {fecha_corta(una.fecha)}" if una.fecha else ""
    direccion = archivos.miniatura(una.actual) if una.actual else ""
    return (
        f'<li><a {enlace(plan.id, una.id)}><img src="{direccion}" alt="" loading="lazy">'
        f"<span>{escape(una.titulo)}</span></a><p class=detalle>{una.codigo}{fecha}</p></li>"
    )
