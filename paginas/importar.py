"""Importar: elegir el documento, revisar lo leído junto al original, y guardarlo."""

import streamlit as st

from datos.cotejo import Seccion, cuantas_filas, ventana_de
from modelos.frases import entero
from paginas.componentes import mensajes
from paginas.componentes.importacion import (
    avisos,
    barra,
    calculado,
    columnas,
    correccion,
    cotejo,
    datos_del_plan,
    destino,
    diferencias,
    entrada,
    memoria,
    participacion,
    revision,
    ventana,
)

POR_REVISAR, TODAS = "por_revisar", "todas"
COMPARAR, CORREGIR = "Comparar con el original", "Corregir celdas"

abierta = revision.actual()
if abierta is None:
    entrada.mostrar()
    st.stop()

abierta = correccion.recoger(abierta)
st.title("Revisar antes de importar")
st.text(f"{abierta.archivo.nombre} · nada se guarda hasta pulsar Importar")
existente = destino.elegir(abierta)
memoria.mostrar(abierta)
with mensajes.explicar_rechazo():
    columnas.mostrar(abierta)
    abierta = destino.con_los_datos_del(existente, abierta) if existente else datos_del_plan.mostrar(abierta)

borrador = abierta.borrador
cotejado = calculado.cotejado(abierta)
dudosas = calculado.dudosas(abierta)
aceptado, falta = calculado.aceptado(abierta)
memoria.periodo(aceptado)
lugar_de_los_avisos = st.container()
if aceptado and not existente:
    participacion.mostrar(aceptado)
eleccion = diferencias.mostrar(existente, aceptado, borrador.plan) if existente and aceptado else None

with st.container(horizontal=True, vertical_alignment="center", key="que_se_ve"):
    cuales = st.segmented_control(
        "Filas",
        [POR_REVISAR, TODAS],
        default=TODAS,
        required=True,
        key="filas_a_la_vista",
        format_func=lambda cual: (
            f"Por revisar {entero(len(dudosas))}"
            if cual == POR_REVISAR
            else f"Todas {entero(len(borrador.actividades))}"
        ),
        label_visibility="collapsed",
    )
    st.space("stretch")
    modo = st.segmented_control(
        "Modo",
        [COMPARAR, CORREGIR],
        default=COMPARAR,
        required=True,
        key="modo",
        label_visibility="collapsed",
    )

a_la_vista: list[Seccion] = []
if modo == CORREGIR:
    elegidas = [leida for leida in borrador.actividades if cuales == TODAS or leida.id in dudosas]
    correccion.mostrar(abierta, elegidas[ventana.elegir(len(elegidas), "Actividades", "actividades")])
else:
    secciones = cotejado.todas if cuales == TODAS else cotejado.por_revisar
    a_la_vista = ventana_de(secciones, ventana.elegir(cuantas_filas(secciones), "Filas", cuales))
    cotejo.mostrar(a_la_vista, abierta)
with lugar_de_los_avisos:
    avisos.mostrar(borrador.avisos, a_la_vista)

if existente and eleccion:
    barra.plan_existente(abierta, existente, aceptado, eleccion, cotejado.sin_usar)
else:
    barra.plan_nuevo(abierta, aceptado, falta, cotejado.sin_usar)
