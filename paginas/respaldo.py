"""Respaldo: una copia de todo en un clic, las que ya hay, dónde están los datos y cómo se restaura."""

import streamlit as st

from datos import instalacion
from datos.respaldo import guardados
from paginas.componentes.respaldo import respaldos

actual = instalacion.describir()

st.title("Respaldo")
st.html(
    '<p class="subtitulo">Una copia de todos los planes, su bitácora y sus documentos en un solo archivo. '
    "El programa hace una cada día; guárdela también fuera de este equipo.</p>"
)
if actual.riesgo:
    st.warning(actual.riesgo, icon=":material/warning:")
respaldos.preparar()
presentes = guardados.listar()
respaldos.anteriores(presentes)
respaldos.donde_estan(actual)
respaldos.como_se_restaura(actual.carpeta, presentes)
