"""Cuándo se llena una ficha y con qué: para guardar solo lo que la persona cambió, y no pisar a nadie."""

from typing import TypeVar

import streamlit as st

Vista = TypeVar("Vista")
_VISTAS = "fichas_vistas"
_VUELTA = "vuelta_de_fichas"


def lo_visto(clave: str, campo: str, guardado: Vista) -> Vista:
    """Lo guardado cuando se abrió esta ficha, aunque otros lo hayan cambiado después.

    `campo` es la clave de uno de sus campos: si no está en la sesión, la ficha se abre recién ahora.
    """
    vistas = st.session_state.setdefault(_VISTAS, {})
    if campo not in st.session_state or clave not in vistas:
        vistas[clave] = guardado
    visto: Vista = vistas[clave]
    return visto


def dar_por_visto(clave: str, vista: object) -> None:
    """Tras una negativa, lo que otro cambió ya se mostró: si la persona guarda otra vez, manda lo suyo."""
    st.session_state[_VISTAS][clave] = vista


def refrescar() -> None:
    """Tras guardar o deshacer, las fichas abiertas se vuelven a llenar con lo que hay."""
    st.session_state[_VUELTA] = vuelta() + 1


def vuelta() -> int:
    """Cuántas veces se refrescaron en esta sesión; forma parte de las claves de una ficha."""
    return int(st.session_state.get(_VUELTA, 0))
