"""Lo que se dice después de una acción: qué quedó guardado, o por qué no."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from modelos.errores import ErrorDeDominio
from paginas.componentes.texto import sin_formato

_PENDIENTE = "mensaje_pendiente"


def anunciar(texto: str) -> None:
    """Deja el mensaje para la próxima vez que se dibuje la página (sobrevive a `st.rerun`)."""
    st.session_state[_PENDIENTE] = texto


def mostrar_pendiente() -> None:
    """Muestra lo anunciado; lo llama app.py una vez por dibujo."""
    texto = st.session_state.pop(_PENDIENTE, None)
    if texto:
        st.toast(sin_formato(texto), icon=":material/check:")


@contextmanager
def explicar_rechazo() -> Iterator[None]:
    """Muestra la frase de un ErrorDeDominio donde ocurre; lo demás sigue siendo una falla."""
    try:
        yield
    except ErrorDeDominio as error:
        rechazar(str(error))


def rechazar(frase: str) -> None:
    """Muestra por qué no se hizo algo; la frase puede citar textos de las personas."""
    st.error(sin_formato(frase), icon=":material/error:")
