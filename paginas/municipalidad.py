"""Municipalidad: cómo se llama, dónde está, con qué hora trabaja y su logo, que sale en lo impreso."""

import streamlit as st

from datos import identidad, municipalidades
from datos.conexion import lectura
from modelos.permisos import Permiso
from paginas.componentes.cuentas import municipalidad
from paginas.componentes.plan_actual import plan_elegido

quien = identidad.en_curso()
quien.exigir(Permiso.ADMINISTRAR)
suya = quien.municipalidad_id or plan_elegido().municipalidad_id
recien_creada = "comienzo" in st.query_params

st.title("Municipalidad")
with lectura() as sesion:
    ficha = municipalidades.leer_ficha(sesion, suya)
municipalidad.presentar(recien_creada=recien_creada)
municipalidad.editar(suya, ficha, recien_creada=recien_creada)
