"""Por qué baja lo programado de un plan vigente: la misma pregunta en todas las pantallas."""

from collections.abc import Callable, Iterable

import streamlit as st

from modelos.actividad import Motivo
from modelos.arbol import PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, bajas_de
from modelos.frases import contar
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon


def preguntar_por_bajas(plan: PlanCompleto, cambios: Iterable[CambioDeCelda]) -> Razon:
    """Pregunta solo si el plan está vigente y algo baja o se mueve de mes."""
    bajas = bajas_de(plan, cambios)
    if not bajas:
        return SIN_RAZON
    cuantas = contar(len(bajas), "actividad", dentro_de_frase=True)
    return preguntar("del_cambio", f"El plan está vigente y baja lo programado en {cuantas}: diga por qué.")


def preguntar(
    clave: str, frase: str, dicha: Razon = SIN_RAZON, al_cambiar: Callable[[], None] | None = None
) -> Razon:
    """La frase que dice qué baja, el motivo y la explicación; sin motivo, la regla dirá que falta.

    Parte con la razón `dicha`, y llama a `al_cambiar` cada vez que se deja un campo.
    """
    st.markdown(frase)
    motivo = st.pills(
        "Motivo",
        list(Motivo),
        default=dicha.motivo,
        format_func=lambda motivo: motivo.etiqueta,
        key=f"motivo_{clave}",
        on_change=al_cambiar,
    )
    explicacion = st.text_input(
        "Explicación",
        dicha.explicacion,
        key=f"explicacion_{clave}",
        placeholder="Una frase",
        on_change=al_cambiar,
    )
    return Razon(motivo, explicacion or "")
