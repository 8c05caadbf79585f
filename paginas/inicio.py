"""Este mes: qué vence, qué está atrasado y el registro de lo ejecutado en un clic."""

import streamlit as st

from modelos.pendientes import reunir
from paginas.componentes import avisos_inicio, bienvenida, lista_pendientes, reloj, resumen_inicio
from paginas.componentes.lista_pendientes import Seccion
from paginas.componentes.plan_actual import CLAVE, plan_elegido

if CLAVE not in st.session_state:
    bienvenida.mostrar()
    st.stop()

plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
pendientes = reunir(plan, hoy)

resumen_inicio.encabezado(plan, pendientes, hoy)
resumen_inicio.cuentas(pendientes)
avisos_inicio.mostrar(plan, pendientes)
lista_pendientes.mostrar(plan, pendientes.este_mes, hoy, Seccion.DEL_MES)
lista_pendientes.mostrar(plan, pendientes.de_antes, hoy, Seccion.DE_ANTES)
resumen_inicio.avance_por_linea(plan, hoy)
