"""Este mes: qué vence, qué está atrasado y el registro de lo ejecutado en un clic."""

import streamlit as st

from paginas.componentes import reloj
from paginas.componentes.inicio import avisos, bienvenida, lista, resumen
from paginas.componentes.inicio.lista import Seccion
from paginas.componentes.plan_actual import CLAVE, plan_elegido

if CLAVE not in st.session_state:
    bienvenida.mostrar()
    st.stop()

plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
pendientes = resumen.reunir(plan, hoy)

resumen.encabezado(plan, pendientes, hoy)
resumen.cuentas(pendientes)
avisos.mostrar(plan, pendientes)
lista.mostrar(plan, pendientes.este_mes, hoy, Seccion.DEL_MES)
lista.mostrar(plan, pendientes.de_antes, hoy, Seccion.DE_ANTES)
resumen.avance_por_linea(plan, hoy)
