"""Requisitos: qué se pide para el nivel, en qué va cada uno, quién responde y con qué se prueba."""

from html import escape

import streamlit as st

from datos import unidades
from datos.conexion import lectura as leer_base
from paginas.componentes import permitido, reloj
from paginas.componentes.certificacion import comienzo, lectura
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.requisitos import agregar, ficha, matriz, matriz_ajena, otra_version
from paginas.componentes.requisitos.eleccion import elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
persigue = lectura.leer(plan)
st.title("Requisitos")
if persigue is None:
    comienzo.mostrar(plan)
    st.stop()
with leer_base() as sesion:
    nombres = {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, plan.municipalidad_id)}
requisito = elegido(persigue.certificacion)
st.html(f'<p class="subtitulo">{escape(persigue.nombre_del_nivel)} · {escape(plan.nombre)}</p>')
with st.container(key="contenido"):
    izquierda, derecha = st.columns([7, 5] if requisito else [1, 0.01], gap="medium")
with izquierda:
    matriz.mostrar(plan, persigue, requisito, nombres, hoy)
    if requisito is None and permitido.edita():
        with st.container(horizontal=True, key="acciones_de_la_matriz"):
            agregar.ofrecer(plan, persigue)
            matriz_ajena.ofrecer(plan, persigue.certificacion, nombres, hoy)
            otra_version.ofrecer(plan, persigue)
if requisito is not None:
    with derecha, st.container(key="ficha"):
        ficha.mostrar(plan, persigue, requisito, nombres, hoy)
