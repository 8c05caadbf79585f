"""Qué parte se dibuja de lo que no cabe en una página: doscientas filas por vez, con la cuenta de todas."""

import streamlit as st

from modelos.frases import entero

POR_PAGINA = 200


def elegir(cuantas: int, que: str, clave: str) -> slice:
    """Las posiciones a la vista; si caben todas, no pregunta nada."""
    if cuantas <= POR_PAGINA:
        return slice(0, cuantas)
    paginas = -(-cuantas // POR_PAGINA)
    with st.container(horizontal=True, vertical_alignment="center", key=f"ventana_{clave}"):
        lugar = st.container(width="content")
        pagina = st.pagination(paginas, key=f"pagina_{clave}_{paginas}")
        desde = (pagina - 1) * POR_PAGINA
        hasta = min(desde + POR_PAGINA, cuantas)
        lugar.html(f'<p class="rotulo">{que} {entero(desde + 1)} a {entero(hasta)} de {entero(cuantas)}</p>')
    return slice(desde, hasta)
