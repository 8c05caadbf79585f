"""Los estilos propios: lo que el tema de Streamlit no alcanza a decir."""

from functools import cache
from pathlib import Path

import streamlit as st

from paginas.componentes import simbolos


def aplicar() -> None:
    """Pone la hoja de estilos en la página; va una vez, al comienzo de app.py."""
    st.html(f"<style>{_hoja()}</style>")


@cache
def _hoja() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8") + simbolos.hoja()
