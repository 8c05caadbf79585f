"""Los avisos de la lectura, con un enlace que lleva a la fila del documento."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from datos.cotejo import Seccion, ancla_de
from modelos.borrador import Aviso, Severidad

_A_LA_VISTA = 6
_DICHO_EN_EL_CAMPO = "El documento no dice el año"  # el campo Año ya dice qué se propone


def mostrar(todos: Sequence[Aviso], secciones: Iterable[Seccion]) -> None:
    """Los primeros a la vista y los demás plegados; nada si no hay."""
    avisos = [aviso for aviso in todos if not aviso.mensaje.startswith(_DICHO_EN_EL_CAMPO)]
    if not avisos:
        return
    en_orden = sorted(avisos, key=lambda aviso: aviso.severidad is not Severidad.ERROR)
    primeros, otros = en_orden[:_A_LA_VISTA], en_orden[_A_LA_VISTA:]
    titulo = "1 aviso" if len(avisos) == 1 else f"{len(avisos)} avisos"
    anclas = _anclas(secciones)
    resto = f"<details><summary>Ver {_otros(len(otros))}</summary>{_lista(otros, anclas)}</details>"
    lista = _lista(primeros, anclas) + (resto if otros else "")
    st.html(f'<section class="avisos"><h2>{titulo}</h2>{lista}</section>')


def _otros(cuantos: int) -> str:
    return "otro" if cuantos == 1 else f"otros {cuantos}"


def _anclas(secciones: Iterable[Seccion]) -> dict[int, str]:
    """A dónde lleva un número de fila, cuando una sola fila del documento lo tiene."""
    por_fila: dict[int, set[str]] = {}
    for seccion in secciones:
        for renglon in seccion.renglones:
            por_fila.setdefault(renglon.fila, set()).add(renglon.ancla)
    return {fila: anclas.pop() for fila, anclas in por_fila.items() if len(anclas) == 1}


def _lista(avisos: Iterable[Aviso], anclas: Mapping[int, str]) -> str:
    return f"<ul>{''.join(_fila(aviso, anclas) for aviso in avisos)}</ul>"


def _fila(aviso: Aviso, anclas: Mapping[int, str]) -> str:
    lugar = "Documento" if aviso.fila is None else f"Fila {aviso.fila}"
    ancla = ancla_de(aviso.origen) if aviso.origen else anclas.get(aviso.fila or 0)
    ver = f'<a href="#{ancla}" aria-label="Ver la fila {aviso.fila}">Ver</a>' if ancla else ""
    return (
        f'<li class="{aviso.severidad.value}"><span class="lugar">{lugar}</span>'
        f"<span>{escape(aviso.mensaje)}</span>{ver}</li>"
    )
