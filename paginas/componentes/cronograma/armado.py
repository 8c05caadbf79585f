"""El cronograma armado y dibujado una vez por versión del plan y por lo que se eligió mirar."""

from datetime import date

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.calendario import cronograma
from modelos.calendario.cronograma import Cronograma
from paginas.componentes.cronograma.filtros import Eleccion
from paginas.componentes.plan_actual import clave


def armar(plan: PlanCompleto, hoy: date, eleccion: Eleccion) -> Cronograma:
    """Las filas que se eligió mirar."""
    return _armar(clave=clave(plan, hoy, eleccion), _plan=plan, _hoy=hoy, _eleccion=eleccion)


@st.cache_resource(max_entries=40, show_spinner=False)
def _armar(clave: str, _plan: PlanCompleto, _hoy: date, _eleccion: Eleccion) -> Cronograma:  # noqa: ARG001
    return cronograma.armar(_plan, _hoy, _eleccion.filtro, corte=_eleccion.corte, anio=_eleccion.anio)
