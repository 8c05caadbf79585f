"""Lo último que se hizo en una pantalla y se puede deshacer: qué fue, y su «Deshacer»."""

from typing import NamedTuple

import streamlit as st

from datos.deshacer import deshacer
from paginas.componentes import ficha_abierta
from paginas.componentes.mensajes import anunciar, explicar_rechazo
from paginas.componentes.texto import sin_formato

_ULTIMA = "ultima_accion"


class Hecha(NamedTuple):
    """Una acción ya guardada: su número en la bitácora, lo que se dice de ella y dónde se ofrece."""

    accion_id: int
    frase: str
    pantalla: str


def anotar(accion_id: int, frase: str, pantalla: str) -> None:
    """Deja la frase y el botón para esa pantalla, y las fichas abiertas se vuelven a llenar."""
    st.session_state[_ULTIMA] = Hecha(accion_id, frase, pantalla)
    ficha_abierta.refrescar()


def olvidar() -> None:
    """Ya no se ofrece deshacer nada."""
    st.session_state.pop(_ULTIMA, None)


def mostrar(pantalla: str) -> None:
    """Una barra al pie que no mueve lo demás, mientras se mire la pantalla; la llama app.py.

    Su lugar se pide aunque quede vacío: si apareciera después, lo que sigue se haría de nuevo en el navegador
    y quien escribe ahí perdería el foco.
    """
    lugar = st.container(key="ultima_accion", horizontal=True, vertical_alignment="center", gap="small")
    hecha = _hecha_en(pantalla)
    if hecha is None:
        return
    with lugar:
        st.markdown(sin_formato(hecha.frase), width="stretch")
        _boton_deshacer(hecha, "deshacer")
        st.button("Cerrar", key="cerrar_ultima", type="tertiary", on_click=olvidar)


def mostrar_en_dialogo(pantalla: str) -> None:
    """Lo mismo en un renglón, dentro de un diálogo que sigue abierto después de guardar."""
    hecha = _hecha_en(pantalla)
    if hecha is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check: {sin_formato(hecha.frase)}", width="content")
        _boton_deshacer(hecha, "deshacer_en_dialogo")


def _hecha_en(pantalla: str) -> Hecha | None:
    hecha: Hecha | None = st.session_state.get(_ULTIMA)
    return hecha if hecha and hecha.pantalla == pantalla else None


def _boton_deshacer(hecha: Hecha, clave: str) -> None:
    if st.button("Deshacer", key=clave, type="tertiary", icon=":material/undo:"):
        with explicar_rechazo():
            deshacer(hecha.accion_id)
            olvidar()
            ficha_abierta.refrescar()
            anunciar("Se deshizo: todo quedó como estaba antes.")
            st.rerun()
