"""Salud: si la instalación está bien, y qué hacer con lo que no (`/salud` es para otros programas)."""

from datetime import datetime

import streamlit as st

from datos import salud
from paginas.componentes.salud import puntos

revisados = salud.revisar(datetime.now().astimezone())

st.title("Salud")
puntos.resumen(revisados)
puntos.mostrar(revisados)
