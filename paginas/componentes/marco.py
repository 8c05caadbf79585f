"""Lo que rodea a toda pantalla: la base al día, el título y el ícono, y el menú."""

import logging
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from datos import identidad
from datos.migracion import migrar
from modelos import permisos
from modelos.cuentas import Identidad
from modelos.permisos import Rol
from paginas.componentes import estilos

registro = logging.getLogger("planificador.marco")

TITULO = "Planificador ambiental"

Menu = dict[str, list[st.Page]]

_MENU = "menu"
_PANTALLAS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "Trabajo": [
        ("inicio", "Este mes", "today"),
        ("cronograma", "Cronograma", "calendar_view_month"),
        ("avance", "Avance", "monitoring"),
        ("comparar", "Comparar planes", "compare_arrows"),
        ("reunion", "Reunión", "co_present"),
        ("actividad", "Actividad", "edit_note"),
        ("buscar", "Buscar", "search"),
    ],
    "Plan": [
        ("estructura", "Contenido del plan", "account_tree"),
        ("participacion", "Participación", "forum"),
        ("unidades", "Unidades", "groups"),
        ("importar", "Importar", "upload_file"),
        ("cambios", "Cambios", "difference"),
        ("bitacora", "Bitácora", "history"),
    ],
    "Certificación": [
        ("certificacion", "Certificación", "verified"),
        ("requisitos", "Requisitos", "checklist"),
        ("preparacion", "Lo que falta", "rule"),
        ("evidencias", "Evidencias", "attach_file"),
        ("expediente", "Expediente", "inventory_2"),
    ],
    "Instalación": [
        ("planes", "Planes", "folder_open"),
        ("papelera", "Papelera", "delete"),
        ("municipalidad", "Municipalidad", "account_balance"),
        ("personas", "Personas", "manage_accounts"),
        ("mi_cuenta", "Mi cuenta", "account_circle"),
        ("respaldo", "Respaldo", "inventory_2"),
        ("instalacion", "Salud", "health_and_safety"),
    ],
}


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


def paginas(quien: Identidad) -> Menu:
    """Las pantallas que su rol abre, por sección.

    Se arman una vez por visita y rol, que hacerlo busca cada archivo en el disco.
    """
    guardado: tuple[Rol | None, bool, Menu] | None = st.session_state.get(_MENU)
    if guardado is None or guardado[:2] != (quien.rol, quien.instala):
        guardado = st.session_state[_MENU] = (quien.rol, quien.instala, _armar(quien))
    return guardado[2]


def pie(quien: Identidad) -> None:
    """Al final de la barra lateral: quién es y por dónde se sale, o que todavía no hay cuentas."""
    if not quien.es_local:
        rol = quien.rol.etiqueta if quien.rol else "Sin rol"
        salir = '<a href="/salir" target="_self">Salir</a>'
        texto = f"{escape(quien.nombre)}<br>{rol} · {salir}"
    elif estilos.EN_LA_PAGINA.is_set():
        texto = "Modo local, sin cuentas: solo en este equipo"
    else:
        return
    with st.sidebar:
        st.html(f'<p class="quien-es">{texto}</p>')


def _armar(quien: Identidad) -> Menu:
    menu = {seccion: [_pagina(*suya) for suya in suyas] for seccion, suyas in en_el_menu(quien).items()}
    negadas = [
        _negada(*suya)
        for suyas in _PANTALLAS.values()
        for suya in suyas
        if not quien.puede(permisos.PANTALLAS[suya[0]])
    ]
    return {**menu, "": negadas} if negadas else menu


def _negada(archivo: str, titulo: str, icono: str) -> st.Page:
    """La que su rol no abre: no está en el menú, y quien llega por la dirección lee quién puede."""

    def decir_quien() -> None:
        registro.warning("Negada la pantalla %s a la persona %s", archivo, identidad.en_curso().persona_id)
        st.title(titulo)
        quienes = permisos.quienes_pueden(permisos.PANTALLAS[archivo])
        st.html(f'<p class="aviso-vacio">Su rol no abre esta pantalla. Pídalo a {escape(quienes)}.</p>')
        st.page_link("paginas/inicio.py", label="Ir a Este mes", icon=":material/today:")

    return st.Page(
        decir_quien, title=titulo, icon=f":material/{icono}:", url_path=archivo, visibility="hidden"
    )


def en_el_menu(quien: Identidad) -> dict[str, list[tuple[str, str, str]]]:
    """Archivo, título e ícono de las pantallas que su rol abre, por sección."""
    permitidas = {
        seccion: [pantalla for pantalla in suyas if _abre(quien, pantalla[0])]
        for seccion, suyas in _PANTALLAS.items()
    }
    return {seccion: suyas for seccion, suyas in permitidas.items() if suyas}


def _abre(quien: Identidad, pantalla: str) -> bool:
    """Su rol la abre; «Mi cuenta», solo si tiene una."""
    return quien.puede(permisos.PANTALLAS[pantalla]) and not (quien.es_local and pantalla == "mi_cuenta")


def _pagina(archivo: str, titulo: str, icono: str) -> st.Page:
    de_entrada = archivo == "inicio"
    return st.Page(f"paginas/{archivo}.py", title=titulo, icon=f":material/{icono}:", default=de_entrada)
