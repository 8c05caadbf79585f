"""Los avisos de la lectura, con un enlace que lleva a la fila del documento."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from datos.cotejo import ancla_de
from modelos.borrador import Aviso, Severidad

_A_LA_VISTA = 6


def mostrar(avisos: Sequence[Aviso]) -> None:
    """Los primeros a la vista y los demás plegados; nada si no hay."""
    if not avisos:
        return
    en_orden = sorted(avisos, key=lambda aviso: aviso.severidad is not Severidad.ERROR)
    primeros, otros = en_orden[:_A_LA_VISTA], en_orden[_A_LA_VISTA:]
    titulo = "1 aviso" if len(avisos) == 1 else f"{len(avisos)} avisos"
    plegados = f"<details><summary>Ver otros {len(otros)}</summary>{_lista(otros)}</details>" if otros else ""
    st.html(f'<section class="avisos"><h2>{titulo}</h2>{_lista(primeros)}{plegados}</section>')


def _lista(avisos: Iterable[Aviso]) -> str:
    return f"<ul>{''.join(_fila(aviso) for aviso in avisos)}</ul>"


def _fila(aviso: Aviso) -> str:
    lugar = "Documento" if aviso.fila is None else f"Fila {aviso.fila}"
    ver = (
        f'<a href="#{ancla_de(aviso.origen)}" aria-label="Ver la fila {aviso.fila}">Ver</a>'
        if aviso.origen
        else ""
    )
    return (
        f'<li class="{aviso.severidad.value}"><span class="lugar">{lugar}</span>'
        f"<span>{escape(aviso.mensaje)}</span>{ver}</li>"
    )
