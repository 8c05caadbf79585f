"""Certificación: el nivel otorgado, el que se persigue, cuánto se cumple y qué falta."""

import streamlit as st

from paginas.componentes import reloj
from paginas.componentes.certificacion import comienzo, cuerpo, lectura
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
persigue = lectura.leer(plan)
if persigue is None:
    st.title("Certificación")
    comienzo.mostrar(plan)
    st.stop()
cuerpo.mostrar(plan, persigue, hoy)
