"""Bitácora: quién hizo qué y cuándo, en todos los planes, sin que se pueda cambiar."""

from functools import partial
from io import BytesIO
from zoneinfo import ZoneInfo

import streamlit as st

from datos import planes
from datos.bitacora import cadena, consulta, en_csv
from datos.bitacora.consulta import Filtro
from datos.conexion import lectura
from paginas.componentes import reloj
from paginas.componentes.bitacora import filtros, lista


def _archivo(filtro: Filtro, zona: ZoneInfo) -> BytesIO:
    with lectura() as sesion:
        return BytesIO(en_csv.generar(consulta.todas(sesion, filtro), zona))


with lectura() as sesion:
    disponibles = planes.listar(sesion)
    personas = consulta.personas(sesion)
    zona = ZoneInfo(consulta.zona_horaria(sesion))

st.title("Bitácora")
resumen = st.container()
eleccion = filtros.elegir({plan.id: plan.nombre for plan in disponibles}, personas, zona)
with lectura() as sesion:
    vista = consulta.listar(sesion, eleccion.filtro, eleccion.pagina)
    cabeza = cadena.cabeza(sesion.connection())
    entera = consulta.detallar(sesion, eleccion.accion_id) if eleccion.accion_id else None
with resumen:
    lista.encabezado(vista.cuantas, cabeza)
if entera:
    lista.detalle(entera, zona)
lista.mostrar(vista.acciones, zona)
lista.paginas(vista)
st.download_button(
    "Exportar a CSV",
    partial(_archivo, eleccion.filtro, zona),
    f"bitacora-{reloj.hoy():%Y-%m-%d}.csv",
    "text/csv",
    key="exportar_bitacora",
    icon=":material/download:",
    on_click="ignore",
)
