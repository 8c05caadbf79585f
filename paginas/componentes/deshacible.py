"""La última acción grande que se puede deshacer, dicha en la pantalla a la que lleva."""

import streamlit as st

from datos.deshacer import deshacer
from paginas.componentes import mensajes

_CLAVE = "accion_deshacible"


def dejar(texto: str, accion_id: int) -> None:
    """Deja la frase y el botón para la próxima pantalla que se dibuje."""
    st.session_state[_CLAVE] = (texto, accion_id, None)


def mostrar(pantalla: str) -> None:
    """Muestra lo pendiente arriba de la primera pantalla que se dibuja, hasta que se pase a otra."""
    pendiente: tuple[str, int, str | None] | None = st.session_state.get(_CLAVE)
    if pendiente is None:
        return
    texto, accion_id, primera = pendiente
    if primera not in (None, pantalla):
        _olvidar()
        return
    st.session_state[_CLAVE] = (texto, accion_id, pantalla)
    with st.container(horizontal=True, vertical_alignment="center", key="accion_deshacible_franja"):
        st.markdown(f":material/check: {texto}", width="content")
        revertir = st.button("Deshacer", key="deshacer_accion", type="tertiary")
        st.button("Cerrar", key="cerrar_accion", type="tertiary", on_click=_olvidar)
    if revertir:
        with mensajes.explicar_rechazo():
            deshacer(accion_id)
            _olvidar()
            mensajes.anunciar("Se deshizo: todo quedó como estaba antes.")
            st.rerun()


def _olvidar() -> None:
    st.session_state.pop(_CLAVE, None)
