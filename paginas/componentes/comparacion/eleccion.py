"""A qué corte se comparan los planes, y los de qué año."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from modelos.meses import Mes
from modelos.seguimiento.comparacion_de_planes import anios, de_un_anio
from modelos.seguimiento.informe_de_avance import InformeDeAvance
from paginas.componentes import selector_en_la_direccion

CORTES_ANTERIORES = 12
_SIN_ELEGIR = ""


def elegir_corte(hoy: date) -> Mes | None:
    """Un mes cerrado del último año; None es el último mes completo de cada plan."""
    ultimo = Mes.de(hoy).mas(-1)
    cerrados = {mes.clave: mes for mes in (ultimo.mas(-n) for n in range(1, CORTES_ANTERIORES + 1))}
    nombres = {_SIN_ELEGIR: "Último mes completo"} | {
        clave: str(mes).capitalize() for clave, mes in cerrados.items()
    }
    with st.sidebar:
        return cerrados.get(selector_en_la_direccion.elegir("Corte del avance", "corte", nombres))


def elegir_anio(informes: Sequence[InformeDeAvance]) -> list[InformeDeAvance]:
    """Los planes que tocan el año elegido; sin elegir, todos."""
    opciones = {_SIN_ELEGIR: "Todos"} | {str(anio): str(anio) for anio in anios(informes)}
    elegido = selector_en_la_direccion.elegir("Planes del año", "anio", opciones, ancho=160)
    return de_un_anio(informes, int(elegido)) if elegido else list(informes)
