"""Una actividad: dónde está en el plan, cómo va, sus meses, lo que se registra en ella y su historia."""

import streamlit as st

from datos import aportes, historial, reprogramaciones, unidades
from datos.conexion import lectura
from modelos.seguimiento.pendientes import mirar
from paginas.componentes import reloj, tras_cierre
from paginas.componentes.actividad import (
    atraso,
    campos,
    edicion_de_meses,
    eleccion,
    evidencia,
    franja,
    historia,
    portada,
)
from paginas.componentes.certificacion import lectura as lectura_de_certificacion
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
encabezado = st.container()
with st.container(key="elegir_actividad"):
    lugar = eleccion.elegir(plan)
if lugar is None:
    encabezado.title("Actividad")
    encabezado.html('<p class="subtitulo">Elija una actividad para ver sus meses y su historia.</p>')
    st.stop()

actividad = lugar[2]
asunto = mirar(*lugar, hoy)
with lectura() as sesion:
    hechos = historial.de_actividad(sesion, plan.id, actividad.id)
    traslados = reprogramaciones.de_actividad(sesion, actividad.id)
    respondidos = [uno for uno in aportes.listar(sesion, plan.id) if actividad.id in uno.actividades]
    nombres = {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, plan.municipalidad_id)}

portada.mostrar(plan, asunto, hoy)
portada.botones(plan, asunto, hoy)
st.header("Meses")
franja.mostrar(plan, asunto)
edicion_de_meses.mostrar(plan, actividad, hoy)
atraso.mostrar(plan, asunto)
izquierda, derecha = st.columns(2, gap="large")
with izquierda:
    st.header("En el plan")
    campos.mostrar(plan, actividad, respondidos)
    portada.enlace_a_contenido(actividad)
with derecha:
    evidencia.mostrar(plan, actividad.id, lectura_de_certificacion.evidencias(plan))
    if traslados:
        st.header("Reprogramaciones")
        historia.mostrar_traslados(traslados)
    st.header("Historia")
    historia.mostrar(actividad, hechos, nombres, plan.zona_horaria)
tras_cierre.preguntar()
