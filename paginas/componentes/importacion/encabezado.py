"""En qué fila están los títulos de una tabla, para decirlo si se entendió otra."""

import streamlit as st

from datos.encabezado_a_mano import candidatas
from datos.importadores.documento import Tabla
from datos.muestra_de_tabla import fila_de_titulos
from paginas.componentes.importacion import revision

_LARGO = 70


def elegir(abierta: revision.Revision, tabla: Tabla) -> None:
    """Las primeras filas con algo escrito; elegir otra vuelve a leer el documento desde ella."""
    leidas = [leida for leida in abierta.leido.columnas if leida.tabla == tabla.numero]
    actual = abierta.ajustes.encabezados.get(tabla.numero, fila_de_titulos(leidas))
    filas = candidatas(tabla)
    opciones = [*([] if actual in filas else [actual]), *filas]
    elegida = st.selectbox(
        "Fila de los títulos",
        opciones,
        opciones.index(actual),
        key=f"titulos_{tabla.numero}_{actual}",
        format_func=lambda fila: _nombre(fila, filas.get(fila or 0, "")),
        width=620,
    )
    if elegida is not None and elegida != actual:
        encabezados = {**abierta.ajustes.encabezados, tabla.numero: elegida}
        revision.releer(abierta.ajustes.model_copy(update={"encabezados": encabezados}))
        st.rerun()


def _nombre(fila: int | None, textos: str) -> str:
    if fila is None:
        return "No se reconoció ninguna"
    corto = textos if len(textos) <= _LARGO else textos[: _LARGO - 1].rstrip() + "…"
    return f"Fila {fila}: {corto}" if corto else f"Fila {fila}"
