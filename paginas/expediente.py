"""Expediente: hacer el que se presenta para el nivel, bajarlo con su recibo, y verificar cualquiera."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from paginas.componentes import permitido
from paginas.componentes.certificacion import comienzo, lectura
from paginas.componentes.expediente import hacer, hechos
from paginas.componentes.plan_actual import plan_elegido

plan = plan_elegido()
ahora = datetime.now(UTC)
persigue = lectura.leer(plan)
st.title("Expediente")
if persigue is None:
    comienzo.mostrar(plan)
else:
    st.html(f'<p class="subtitulo">{escape(persigue.nombre_del_nivel)} · {escape(plan.nombre)}</p>')
    if permitido.edita():
        hacer.mostrar(plan, ahora)
    hechos.mostrar(plan)
st.header("Verificar un expediente")
st.html(
    '<p class="subtitulo">Cualquier expediente, de esta municipalidad o de otra: dice si está intacto, si '
    "cambió y qué archivos, o si no es un expediente.</p>"
    '<p><a class="boton-de-entrada" href="/verificar" target="_self">'
    "Verificar un archivo</a></p>"
)
