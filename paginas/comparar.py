"""Comparar planes: una fila por plan con las mismas medidas, para la alcaldía."""

import streamlit as st

from datos import planes
from datos.conexion import lectura
from modelos.seguimiento.comparacion_de_planes import resumir
from paginas.componentes import reloj
from paginas.componentes.comparacion import eleccion, lectura_de_planes, tabla
from paginas.componentes.enlaces import boton_imprimir
from paginas.componentes.plan_actual import plan_elegido

with lectura() as sesion:
    disponibles = planes.listar(sesion)
if not disponibles:
    plan_elegido()  # invita a empezar y termina la página

st.title("Comparar planes")
oracion = st.container()
corte = eleccion.elegir_corte(reloj.hoy())
informes = lectura_de_planes.leer(disponibles, corte)
with st.container(horizontal=True, vertical_alignment="bottom", key="barra_de_comparacion"):
    mostrados = eleccion.elegir_anio(informes)
    boton_imprimir()
oracion.html(f'<p class="subtitulo">{resumir(mostrados)} Cada fila dice a qué corte está.</p>')
tabla.mostrar(mostrados, corte)
