"""Botones dentro del HTML de una página: viajan todos en un elemento, y lo que se pulsa llega como un pedido.

Cada botón de Streamlit es un mensaje aparte, y una lista con tres botones por fila es sobre todo eso.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

import streamlit as st

_CLAVE = "canal_de_pedidos"
_ULTIMO = "ultimo_pedido"
_NUMERO_MAXIMO = 2**53  # milisegundos desde 1970, que el navegador cuenta exactos
_canal = st.components.v2.component(
    "canal_de_pedidos",
    js=Path(__file__).with_name("canal_de_pedidos.mjs").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Pedido(NamedTuple):
    """Lo que se pulsó: qué hacer, y en qué fila o parte de la página."""

    accion: str
    en: str


def boton(rotulo: str, accion: str, en: str, clase: str = "") -> str:
    """HTML de un botón; `clase` es «principal», «con-borde», «clip» (un dibujo en vez del rótulo) o nada."""
    if clase == "clip":
        return (
            f'<button type="button" class="pedido clip" data-accion="{accion}" data-en="{escape(en)}" '
            f'aria-label="{escape(rotulo)}" title="{escape(rotulo)}"></button>'
        )
    return (
        f'<button type="button" class="pedido {clase}" data-accion="{accion}" data-en="{escape(en)}">'
        f"{escape(rotulo)}</button>"
    )


def recibir(*hacen: Callable[[Pedido], None]) -> None:
    """Hace cada pedido antes de dibujar de nuevo; va una vez, en la página que tenga estos botones.

    Cada parte de la página hace los suyos y deja pasar los demás.
    """
    _canal(key=_CLAVE, on_pedidos_change=partial(_atender, hacen))


def _atender(hacen: Sequence[Callable[[Pedido], None]]) -> None:
    """Dos clics seguidos pueden llegar juntos: el navegador manda los últimos, y cada uno se hace una vez."""
    for numero, pedido in _leer(st.session_state[_CLAVE].get("pedidos")):
        if numero > st.session_state.get(_ULTIMO, 0):
            st.session_state[_ULTIMO] = numero
            for hacer in hacen:
                hacer(pedido)


def _leer(recibido: object) -> Iterator[tuple[int, Pedido]]:
    """Los que tienen la forma de `pedidos.js`; lo demás no lo mandó un botón, y se ignora."""
    for hecho in recibido if isinstance(recibido, list) else ():
        match hecho:
            case {"numero": int(numero), "accion": str(accion), "en": str(en)} if numero < _NUMERO_MAXIMO:
                yield numero, Pedido(accion, en)
