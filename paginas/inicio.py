"""Este mes: qué vence, qué está atrasado y el registro de lo ejecutado en un clic."""

from functools import partial

import streamlit as st

from paginas.componentes import pedidos, reloj
from paginas.componentes.inicio import avisos, bienvenida, lista
from paginas.componentes.inicio.armado import armar
from paginas.componentes.plan_actual import CLAVE, plan_elegido

if CLAVE not in st.session_state:
    bienvenida.mostrar()
    st.stop()

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
armada = armar(plan, hoy)

st.html(armada.arriba)
avisos.mostrar(plan, armada.pendientes)
st.html(armada.abajo)
pedidos.recibir(partial(lista.hacer, plan, armada.pendientes, hoy))
lista.preguntar(plan, armada.pendientes, hoy)
