"""Un selector cuyo valor vive en la dirección: se guarda en un marcador, se envía, y «atrás» lo devuelve."""

from collections.abc import Mapping

import streamlit as st


def leer(clave: str, opciones: Mapping[str, str]) -> str:
    """El valor elegido, o la primera de las opciones si la dirección no dice uno de ellas."""
    por_omision = next(iter(opciones))
    pedido = st.query_params.get(clave, por_omision)
    return pedido if pedido in opciones else por_omision


def elegir(etiqueta: str, clave: str, opciones: Mapping[str, str], *, ancho: int | None = None) -> str:
    """Muestra el selector y entrega el valor; `opciones` va de valor en la dirección a nombre.

    Un valor que no es de las opciones se borra de la dirección.
    """
    por_omision = next(iter(opciones))
    pedido = leer(clave, opciones)
    if st.query_params.get(clave, pedido) != pedido:
        del st.query_params[clave]
    widget = f"en_la_direccion_{clave}"
    st.session_state[widget] = pedido
    st.selectbox(
        etiqueta,
        list(opciones),
        format_func=lambda valor: opciones.get(valor, valor),
        key=widget,
        width=ancho or "stretch",
        on_change=_escribir,
        args=(clave, por_omision),
    )
    return pedido


def _escribir(clave: str, por_omision: str) -> None:
    elegido = str(st.session_state[f"en_la_direccion_{clave}"])
    if elegido == por_omision:
        st.query_params.pop(clave, None)
    else:
        st.query_params[clave] = elegido
