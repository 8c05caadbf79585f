"""Los estilos propios y los guiones: tema en los diálogos, textos del marco, doble clic y enlaces."""

from functools import cache
from pathlib import Path

import streamlit as st

from paginas.componentes import simbolos

GUIONES = ("tema.js", "traduccion.js", "doble_clic.js", "enlaces.js")
_CARPETA = Path(__file__).parent


def aplicar() -> None:
    """Pone la hoja de estilos y los guiones en la página; va una vez, al comienzo de app.py."""
    st.html(f"<style>{_hoja()}</style>")
    guiones = "".join(_leer(guion) for guion in GUIONES)
    st.html(f"<script>{guiones}</script>", unsafe_allow_javascript=True)


@cache
def _hoja() -> str:
    hojas = sorted(_CARPETA.rglob("*.css"), key=lambda hoja: (hoja.name != "estilos.css", hoja.name))
    return "\n".join(hoja.read_text(encoding="utf-8") for hoja in hojas) + simbolos.hoja()


@cache
def _leer(nombre: str) -> str:
    return (_CARPETA / nombre).read_text(encoding="utf-8")
