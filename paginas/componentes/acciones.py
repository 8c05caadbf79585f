"""Una acción de la persona: se escribe, se ofrece deshacerla, y la página se dibuja de nuevo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st
from sqlmodel import Session

from datos.conexion import escritura
from datos.deshacer import deshacer
from paginas.componentes.mensajes import anunciar, explicar_rechazo
from paginas.componentes.texto import sin_formato

_ULTIMA = "ultima_accion"
_VUELTA = "vuelta_de_fichas"


class Hecha(NamedTuple):
    """Lo último que se hizo en esta sesión y con qué número quedó en la bitácora."""

    accion_id: int
    descripcion: str
    pagina: str


@contextmanager
def accion(
    descripcion: str,
    pagina: str,
    plan_id: int | None,
    *,
    version: int | None = None,
    luego: Callable[[], object] | None = None,
) -> Iterator[Session]:
    """Escribe lo del bloque en una transacción y vuelve a dibujar; si una regla se niega, muestra su frase.

    `luego` es lo que se hace en la pantalla una vez guardado. Lo que sigue al bloque solo corre si se negó.
    """
    with explicar_rechazo():
        with escritura(descripcion, plan_id=plan_id, version=version) as sesion:
            yield sesion
        st.session_state[_ULTIMA] = Hecha(sesion.info["accion_id"], descripcion, pagina)
        refrescar_fichas()
        if luego is not None:
            luego()
        st.rerun()


def mostrar_ultima(pagina: str) -> None:
    """Lo último hecho en esta página, con su «Deshacer»: una barra al pie que no mueve lo demás."""
    hecha: Hecha | None = st.session_state.get(_ULTIMA)
    if hecha is None or hecha.pagina != pagina:
        return
    with st.container(key="ultima_accion", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"Hecho: {sin_formato(_en_medio(hecha.descripcion))}", width="stretch")
        if st.button("Deshacer", key="deshacer", type="tertiary", icon=":material/undo:"):
            _deshacer(hecha)
        st.button("Cerrar", key="cerrar_ultima", type="tertiary", on_click=_olvidar)


def _deshacer(hecha: Hecha) -> None:
    with explicar_rechazo():
        deshacer(hecha.accion_id)
        _olvidar()
        refrescar_fichas()
        anunciar(f"Se deshizo: {_en_medio(hecha.descripcion)}.")
        st.rerun()


def _olvidar() -> None:
    st.session_state.pop(_ULTIMA, None)


def refrescar_fichas() -> None:
    """Las fichas abiertas se vuelven a llenar con lo guardado."""
    st.session_state[_VUELTA] = vuelta() + 1


def vuelta() -> int:
    """Cuántas veces se guardó algo en esta sesión; forma parte de las claves de una ficha."""
    return int(st.session_state.get(_VUELTA, 0))


def _en_medio(descripcion: str) -> str:
    return descripcion[:1].lower() + descripcion[1:]
