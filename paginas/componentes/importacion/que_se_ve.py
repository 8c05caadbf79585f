"""Qué filas se ven y cómo: todas o las por revisar, junto al original o para corregirlas."""

from typing import NamedTuple

import streamlit as st

from modelos.frases import entero

POR_REVISAR, TODAS = "por_revisar", "todas"
COMPARAR, CORREGIR = "Comparar con el original", "Corregir celdas"


class Vista(NamedTuple):
    """Lo que la persona pidió ver."""

    cuales: str
    modo: str


def elegir(dudosas: int, todas: int) -> Vista:
    """Los dos selectores, uno a cada lado."""
    cuentas = {POR_REVISAR: f"Por revisar {entero(dudosas)}", TODAS: f"Todas {entero(todas)}"}
    with st.container(horizontal=True, vertical_alignment="center", key="que_se_ve"):
        cuales = st.segmented_control(
            "Filas",
            list(cuentas),
            default=TODAS,
            required=True,
            key="filas_a_la_vista",
            format_func=lambda cual: cuentas[cual],
            label_visibility="collapsed",
        )
        st.space("stretch")
        modo = st.segmented_control(
            "Modo",
            [COMPARAR, CORREGIR],
            default=COMPARAR,
            required=True,
            key="modo",
            label_visibility="collapsed",
        )
    return Vista(cuales, modo)
