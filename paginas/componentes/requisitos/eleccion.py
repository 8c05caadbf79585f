"""Qué requisito está elegido: va en la dirección, y así se llega a él desde otra pantalla."""

import streamlit as st

from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso

EN_LA_DIRECCION = "requisito"


def elegido(certificacion: Certificacion) -> RequisitoDelProceso | None:
    """El de la dirección, si es de este plan."""
    pedido = st.query_params.get(EN_LA_DIRECCION)
    return next((uno for uno in certificacion.requisitos if str(uno.id) == pedido), None)


def cerrar() -> None:
    """Ninguno; sirve como `on_click`."""
    st.query_params.pop(EN_LA_DIRECCION, None)
