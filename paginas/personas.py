"""Personas: quiénes entran, con qué rol, sus invitaciones y sus claves; sin cuentas, cómo se empieza."""

import streamlit as st

from datos import identidad
from datos.conexion import lectura
from datos.cuentas import personas
from modelos.permisos import Permiso
from paginas.componentes.cuentas import invitacion, lista, sin_cuentas

quien = identidad.en_curso()
quien.exigir(Permiso.ADMINISTRAR)

st.title("Personas")
if quien.municipalidad_id is None:
    sin_cuentas.explicar()
    st.stop()
with lectura() as sesion:
    todas = personas.de_la_municipalidad(sesion, quien.municipalidad_id)
    elegibles = lista.elegibles(sesion, quien.municipalidad_id)
st.html('<p class="subtitulo">Las que entran a esta municipalidad, y lo que cada una puede hacer.</p>')
invitacion.ofrecer(elegibles)
invitacion.mostrar_enlace()
lista.mostrar(todas, elegibles, quien)
