"""Participación: lo que la ciudadanía pidió o acordó, qué actividades le responden y qué falta responder."""

from html import escape

import streamlit as st

from datos import aportes
from datos.conexion import lectura
from datos.exportadores.pedido import Documento, Pedido
from modelos.frases import fecha_larga
from modelos.nodos import Clase, Nodo
from modelos.rendicion import rendir
from modelos.seguimiento.liquidacion import Momento
from paginas.componentes import enlaces, exportar, permitido, reloj
from paginas.componentes.aportes import ciudadania, cuenta, ficha, filtro, lista, propuestas
from paginas.componentes.contenido.seleccion import en_la_direccion
from paginas.componentes.plan_actual import plan_elegido

TRABAJO, CIUDADANIA = "Para trabajar", "Para la ciudadanía"

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
with lectura() as sesion:
    todos = aportes.listar(sesion, plan.id)
rendicion = rendir(plan, todos, Momento.hoy(hoy))

st.title("Participación")
st.html(f'<p class="subtitulo">{escape(plan.nombre)} · al {fecha_larga(hoy)}</p>')
if not todos:
    st.html(
        '<p class="aviso-vacio">Este plan no tiene aportes de la ciudadanía. Escriba el primero abajo, '
        "o pegue la lista del acta, uno por renglón.</p>"
    )
    if permitido.edita():
        ficha.agregar(plan)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", key="barra_de_participacion"):
    vista = st.segmented_control(
        "Vista",
        [TRABAJO, CIUDADANIA],
        default=TRABAJO,
        required=True,
        key="vista",
        bind="query-params",
        label_visibility="collapsed",
    )
    if vista == CIUDADANIA:
        enlaces.boton_imprimir()
    exportar.ofrecer(Documento.PARTICIPACION, Pedido(plan, hoy))
if vista == CIUDADANIA:
    ciudadania.mostrar(plan, rendicion, hoy)
    st.stop()

nodo = en_la_direccion()
elegido = next((aporte for aporte in todos if Nodo(Clase.APORTE, aporte.id) == nodo), None)
por_decidir = propuestas.leer(plan, todos) if permitido.edita() else ()
with st.container(key="contenido"):
    izquierda, derecha = st.columns([6, 5], gap="large")
with izquierda:
    cuenta.mostrar(rendicion, plan.id)
    propuestas.mostrar(plan, [aporte for aporte in todos if aporte != elegido], por_decidir)
    lista.mostrar(plan, rendicion, filtro.en_la_direccion(plan), nodo)
with derecha, st.container(key="ficha"):
    if not permitido.edita():
        st.html('<p class="aviso-vacio">Cada aporte muestra a su lado las actividades que le responden.</p>')
    elif elegido is None:
        ficha.agregar(plan)
    else:
        ficha.mostrar(plan, elegido, hoy)
        propuestas.mostrar_las_de(plan, elegido, por_decidir)
