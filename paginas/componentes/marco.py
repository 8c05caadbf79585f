"""Lo que rodea a toda pantalla: la base al día, el título y el ícono, y el menú."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit as st

from datos.migracion import migrar

TITULO = "Planificador ambiental"

Menu = dict[str, list[st.Page]]

_MENU = "menu"


def preparar() -> None:
    """Base migrada, una vez por proceso, y título, ícono y ancho de la página."""
    _base_al_dia()
    st.set_page_config(page_title=TITULO, page_icon=_icono(), layout="wide", initial_sidebar_state=264)


@st.cache_resource(show_spinner="Preparando la base de datos")
def _base_al_dia() -> None:
    migrar()


@cache
def _icono() -> str:
    """El ícono dentro de la dirección: como archivo, cada dibujo lo leería de nuevo."""
    svg = Path(__file__).parent.with_name("icono.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def paginas() -> Menu:
    """Las pantallas por sección; se arman una vez por visita, que hacerlo busca cada archivo en el disco."""
    menu: Menu | None = st.session_state.get(_MENU)
    if menu is None:
        menu = st.session_state[_MENU] = _armar()
    return menu


def _armar() -> Menu:
    return {
        "Trabajo": [
            _pagina("inicio", "Este mes", "today", default=True),
            _pagina("cronograma", "Cronograma", "calendar_view_month"),
            _pagina("avance", "Avance", "monitoring"),
            _pagina("comparar", "Comparar planes", "compare_arrows"),
            _pagina("reunion", "Reunión", "co_present"),
            _pagina("actividad", "Actividad", "edit_note"),
            _pagina("buscar", "Buscar", "search"),
        ],
        "Plan": [
            _pagina("estructura", "Contenido del plan", "account_tree"),
            _pagina("participacion", "Participación", "forum"),
            _pagina("unidades", "Unidades", "groups"),
            _pagina("importar", "Importar", "upload_file"),
        ],
        "Instalación": [
            _pagina("planes", "Planes", "folder_open"),
            _pagina("papelera", "Papelera", "delete"),
            _pagina("respaldo", "Respaldo", "inventory_2"),
        ],
    }


def _pagina(archivo: str, titulo: str, icono: str, *, default: bool = False) -> st.Page:
    return st.Page(f"paginas/{archivo}.py", title=titulo, icon=f":material/{icono}:", default=default)
