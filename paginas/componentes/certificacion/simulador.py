"""Qué pasaría: dar requisitos por cumplidos, dejar otros fuera, mover la fecha, o ejecutar lo programado."""

from datetime import date
from html import escape

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.certificacion.proyeccion import proyectar
from modelos.certificacion.supuestos import Diferencia, Supuesto, cambio
from modelos.frases import enumerar
from modelos.meses import Mes
from paginas.componentes.certificacion.lectura import Persigue


@st.fragment
def mostrar(plan: PlanCompleto, persigue: Persigue, hoy: date) -> None:
    """Los campos y lo que cambiaría; no se guarda nada."""
    st.html('<p class="subtitulo no-imprimir">Solo es un cálculo: no cambia nada de lo guardado.</p>')
    certificacion = persigue.certificacion
    nombres = {uno.id: f"{uno.codigo} {uno.nombre}" for uno in certificacion.activos}
    izquierda, derecha = st.columns(2)
    with izquierda:
        cumplen = st.multiselect(
            "Si se cumplieran",
            list(nombres),
            format_func=lambda id_: nombres[id_],
            key="supuesto_cumplen",
            placeholder="Elija requisitos",
        )
    with derecha:
        fuera = st.multiselect(
            "Si no se persiguieran",
            list(nombres),
            format_func=lambda id_: nombres[id_],
            key="supuesto_fuera",
            placeholder="Elija requisitos",
        )
    izquierda, derecha = st.columns(2)
    cuando = izquierda.date_input("Mirado el", hoy, format="DD-MM-YYYY", key="supuesto_hoy")
    meses = [mes for mes in plan.meses if mes >= Mes.de(hoy)] or [plan.fin]
    hasta = derecha.selectbox(
        "Si se ejecuta todo lo programado hasta", meses, format_func=str, key="supuesto_hasta"
    )
    supuesto = Supuesto(frozenset(cumplen), frozenset(fuera), cuando if cuando != hoy else None)
    if not supuesto.vacio:
        diferencia = cambio(certificacion, supuesto, hoy, persigue.nombre_del_nivel)
        st.html(
            f'<p class="simulado">{escape(diferencia.frase)}</p>'
            f'<p class="subtitulo">{escape(diferencia.dicho.frase)} {escape(diferencia.ritmo.frase)}</p>'
            f"{_mas_apremiante(diferencia)}"
        )
    proyeccion = proyectar(certificacion, plan, hasta)
    codigos = enumerar([uno.codigo for uno in proyeccion.cumplirian])
    st.html(f'<p class="subtitulo">{escape(proyeccion.frase)} {escape(codigos)}</p>')


def _mas_apremiante(diferencia: Diferencia) -> str:
    """Los que a esa fecha tendrían una causa que hoy no tienen."""
    hoy = {uno.requisito.id: set(uno.causas) for uno in diferencia.abiertos_antes}
    nuevas = [
        f"{uno.requisito.codigo}: {enumerar([causa.etiqueta.lower() for causa in suyas])}"
        for uno in diferencia.abiertos_despues
        if (suyas := [causa for causa in uno.causas if causa not in hoy.get(uno.requisito.id, set())])
    ]
    return f'<p class="subtitulo">{escape("; ".join(nuevas))}.</p>' if nuevas else ""
