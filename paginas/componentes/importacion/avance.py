"""En qué va lo que tarda: una línea que se mueve mientras se lee, se arma y se compara."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from datos.importadores.avance import AlAvanzar, Etapa
from modelos.frases import contar, entero

_QUE_SE_CUENTA = {Etapa.LEER: "fila", Etapa.ARMAR: "actividad", Etapa.COMPARAR: "fila"}


def frase(etapa: Etapa, hechas: int, total: int) -> str:
    """«Leyendo el plan: 12.500 de 50.000 filas»."""
    return f"{etapa}: {entero(hechas)} de {contar(total, _QUE_SE_CUENTA[etapa], dentro_de_frase=True)}"


@contextmanager
def a_la_vista(que: str) -> Iterator[AlAvanzar]:
    """Dice qué se hace y, si es largo, cuánto va; al terminar no queda nada en la página."""
    lugar = st.empty()

    def dibujar(etapa: Etapa, hechas: int, total: int) -> None:
        lugar.progress(min(hechas / total, 1.0), text=frase(etapa, hechas, total))

    with lugar, st.spinner(que):
        yield dibujar
    lugar.empty()
