"""Lo que falta: qué hacer para el nivel, qué pasaría si se hace, y lo que podrían objetar."""

from html import escape

import streamlit as st

from datos import unidades
from datos.conexion import lectura as leer_base
from modelos.certificacion.brecha import abiertos
from paginas.componentes import enlaces, reloj
from paginas.componentes.certificacion import comienzo, lectura, por_hacer, previa, simulador
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.requisitos import observaciones
from paginas.componentes.texto import Armado

PAGINA = "preparacion"

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
persigue = lectura.leer(plan)
st.title("Lo que falta")
if persigue is None:
    comienzo.mostrar(plan)
    st.stop()
with leer_base() as sesion:
    nombres = {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, plan.municipalidad_id)}
faltan = abiertos(persigue.certificacion, hoy)
st.html(f'<p class="subtitulo">{escape(persigue.nombre_del_nivel)} · {escape(plan.nombre)}</p>')
enlaces.boton_imprimir()
st.html(Armado(por_hacer.en_html(plan, faltan, nombres)))
generales = [una for una in persigue.certificacion.observaciones if una.requisito_id is None]
if generales:
    st.header("Observaciones generales")
    for una in sorted(generales, key=lambda una: not una.abierta):
        observaciones.mostrar_una(plan, una, nombres, hoy, PAGINA)
st.header("Qué pasaría si…")
simulador.mostrar(plan, persigue, hoy)
st.header("Revisión previa")
st.html(Armado(previa.en_html(plan, persigue, hoy)))
