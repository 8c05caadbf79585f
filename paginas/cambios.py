"""Cambios: qué es distinto en el plan entre una aprobación, una fecha y hoy."""

import streamlit as st

from paginas.componentes import mensajes, reloj
from paginas.componentes.cambios import eleccion, lista, momentos, sesion
from paginas.componentes.enlaces import boton_imprimir
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
conocidos = momentos.conocer(plan, hoy)

st.title("Cambios")
st.html('<p class="subtitulo">Qué es distinto en el plan entre dos momentos.</p>')
with mensajes.explicar_rechazo():
    antes, despues = eleccion.elegir(conocidos)
    with st.container(horizontal=True, key="barra_de_cambios"):
        boton_imprimir()
        sesion.anotar(conocidos)
    st.html(lista.dibujar(sesion.comparados(antes, despues), antes, despues))
