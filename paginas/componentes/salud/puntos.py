"""Cada parte revisada de la instalación, con su estado y lo que hay que hacer."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from modelos.frases import contar
from modelos.salud import EstadoSalud, Punto, peor

_RESUMEN = {
    EstadoSalud.BIEN: "Todo está bien. No hay nada que hacer.",
    EstadoSalud.ATENCION: "Funciona, pero {cuantos} pide atención.",
    EstadoSalud.MAL: "Hay algo que remediar ahora: {cuantos} por revisar.",
}


def resumen(revisados: Sequence[Punto]) -> None:
    """Una frase: lo primero que se quiere saber."""
    estado = peor(revisados)
    cuantos = sum(punto.estado is not EstadoSalud.BIEN for punto in revisados)
    frase = _RESUMEN[estado].format(cuantos=contar(cuantos, "punto", dentro_de_frase=True))
    if cuantos > 1:
        frase = frase.replace("pide atención", "piden atención")
    st.html(f'<p class="subtitulo">{escape(frase)}</p>')


def mostrar(revisados: Sequence[Punto]) -> None:
    """La lista completa, siempre en el mismo orden: lo que está bien también se ve."""
    st.html(f'<ul class="salud">{"".join(map(_punto, revisados))}</ul>')


def _punto(punto: Punto) -> str:
    hacer = f'<p class="hacer">{escape(punto.que_hacer)}</p>' if punto.que_hacer else ""
    estado = punto.estado
    return (
        f'<li class="salud-{estado.value}"><span class="sello" aria-hidden="true">{estado.simbolo}</span>'
        f"<div><p><strong>{escape(punto.nombre)}</strong> "
        f'<span class="como">{estado.etiqueta}</span></p>'
        f"<p>{escape(punto.medido)}</p>{hacer}</div></li>"
    )
