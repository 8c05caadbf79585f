"""Qué líneas del cronograma están desplegadas: al abrir, las primeras; después, lo que la persona pida."""

from collections.abc import Collection
from itertools import accumulate

import streamlit as st

from modelos.calendario.cronograma import Cronograma

FILAS_AL_ABRIR = 100
"""Actividades que se despliegan solas; con más, la página tarda y nadie las lee de una vez."""

_PEDIDO = "cronograma_desplegado"


def boton(cronograma: Cronograma, abiertas: Collection[int]) -> None:
    """«Desplegar todo», o «Plegar todo» si ya lo está."""
    falta = len(abiertas) < len(cronograma.lineas)
    st.button(
        "Desplegar todo" if falta else "Plegar todo",
        key="plegar",
        type="tertiary",
        on_click=_pedir,
        args=(falta,),
    )


def abiertas(cronograma: Cronograma) -> frozenset[int]:
    """Las líneas desplegadas: todas, ninguna o, si nadie lo pidió, las que caben.

    Lo que un filtro encontró se muestra siempre entero.
    """
    pedido: bool | None = st.session_state.get(_PEDIDO)
    if pedido is None and not cronograma.filtrado:
        return _las_que_caben(cronograma)
    return frozenset() if pedido is False else frozenset(fila.linea.id for fila in cronograma.lineas)


def _las_que_caben(cronograma: Cronograma) -> frozenset[int]:
    """Las primeras líneas, hasta `FILAS_AL_ABRIR` actividades; la primera, siempre."""
    hasta = accumulate(sum(1 for _ in fila.actividades) for fila in cronograma.lineas)
    caben = (filas <= FILAS_AL_ABRIR for filas in hasta)
    return frozenset(
        fila.linea.id
        for lugar, (fila, cabe) in enumerate(zip(cronograma.lineas, caben, strict=True))
        if cabe or lugar == 0
    )


def _pedir(todo: bool) -> None:
    st.session_state[_PEDIDO] = todo
