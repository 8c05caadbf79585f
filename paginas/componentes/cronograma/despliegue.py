"""Qué líneas del cronograma están desplegadas: al abrir, las primeras; después, lo que diga la dirección."""

from collections.abc import Collection
from itertools import accumulate

import streamlit as st

from modelos.calendario.cronograma import Cronograma
from paginas.componentes import controles

FILAS_AL_ABRIR = 100
"""Actividades que se despliegan solas; con más, la página tarda y nadie las lee de una vez."""

CLAVE = "desplegado"
TODO, NADA = "todo", "nada"


def boton(cronograma: Cronograma, abiertas: Collection[int]) -> str:
    """HTML de «Desplegar todo», o de «Plegar todo» si ya lo está."""
    if len(abiertas) < len(cronograma.lineas):
        return controles.boton("Desplegar todo", CLAVE, TODO)
    return controles.boton("Plegar todo", CLAVE, NADA)


def abiertas(cronograma: Cronograma) -> frozenset[int]:
    """Las líneas desplegadas: todas, ninguna o, si la dirección no lo dice, las que caben.

    Lo que un filtro encontró se muestra siempre entero.
    """
    pedido = st.query_params.get(CLAVE)
    if pedido not in {TODO, NADA} and not cronograma.filtrado:
        return _las_que_caben(cronograma)
    return frozenset() if pedido == NADA else frozenset(fila.linea.id for fila in cronograma.lineas)


def _las_que_caben(cronograma: Cronograma) -> frozenset[int]:
    """Las primeras líneas, hasta `FILAS_AL_ABRIR` actividades; la primera, siempre."""
    hasta = accumulate(sum(1 for _ in fila.actividades) for fila in cronograma.lineas)
    caben = (filas <= FILAS_AL_ABRIR for filas in hasta)
    return frozenset(
        fila.linea.id
        for lugar, (fila, cabe) in enumerate(zip(cronograma.lineas, caben, strict=True))
        if cabe or lugar == 0
    )
