"""Contenido del plan: su esquema, y la ficha de lo que se elige en él."""

import streamlit as st

from datos import anexos_del_plan, unidades
from datos.conexion import lectura
from paginas.componentes import reloj
from paginas.componentes.contenido import esquema, lote, panel, portada
from paginas.componentes.contenido.seleccion import elegido
from paginas.componentes.plan_actual import plan_elegido

UNA, VARIAS = "Una por una", "Varias a la vez"

plan = plan_elegido()
with lectura() as sesion:
    anexos = anexos_del_plan.leer(sesion, plan.id)
    conocidas = {u.nombre: u.id for u in unidades.listar(sesion, plan.municipalidad_id)}
seleccion = elegido(plan, {programa.id for programa in anexos.programas})

st.title("Contenido del plan")
st.html(f'<p class="subtitulo">{portada.resumen(plan)}</p>')

modo = st.segmented_control(
    "Cómo editar", [UNA, VARIAS], default=UNA, required=True, key="modo", label_visibility="collapsed"
)

with st.container(key="contenido"):
    izquierda, derecha = st.columns([6, 5], gap="large")
if modo == VARIAS:
    with izquierda:
        marcadas = lote.marcar(plan)
    with derecha, st.container(key="ficha"):
        lote.cambiar(plan, marcadas, conocidas, reloj.hoy(plan.zona_horaria))
else:
    with izquierda:
        esquema.mostrar(plan, seleccion)
    with derecha, st.container(key="ficha"):
        panel.mostrar(plan, seleccion, anexos, conocidas, reloj.hoy(plan.zona_horaria))
