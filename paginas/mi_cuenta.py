"""Mi cuenta: en qué municipalidad se trabaja, las sesiones abiertas y la clave."""

import streamlit as st

from datos import identidad
from datos.conexion import lectura
from datos.cuentas import personas, sesiones
from paginas.componentes import reloj
from paginas.componentes.cuentas import propia

quien = identidad.en_curso()
if quien.persona_id is None:
    st.title("Mi cuenta")
    st.html('<p class="aviso-vacio">En modo local no hay cuentas. La primera se crea en «Personas».</p>')
    st.stop()
with lectura() as sesion:
    suyas = sesiones.de_la_persona(sesion, quien.persona_id, reloj.ahora())
    municipalidades = personas.municipalidades_de(sesion, quien.persona_id, reloj.hoy())

st.title("Mi cuenta")
st.html(propia.descripcion(quien))
propia.cambiar_de_municipalidad(quien, municipalidades)
st.header("Sesiones abiertas")
propia.mostrar_sesiones(suyas, quien)
st.header("Clave")
propia.cambiar_clave(quien)
