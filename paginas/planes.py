"""Planes: todos, con su estado y sus cifras; crear uno, y lo que se hace con el elegido."""

import streamlit as st

from datos import anexos_del_plan, municipalidades, vida_del_plan
from datos.conexion import lectura
from modelos.paises import conocido
from modelos.vigencia import DatosDelPlan
from paginas.componentes import plan_actual, reloj
from paginas.componentes.acciones import accion
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.planes import datos_del_plan, ficha, lista

NUEVO = "nuevo"

with lectura() as sesion:
    todos = vida_del_plan.resumir(sesion)
    conocidas = municipalidades.nombres(sesion)
planes = [plan for plan in todos if plan.borrado_el is None]
elegido = next((plan for plan in planes if str(plan.id) == st.session_state.get(plan_actual.CLAVE)), None)
creando = NUEVO in st.query_params or elegido is None

st.title("Planes")
st.html(f'<p class="subtitulo">{lista.resumen(planes)}</p>')

izquierda, derecha = st.columns([6, 5], gap="large")
with izquierda:
    lista.mostrar(planes, None if creando else elegido)
    lista.ofrecer_nuevo(NUEVO)
with derecha, st.container(key="ficha"):
    if creando or elegido is None:
        st.header("Plan nuevo")
        vacio = DatosDelPlan("", conocidas[0] if conocidas else "", anio_inicio=reloj.hoy().year)
        escrito = datos_del_plan.pedir(f"{NUEVO}_{vuelta()}", vacio, conocidas, "Crear el plan")
        if escrito is not None:
            ids: list[int] = []
            with accion(
                f"Crear el plan «{escrito.nombre}»",
                ficha.PAGINA,
                None,
                luego=lambda: lista.abrir_nuevo(ids[0]),
            ) as escribiendo:
                ids.append(vida_del_plan.crear(escribiendo, escrito))
    else:
        with lectura() as sesion:
            guardados = vida_del_plan.leer_datos(sesion, elegido.id)
            firmas = anexos_del_plan.firmas(sesion, elegido.id)
        hoy = reloj.hoy(conocido(guardados.pais).zona_horaria)
        ficha.mostrar(elegido, guardados, firmas, conocidas, hoy)
