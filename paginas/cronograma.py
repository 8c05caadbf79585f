"""El cronograma: qué se hace cada mes, para leer, imprimir y editar."""

import streamlit as st

from datos import anexos_del_plan
from datos.conexion import lectura
from modelos.cronograma import armar
from paginas.componentes import (
    edicion_cronograma,
    editor_cronograma,
    filtros_cronograma,
    lectura_cronograma,
    reloj,
    ultima_accion,
)
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
edicion = edicion_cronograma.en_curso(plan.id)
if edicion is not None:
    st.title("Editar el cronograma")
    editor_cronograma.mostrar(plan.id, hoy)
    st.stop()

encabezado = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="barra_del_cronograma"):
    eleccion = filtros_cronograma.elegir(plan, hoy)
    lectura_cronograma.boton_imprimir()
    editar = st.button("Editar", key=filtros_cronograma.EDITAR, type="primary", icon=":material/edit:")
cronograma = armar(plan, hoy, eleccion.filtro, corte=eleccion.corte, anio=eleccion.anio)
if editar:
    ultima_accion.olvidar()
    edicion_cronograma.comenzar(plan, cronograma)
    st.rerun()
with encabezado:
    lectura_cronograma.titulo(plan, cronograma, hoy)
edicion_cronograma.ofrecer_lo_descartado(plan.id)
if not cronograma.lineas:
    lectura_cronograma.mostrar_vacio(plan, eleccion)
    st.stop()
with lectura() as sesion:
    firmantes = anexos_del_plan.firmas(sesion, plan.id)
lectura_cronograma.mostrar(plan, cronograma, eleccion, hoy, firmantes)
