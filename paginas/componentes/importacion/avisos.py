"""Los avisos de la lectura, con un enlace que lleva a la fila del documento."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from datos.cotejo import Renglon, Seccion, ancla_de
from modelos.frases import contar, entero
from modelos.importacion.borrador import Aviso, Severidad

_A_LA_VISTA = 6
_DESPLEGADOS = 200
_DICHO_EN_EL_CAMPO = "El documento no dice el año"  # el campo Año ya dice qué se propone


def mostrar(todos: Sequence[Aviso], secciones: Iterable[Seccion]) -> None:
    """Los primeros a la vista y los demás plegados; nada si no hay."""
    avisos = [aviso for aviso in todos if not aviso.mensaje.startswith(_DICHO_EN_EL_CAMPO)]
    if not avisos:
        return
    en_orden = sorted(avisos, key=lambda aviso: aviso.severidad is not Severidad.ERROR)
    primeros, otros = en_orden[:_A_LA_VISTA], en_orden[_A_LA_VISTA:]
    titulo = contar(len(avisos), "aviso")
    en_pagina = [renglon for seccion in secciones for renglon in seccion.renglones]
    anclas = _Anclas(frozenset(renglon.ancla for renglon in en_pagina), _por_fila(en_pagina))
    resto = f"<details><summary>Ver {_otros(len(otros))}</summary>{_desplegados(otros, anclas)}</details>"
    lista = _lista(primeros, anclas) + (resto if otros else "")
    st.html(f'<section class="avisos"><h2>{titulo}</h2>{lista}</section>')


def _otros(cuantos: int) -> str:
    return "otro" if cuantos == 1 else f"otros {entero(cuantos)}"


class _Anclas(NamedTuple):
    """A dónde se puede saltar: las filas que están en la página, y las que se conocen por su número."""

    todas: frozenset[str]
    por_fila: dict[int, str]

    def de(self, aviso: Aviso) -> str | None:
        """El lugar del aviso en la página, si está en ella."""
        if aviso.origen is None:
            return self.por_fila.get(aviso.fila or 0)
        ancla = ancla_de(aviso.origen)
        return ancla if ancla in self.todas else None


def _desplegados(otros: Sequence[Aviso], anclas: _Anclas) -> str:
    """Hasta doscientos; los demás están junto a su fila."""
    resto = len(otros) - _DESPLEGADOS
    faltan = f"<p>Y {_otros(resto)}, cada uno en su fila: vea «Por revisar».</p>" if resto > 0 else ""
    return f"{_lista(otros[:_DESPLEGADOS], anclas)}{faltan}"


def _por_fila(renglones: Iterable[Renglon]) -> dict[int, str]:
    """Los números de fila que una sola fila del documento tiene."""
    anclas: dict[int, set[str]] = {}
    for renglon in renglones:
        anclas.setdefault(renglon.fila, set()).add(renglon.ancla)
    return {fila: suyas.pop() for fila, suyas in anclas.items() if len(suyas) == 1}


def _lista(avisos: Iterable[Aviso], anclas: _Anclas) -> str:
    return f"<ul>{''.join(_fila(aviso, anclas) for aviso in avisos)}</ul>"


def _fila(aviso: Aviso, anclas: _Anclas) -> str:
    lugar = "Documento" if aviso.fila is None else f"Fila {aviso.fila}"
    if aviso.origen and aviso.origen.pagina:
        lugar = f"Página {aviso.origen.pagina}, fila {aviso.fila}"
    ancla = anclas.de(aviso)
    ver = f'<a href="#{ancla}" aria-label="Ver la fila {aviso.fila}">Ver</a>' if ancla else ""
    return (
        f'<li class="{aviso.severidad.value}"><span class="lugar">{lugar}</span>'
        f"<span>{escape(aviso.mensaje)}</span>{ver}</li>"
    )
