"""Qué nodo del plan está elegido: va en la dirección, y así se puede llegar a él desde otra pantalla."""

from collections.abc import Container
from dataclasses import dataclass

import streamlit as st

from modelos.arbol import ActividadDelPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.nodos import Clase, Nodo

_EN_LA_DIRECCION = "nodo"


@dataclass(frozen=True, slots=True)
class Seleccion:
    """El nodo elegido con los que lo contienen; vacía si no hay ninguno."""

    nodo: Nodo | None = None
    linea: LineaDelPlan | None = None
    objetivo: ObjetivoDelPlan | None = None
    actividad: ActividadDelPlan | None = None

    @property
    def programa_id(self) -> int | None:
        """El programa elegido, o el de la línea elegida: donde va la próxima línea."""
        if self.nodo is not None and self.nodo.clase is Clase.PROGRAMA:
            return self.nodo.id
        return self.linea.programa_id if self.linea else None


def en_la_direccion() -> Nodo | None:
    """El nodo que dice la dirección, sea de este plan o no."""
    return Nodo.leer(st.query_params.get(_EN_LA_DIRECCION))


def elegido(plan: PlanCompleto, programas: Container[int]) -> Seleccion:
    """Lo elegido en la dirección, si es de este plan; los programas sin líneas no están en el árbol."""
    nodo = en_la_direccion()
    if nodo is None:
        return Seleccion()
    if nodo.clase is Clase.PROGRAMA:
        return Seleccion(nodo) if nodo.id in programas else Seleccion()
    for linea in plan.lineas:
        if nodo == Nodo(Clase.LINEA, linea.id):
            return Seleccion(nodo, linea)
        for objetivo in linea.objetivos:
            if nodo == Nodo(Clase.OBJETIVO, objetivo.id):
                return Seleccion(nodo, linea, objetivo)
            for actividad in objetivo.actividades:
                if nodo == Nodo(Clase.ACTIVIDAD, actividad.id):
                    return Seleccion(nodo, linea, objetivo, actividad)
    return Seleccion()


def elegir(nodo: Nodo | None) -> None:
    """Deja elegido el nodo; sirve como `on_click`."""
    if nodo is None:
        st.query_params.pop(_EN_LA_DIRECCION, None)
    else:
        st.query_params[_EN_LA_DIRECCION] = str(nodo)
