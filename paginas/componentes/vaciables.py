"""Campos con algo escrito que se pueden dejar en blanco.

Streamlit solo ofrece borrar los que nacen vacíos: estos nacen así y toman su valor de la sesión.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

Opcion = TypeVar("Opcion")


def fecha(
    rotulo: str, valor: date | None, clave: str, al_cambiar: Callable[[], None] | None = None
) -> date | None:
    """La fecha, o ninguna."""
    _sembrar(clave, valor)
    return st.date_input(rotulo, None, format="DD-MM-YYYY", key=clave, on_change=al_cambiar)


def numero(rotulo: str, minimo: int, maximo: int, valor: int | None, clave: str, **mas: Any) -> int | None:
    """Un entero entre esos dos, o ninguno."""
    _sembrar(clave, valor)
    escrito: int | None = st.number_input(rotulo, minimo, maximo, None, key=clave, **mas)
    return escrito


def opcion(
    rotulo: str,
    opciones: Iterable[Opcion],
    valor: Opcion | None,
    clave: str,
    *,
    nombrar: Callable[[Any], str],
    vacio: str,
    al_cambiar: Callable[[], None] | None = None,
) -> Opcion | None:
    """Una de las opciones, o ninguna; `vacio` es lo que se lee sin elegir."""
    todas = list(opciones)
    _sembrar(clave, valor if valor in todas else None)
    return st.selectbox(
        rotulo, todas, None, format_func=nombrar, key=clave, placeholder=vacio, on_change=al_cambiar
    )


def _sembrar(clave: str, valor: object) -> None:
    if clave not in st.session_state:
        st.session_state[clave] = valor
