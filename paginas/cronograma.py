"""El cronograma: qué se hace cada mes, para leer, imprimir y editar."""

import streamlit as st

from datos import firmas
from datos.conexion import lectura
from modelos.cronograma import armar
from paginas.componentes import filtros_cronograma, lectura_cronograma, reloj
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
encabezado = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="barra_del_cronograma"):
    eleccion = filtros_cronograma.elegir(plan, hoy)
    lectura_cronograma.boton_imprimir()
    st.button("Editar", key=filtros_cronograma.EDITAR, type="primary", icon=":material/edit:")
cronograma = armar(plan, hoy, eleccion.filtro, corte=eleccion.corte, anio=eleccion.anio)
with encabezado:
    lectura_cronograma.titulo(plan, cronograma, eleccion)
if not cronograma.lineas:
    lectura_cronograma.mostrar_vacio(plan, eleccion)
    st.stop()
with lectura() as sesion:
    firmantes = firmas.listar(sesion, plan.id)
lectura_cronograma.mostrar(plan, cronograma, eleccion, hoy, firmantes)
