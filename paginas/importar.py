"""Importar: elegir el documento, revisar lo leído junto al original, y guardarlo."""

import streamlit as st

from datos.cotejo import Seccion
from datos.importadores.avance import Etapa
from datos.partes_del_cotejo import cuantas_filas, ventana_de
from paginas.componentes import mensajes
from paginas.componentes.importacion import (
    avance,
    avisos,
    barra,
    calculado,
    columnas,
    correccion,
    cotejo,
    datos_del_plan,
    destino,
    diferencias,
    en_curso,
    entrada,
    memoria,
    participacion,
    que_se_ve,
    revision,
    ventana,
)

en_curso.terminar()
abierta = revision.actual()
if abierta is None:
    entrada.mostrar()
    st.stop()

abierta = correccion.recoger(abierta)
st.title("Revisar antes de importar")
st.text(f"{abierta.archivo.nombre} · nada se guarda hasta pulsar Importar")
existente, avisados = destino.elegir(abierta)
memoria.mostrar(abierta)
with mensajes.explicar_rechazo():
    columnas.mostrar(abierta)
    abierta = destino.con_los_datos_del(existente, abierta) if existente else datos_del_plan.mostrar(abierta)

borrador = abierta.borrador
with avance.a_la_vista(Etapa.COMPARAR) as al_avanzar:
    cotejado = calculado.cotejado(abierta, al_avanzar)
    aceptado, falta = calculado.aceptado(abierta)
dudosas = calculado.dudosas(abierta)
memoria.periodo(aceptado)
lugar_de_los_avisos = st.container()
if aceptado and not existente:
    participacion.mostrar(aceptado)
eleccion = diferencias.mostrar(existente, aceptado, borrador.plan) if existente and aceptado else None

vista = que_se_ve.elegir(len(dudosas), len(borrador.actividades))
a_la_vista: list[Seccion] = []
if vista.modo == que_se_ve.CORREGIR:
    elegidas = [
        leida for leida in borrador.actividades if vista.cuales == que_se_ve.TODAS or leida.id in dudosas
    ]
    correccion.mostrar(abierta, elegidas[ventana.elegir(len(elegidas), "Actividades", "actividades")])
else:
    secciones = cotejado.todas if vista.cuales == que_se_ve.TODAS else cotejado.por_revisar
    a_la_vista = ventana_de(secciones, ventana.elegir(cuantas_filas(secciones), "Filas", vista.cuales))
    cotejo.mostrar(a_la_vista, abierta)
with lugar_de_los_avisos:
    avisos.mostrar(borrador.avisos, a_la_vista)

if existente and eleccion:
    barra.plan_existente(abierta, existente, aceptado, eleccion, cotejado.sin_usar)
else:
    barra.plan_nuevo(abierta, aceptado, falta, cotejado.sin_usar, avisados)
