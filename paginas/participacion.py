"""Participación: lo que la ciudadanía observó, aportó o acordó, y qué actividades le responden."""

from html import escape

import streamlit as st

from datos import aportes
from datos.conexion import lectura
from modelos.nodos import Clase, Nodo
from paginas.componentes import reloj
from paginas.componentes.aportes import ficha, lista
from paginas.componentes.contenido.seleccion import en_la_direccion
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
with lectura() as sesion:
    todos = aportes.listar(sesion, plan.id)
nodo = en_la_direccion()
elegido = next((aporte for aporte in todos if Nodo(Clase.APORTE, aporte.id) == nodo), None)

st.title("Participación")
st.html(f'<p class="subtitulo">{escape(plan.nombre)} · {lista.resumen(todos)}</p>')

with st.container(key="contenido"):
    izquierda, derecha = st.columns([6, 5], gap="large")
with izquierda:
    if not todos:
        st.html(
            '<p class="aviso-vacio">Este plan no tiene aportes de la ciudadanía. Escriba el primero al lado, '
            "o pegue la lista del acta, uno por renglón.</p>"
        )
    lista.mostrar(plan, lista.filtrar(todos), nodo)
with derecha, st.container(key="ficha"):
    if elegido is None:
        ficha.agregar(plan)
    else:
        ficha.mostrar(plan, elegido, reloj.hoy(plan.pais))
