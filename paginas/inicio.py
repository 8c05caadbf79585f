"""Este mes: qué vence, qué está atrasado y el registro de lo ejecutado en un clic."""

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.pendientes import Pendientes, reunir
from paginas.componentes import lista_pendientes, reloj, resumen_inicio
from paginas.componentes.lista_pendientes import Seccion
from paginas.componentes.plan_actual import plan_elegido


def _avisos(plan: PlanCompleto, pendientes: Pendientes) -> None:
    if pendientes.termino:
        st.info(f"Este plan terminó en {plan.fin}. Lo que falte por registrar se puede registrar todavía.")
    elif pendientes.no_comienza:
        st.info(f"Este plan comienza en {plan.inicio}.")
    elif not pendientes.este_mes:
        st.info(f"En {pendientes.mes.nombre} no vence nada.")


plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
pendientes = reunir(plan, hoy)
resumen_inicio.encabezado(plan, pendientes, hoy)
resumen_inicio.cuentas(pendientes)
_avisos(plan, pendientes)
lista_pendientes.mostrar(plan, pendientes.este_mes, hoy, Seccion.DEL_MES)
if pendientes.de_antes:
    st.header("Atrasadas y vencidas")
    lista_pendientes.mostrar(plan, pendientes.de_antes, hoy, Seccion.DE_ANTES)
resumen_inicio.avance_por_linea(plan, hoy)
