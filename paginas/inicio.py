"""Este mes: qué vence, qué está atrasado y el registro de lo ejecutado en un clic."""

from functools import partial

import streamlit as st

from paginas.componentes import pedidos, reloj, tras_cierre
from paginas.componentes.inicio import avisos, bienvenida, cierre, lista
from paginas.componentes.inicio.armado import armar
from paginas.componentes.plan_actual import CLAVE, plan_elegido
from paginas.componentes.texto import Armado

if CLAVE not in st.session_state:
    bienvenida.mostrar()
    st.stop()

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
armada = armar(plan, hoy)

st.html(armada.arriba)
avisos.mostrar(plan, armada.pendientes)
st.html(Armado(armada.abajo + cierre.armar(plan, hoy)))
pedidos.recibir(partial(lista.hacer, plan, armada.pendientes, hoy), partial(cierre.hacer, plan, hoy))
lista.preguntar(plan, armada.pendientes, hoy)
cierre.preguntar(plan, hoy)
tras_cierre.preguntar()
