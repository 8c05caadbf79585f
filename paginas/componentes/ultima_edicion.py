"""Lo último que se guardó en el cronograma, con su «Deshacer»."""

from typing import NamedTuple

import streamlit as st

from datos.deshacer import deshacer
from modelos.frases import contar
from paginas.componentes.mensajes import anunciar, explicar_rechazo

_CLAVE = "ultima_edicion_del_cronograma"


class _Guardada(NamedTuple):
    plan_id: int
    celdas: int
    accion_id: int


def anotar(plan_id: int, celdas: int, accion_id: int) -> None:
    """Deja la frase y el botón para cuando se dibuje la página."""
    st.session_state[_CLAVE] = _Guardada(plan_id, celdas, accion_id)


def mostrar(plan_id: int) -> None:
    """«3 celdas guardadas. Deshacer», mientras se mire el mismo plan."""
    guardada: _Guardada | None = st.session_state.get(_CLAVE)
    if guardada is None or guardada.plan_id != plan_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="ultima_edicion"):
        frase = contar(guardada.celdas, "celda guardada")
        st.markdown(f":material/check: {frase}.", width="content")
        if st.button("Deshacer", key="deshacer_edicion", type="tertiary"):
            with explicar_rechazo():
                deshacer(guardada.accion_id)
                del st.session_state[_CLAVE]
                anunciar("Se deshizo: el cronograma quedó como estaba.")
                st.rerun()
