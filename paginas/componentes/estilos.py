"""Las hojas de estilo y los guiones de los componentes, juntos."""

from functools import cache
from pathlib import Path
from threading import Event

import streamlit as st

from paginas.componentes import simbolos
from paginas.componentes.texto import Armado

EN_LA_PAGINA = Event()
"""La enciende el servidor propio, que los pone en la página que entrega (`portada.py`)."""

_CARPETA = Path(__file__).parent


def aplicar() -> None:
    """Los pone en cada dibujo cuando la página la entrega `streamlit run`; va al comienzo de app.py."""
    if not EN_LA_PAGINA.is_set():
        st.html(Armado(f"<style>{hoja()}</style>"))
        st.html(Armado(f"<script>{guiones()}</script>"), unsafe_allow_javascript=True)


@cache
def hoja() -> str:
    """Las hojas de estilo de la carpeta, la general primero, y la de los símbolos."""
    hojas = sorted(_CARPETA.rglob("*.css"), key=lambda hoja: (hoja.name != "estilos.css", hoja.name))
    return "\n".join(hoja.read_text(encoding="utf-8") for hoja in hojas) + simbolos.hoja()


@cache
def guiones() -> str:
    """Los guiones de la carpeta; cada uno se protege de correr dos veces."""
    return "\n".join(guion.read_text(encoding="utf-8") for guion in sorted(_CARPETA.rglob("*.js")))
