"""El menú «Exportar»: los formatos de un documento; cada archivo se hace al pulsarlo, nunca al mirar."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import streamlit as st

from datos import planes
from datos.conexion import lectura
from datos.exportadores import catalogo
from datos.exportadores.pedido import Documento, Exportacion, Pedido


def ofrecer(documento: Documento, pedido: Pedido) -> None:
    """Un botón por formato, dentro del menú; mientras está cerrado no dibuja ninguno."""
    menu = st.popover(
        "Exportar",
        icon=":material/download:",
        width="content",
        key=f"exportar_{documento}",
        on_change="rerun",
    )
    if not menu.open:
        return
    with menu, st.container(gap=None):
        for frase in catalogo.alcance(documento, pedido):
            st.caption(frase)
        for exportacion in catalogo.de(documento):
            st.download_button(
                exportacion.etiqueta,
                partial(_generar, exportacion, pedido),
                exportacion.nombre_de_archivo(pedido),
                exportacion.mime,
                key=f"exportar_{documento}_{exportacion.clave}",
                on_click="ignore",
                type="tertiary",
            )


def _generar(exportacion: Exportacion, pedido: Pedido) -> BytesIO:
    """El archivo, con el plan como está al pulsar el botón."""
    with lectura() as sesion:
        actual = replace(pedido, plan=planes.cargar(sesion, pedido.plan.id))
        return BytesIO(exportacion.generar(sesion, actual))
