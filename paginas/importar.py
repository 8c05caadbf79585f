"""Importar: elegir el documento, revisar lo leído junto al original, y guardarlo."""

import streamlit as st

from datos.cotejo import CONFIANZA_SEGURA, celdas_sin_usar, cotejar
from paginas.componentes import mensajes
from paginas.componentes.importacion import (
    avisos,
    barra,
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
)

POR_REVISAR, TODAS = "por revisar", "todas"
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
secciones = cotejar(abierta.documento, borrador)
dudosas = [leida for leida in abierta.leido.actividades if leida.confianza < CONFIANZA_SEGURA]
aceptado, falta = revision.aceptado(abierta)
memoria.periodo(aceptado)
a_la_vista = secciones if st.session_state.get("modo", COMPARAR) == COMPARAR else []
avisos.mostrar(borrador.avisos, a_la_vista)
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
            f"Por revisar {len(dudosas)}" if cual == POR_REVISAR else f"Todas {len(borrador.actividades)}"
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

if modo == CORREGIR:
    ids = {leida.id for leida in dudosas}
    elegidas = [leida for leida in borrador.actividades if cuales == TODAS or leida.id in ids]
    correccion.mostrar(abierta, elegidas)
else:
    cotejo.mostrar(secciones, abierta, cuales == POR_REVISAR)

if existente and eleccion:
    barra.plan_existente(abierta, existente, aceptado, eleccion, celdas_sin_usar(secciones))
else:
    barra.plan_nuevo(abierta, aceptado, falta, celdas_sin_usar(secciones))
