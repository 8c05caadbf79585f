"""Cuándo se llena una ficha y con qué: para guardar solo lo que la persona cambió, y no pisar a nadie."""

import secrets
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
    """Cuántas veces se refrescaron en esta visita, desde `comienzo`; va en las claves de una ficha."""
    if _VUELTA not in st.session_state:
        st.session_state[_VUELTA] = comienzo()
    return int(st.session_state[_VUELTA])


def comienzo() -> int:
    """Un número que no repite el de otra visita.

    Cuando el servidor vuelve a partir, el navegador entrega lo que tenía en sus campos, también en los que
    nadie tocó: con las mismas claves se tomaría por escrito ahora, y borraría lo que otra persona guardó.
    """
    return secrets.randbelow(10**6) * 1000
