"""Los enlaces que van dentro de HTML: abren otra pantalla sin recargar (`enlaces.js`), con sus filtros."""

from html import escape
from typing import Literal
from urllib.parse import urlencode

import streamlit as st


def atributos(pantalla: str, **direccion: str | int | None) -> str:
    """Los de un `<a>`; `pantalla` es su nombre en la dirección, y lo que vale None no va."""
    puestos = {clave: valor for clave, valor in direccion.items() if valor is not None}
    return f'href="{pantalla}?{escape(urlencode(puestos))}" data-abrir'


IMPRIMIR = '<button type="button" class="enlace-imprimir" data-imprimir>Imprimir</button>'
"""HTML del botón que abre el diálogo de impresión del navegador."""


def boton_imprimir(ancho: int | Literal["content"] = 110) -> None:
    """Lo muestra solo; el ancho, en píxeles."""
    st.html(IMPRIMIR, width=ancho)
