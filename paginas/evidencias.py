"""Evidencias: la biblioteca de lo que prueba el plan, con dónde se usa, lo que vence y sus fotografías."""

from html import escape

import streamlit as st

from paginas.componentes import permitido, reloj
from paginas.componentes.certificacion import lectura
from paginas.componentes.evidencias import biblioteca, carga, ficha, filtro
from paginas.componentes.evidencias.eleccion import elegida
from paginas.componentes.plan_actual import plan_elegido

PAGINA = "evidencias"

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
todas = lectura.evidencias(plan)
persigue = lectura.leer(plan)
una = elegida(todas)

st.title("Evidencias")
st.html(f'<p class="subtitulo">{escape(plan.nombre)} · {biblioteca.resumen(todas, hoy)}</p>')
if permitido.edita() and st.button(
    "Cargar…", key="cargar_evidencia", type="primary", icon=":material/attach_file:"
):
    carga.preguntar(plan, PAGINA)
if not todas:
    biblioteca.mostrar_vacia()
    st.stop()
pedido = filtro.mostrar(todas)
with st.container(key="contenido"):
    izquierda, derecha = st.columns([6, 5] if una else [1, 0.01], gap="large")
with izquierda:
    biblioteca.mostrar(plan, pedido.aplicar(todas, hoy), una, pedido, hoy)
if una is not None:
    with derecha, st.container(key="ficha"):
        ficha.mostrar(plan, persigue, una, hoy)
