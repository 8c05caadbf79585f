"""El cronograma: qué se hace cada mes, para leer, imprimir y editar."""

import streamlit as st

from datos.exportadores.pedido import Documento, Pedido
from paginas.componentes import exportar, permitido, reloj, ultima_accion
from paginas.componentes.cronograma import despliegue, edicion, editor, filtros, vista
from paginas.componentes.cronograma.armado import armar
from paginas.componentes.plan_actual import CLAVE, plan_elegido

en_curso = edicion.en_curso(int(st.session_state.get(CLAVE, 0)))
if en_curso is not None:
    editor.mostrar(en_curso.plan.id, reloj.hoy(en_curso.plan.zona_horaria))
    st.stop()

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)

encabezado = st.container(horizontal=True, vertical_alignment="bottom", key="resumen_del_cronograma")
with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="barra_del_cronograma"):
    eleccion = filtros.elegir(plan, hoy)
    exportar.ofrecer(Documento.CRONOGRAMA, Pedido(plan, hoy, eleccion.corte, eleccion.anio, eleccion.filtro))
    cronograma = armar(plan, hoy, eleccion)
    editar = permitido.edita() and st.button(
        "Editar",
        key=filtros.EDITAR,
        type="primary",
        icon=":material/edit:",
        disabled=not cronograma.lineas,
    )
abiertas = despliegue.abiertas(cronograma)
if editar:
    ultima_accion.olvidar()
    edicion.comenzar(plan, cronograma)
    st.rerun()
with encabezado:
    vista.titulo(plan, cronograma, hoy)
edicion.ofrecer_lo_descartado(plan.id)
if not cronograma.lineas:
    vista.mostrar_vacio(plan, eleccion)
    st.stop()
vista.mostrar(plan, cronograma, eleccion, hoy, abiertas)
