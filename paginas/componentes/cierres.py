"""El cierre de los meses de un plan, leído una vez por versión, y la lista de lo que cambió después."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from datos import cierre
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.cierre import CambioContado, Cierres
from modelos.frases import contar, fecha_corta
from paginas.componentes import plan_actual


def leer(plan: PlanCompleto) -> Cierres:
    """Lo guardado; en un borrador no se pregunta."""
    return _leer(clave=plan_actual.clave(plan), _plan=plan) if plan.vigente else Cierres()


@st.cache_resource(max_entries=40, show_spinner=False)
def _leer(clave: str, _plan: PlanCompleto) -> Cierres:  # noqa: ARG001  (lo demás ya está en ella)
    with lectura() as sesion:
        return cierre.leer(sesion, _plan)


def cambios_en_html(cambios: Sequence[CambioContado]) -> str:
    """«3 cambios tras el cierre», que se abre para ver quién, cuándo y por qué; vacío si no hay."""
    if not cambios:
        return ""
    cuantos = f"{contar(len(cambios), 'cambio')} tras el cierre"
    filas = "".join(
        f"<li>{escape(uno.actividad.removesuffix('.'))}, {uno.mes} · {escape(uno.quien)}, "
        f"{fecha_corta(uno.cuando)}: {escape(uno.razon)}</li>"
        for uno in cambios
    )
    return f'<details class="tras-cierre"><summary>{cuantos}</summary><ul>{filas}</ul></details>'
