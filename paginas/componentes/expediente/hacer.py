"""Hacer el expediente: qué lleva, qué le falta, y el botón, con su avance y cómo cancelarlo."""

from datetime import datetime
from html import escape

import streamlit as st

from datos.expediente import armado
from modelos.arbol import PlanCompleto
from modelos.expediente.contenido import Contenido
from modelos.frases import contar, enumerar, tamano
from paginas.componentes import mensajes
from paginas.componentes.mensajes import explicar_rechazo

_TODAS = "expediente_todas"
PASO = 0.01  # de la barra: avisar en cada parte escrita tardaría más que escribirla


def mostrar(plan: PlanCompleto, ahora: datetime) -> None:
    """Un botón si está completo; si le falta algo, la lista y la opción de hacerlo parcial."""
    with explicar_rechazo():
        todas = bool(st.session_state.get(_TODAS))
        lleva = armado.que_lleva(plan.id, ahora, todas_las_revisiones=todas)
        st.html(_resumen(lleva) + _avisos(lleva))
        parcial = bool(lleva.faltas) and st.checkbox(
            "Hacerlo parcial: la portada dirá PARCIAL y todo lo que le falta", key="expediente_parcial"
        )
        st.checkbox("Con todas las revisiones, y no solo la última", key=_TODAS)
        if st.button(
            "Hacer el expediente parcial" if parcial else "Hacer el expediente",
            key="hacer_expediente",
            type="primary",
            icon=":material/inventory_2:",
            disabled=bool(lleva.faltas) and not parcial,
        ):
            _hacer(plan, ahora, lleva, parcial=parcial, todas=todas)


def _resumen(lleva: Contenido) -> str:
    pesa = sum(entrada.revision.tamano or 0 for entrada in lleva.entradas)
    cuantos = contar(len(lleva.entradas), "archivo de evidencia")
    if lleva.completo:
        return f'<p class="aviso-vacio">Está completo: {cuantos.lower()}, {tamano(pesa)}.</p>'
    filas = "".join(f"<li>{escape(falta)}</li>" for falta in lleva.faltas)
    lleva_algo = f"Lleva {cuantos}, {tamano(pesa)}." if pesa else "Todavía no lleva evidencia aceptada."
    return f'<p>{lleva_algo} Le falta:</p><ul class="faltas-del-expediente">{filas}</ul>'


def _avisos(lleva: Contenido) -> str:
    """Lo que quien lo entrega tiene que saber: van sin alterar, también lo reservado."""
    con_lugar = sorted({una.evidencia.codigo for una in lleva.entradas if una.revision.con_ubicacion})
    reservadas = sorted({una.evidencia.codigo for una in lleva.entradas if una.evidencia.confidencial})
    avisos = (
        ("Dicen dónde se tomaron, y así van al expediente", con_lugar),
        ("Son reservadas, y van al expediente", reservadas),
    )
    return "".join(f'<p class="falta">{frase}: {enumerar(suyas)}.</p>' for frase, suyas in avisos if suyas)


def _hacer(plan: PlanCompleto, ahora: datetime, lleva: Contenido, *, parcial: bool, todas: bool) -> None:
    """Pulsar «Cancelar» corta este dibujo, y con él la escritura, que no deja nada a medias."""
    total = max(1, sum(entrada.revision.tamano or 0 for entrada in lleva.entradas))
    barra = st.progress(0.0, "Escribiendo el expediente…")
    st.button("Cancelar", key="cancelar_expediente")
    ultimo = 0.0

    def avance(octetos: int) -> bool:
        nonlocal ultimo
        parte = min(1.0, octetos / total)
        if parte - ultimo >= PASO:
            ultimo = parte
            barra.progress(parte, f"Escribiendo el expediente: {tamano(octetos)} de {tamano(total)}")
        return False

    hecho = armado.hacer(plan.id, ahora, parcial=parcial, todas_las_revisiones=todas, avance=avance)
    mensajes.anunciar(f"Expediente hecho: {contar(hecho.hecho.archivos, 'archivo')}.")
    st.rerun()
