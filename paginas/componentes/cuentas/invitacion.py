"""Invitar a una persona, y el enlace que se le entrega, que se muestra una vez."""

from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from datos.cuentas import personas
from modelos.cuentas import VIGENCIA_DE_CAMBIO, VIGENCIA_DE_INVITACION
from paginas.componentes import reloj
from paginas.componentes.cuentas import puesto
from paginas.componentes.cuentas.puesto import Elegibles
from paginas.componentes.ficha_abierta import refrescar, vuelta
from paginas.componentes.mensajes import anunciar, explicar_rechazo
from paginas.componentes.texto import sin_formato

_ENLACE = "enlace_recien_hecho"


class EnlaceHecho(NamedTuple):
    """Para quién es, y la dirección que se le entrega."""

    nombre: str
    direccion: str


def ofrecer(elegibles: Elegibles) -> None:
    """El botón que abre los datos de la persona que se invita."""
    with st.popover(
        "Invitar a una persona", icon=":material/person_add:", type="primary", key=f"invitar_{vuelta()}"
    ):
        clave = f"nueva_{vuelta()}"
        nombre = st.text_input("Nombre y apellido", key=f"nombre_{clave}", max_chars=120)
        correo = st.text_input("Correo", key=f"correo_{clave}", max_chars=200)
        elegido = puesto.elegir(clave, elegibles)
        if st.button("Invitar", key="invitar_ahora", type="primary"):
            with explicar_rechazo():
                testigo = personas.invitar(nombre, correo, elegido, reloj.ahora())
                if testigo:
                    recordar(nombre, testigo)
                else:
                    anunciar(
                        f"{nombre} ya tenía cuenta: entra con su clave de siempre y puede cambiarse aquí."
                    )
                refrescar()
                st.rerun()


def recordar(nombre: str, testigo: str) -> None:
    """Deja el enlace a la vista hasta que se cierre."""
    aqui = urlsplit(st.context.url or "")
    st.session_state[_ENLACE] = EnlaceHecho(nombre, f"{aqui.scheme}://{aqui.netloc}/clave/{testigo}")


def mostrar_enlace() -> None:
    """El último enlace hecho, para copiarlo y entregarlo; no se puede volver a ver después."""
    hecho: EnlaceHecho | None = st.session_state.get(_ENLACE)
    if hecho is None:
        return
    with st.container(border=True, key="enlace_hecho"):
        st.markdown(
            f"**Entregue este enlace a {sin_formato(hecho.nombre)}**, por el medio que prefiera. "
            f"Con él pone su clave. Sirve una sola vez: {VIGENCIA_DE_INVITACION.days} días si es invitación, "
            f"{VIGENCIA_DE_CAMBIO.days * 24} horas si ya tenía clave."
        )
        st.code(hecho.direccion, language=None, wrap_lines=True)
        if st.button("Ya lo entregué", key="enlace_entregado"):
            del st.session_state[_ENLACE]
            st.rerun()
