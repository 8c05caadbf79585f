"""Los estilos propios y los guiones: tema en los diálogos, textos del marco, doble clic y enlaces."""

from functools import cache
from pathlib import Path

import streamlit as st

from paginas.componentes import simbolos
from paginas.componentes.texto import Armado

_CARPETA = Path(__file__).parent


def aplicar() -> None:
    """Pone la hoja de estilos y los guiones en la página; va una vez, al comienzo de app.py."""
    st.html(_hoja())
    st.html(_guiones(), unsafe_allow_javascript=True)


@cache
def _hoja() -> Armado:
    hojas = sorted(_CARPETA.rglob("*.css"), key=lambda hoja: (hoja.name != "estilos.css", hoja.name))
    reglas = "\n".join(hoja.read_text(encoding="utf-8") for hoja in hojas) + simbolos.hoja()
    return Armado(f"<style>{reglas}</style>")


@cache
def _guiones() -> Armado:
    guiones = "\n".join(guion.read_text(encoding="utf-8") for guion in sorted(_CARPETA.rglob("*.js")))
    return Armado(f"<script>{guiones}</script>")
