"""Unidades: quiénes responden por las actividades, sus nombres, y unir las que están repetidas."""

import streamlit as st

from datos import unidades
from datos.conexion import lectura
from modelos.contenido import renglones
from modelos.unidades import proponer
from paginas.componentes.acciones import accion
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.unidades import lista

plan = plan_elegido()
with lectura() as sesion:
    todas = unidades.listar(sesion, plan.municipalidad_id)
propuestas = proponer(unidad.como_nombre for unidad in todas)

st.title("Unidades")
st.html(
    '<p class="subtitulo">Las que responden por las actividades, en todos los planes de la municipalidad.</p>'
)
if propuestas:
    st.header("Parecen la misma")
    lista.mostrar_pares(propuestas, plan.id)
    st.header("Todas")
if not todas:
    st.html(
        '<p class="aviso-vacio">Aún no hay unidades. Escriba la primera, o asígnela en la ficha '
        "de una actividad.</p>"
    )
lista.mostrar(todas, plan.id)
with st.container():
    escrito = st.chat_input("Agregar unidad", key="agregar_unidad")
if escrito:
    with accion("Agregar una unidad", lista.PAGINA, plan.id) as escribiendo:
        for nombre in renglones(escrito):
            unidades.crear(escribiendo, plan.municipalidad_id, nombre)
