"""Lo que el plan dice de una actividad, para leer; se edita en Contenido del plan."""

from html import escape

import streamlit as st

from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.dinero import en_moneda
from modelos.frases import enumerar
from modelos.nodos import Clase, Nodo
from modelos.participacion import Aporte
from paginas.componentes import enlaces


def mostrar(plan: PlanCompleto, actividad: ActividadDelPlan, aportes: list[Aporte]) -> None:
    """Solo los campos que tienen algo, y los aportes a los que responde."""
    pares = [
        (nombre, valor)
        for nombre, valor in (
            ("Nombre corto", actividad.nombre_corto),
            ("Responsables", enumerar([unidad.nombre for unidad in actividad.unidades])),
            ("Unidad de medida", actividad.unidad_medida),
            ("Meta", actividad.meta),
            ("Indicador", actividad.indicador),
            ("Medio de verificación", actividad.medio_verificacion),
            ("Recurrencia", actividad.recurrencia),
            ("Presupuesto", en_moneda(actividad.presupuesto_centavos, plan.pais)),
            ("Gastado", en_moneda(actividad.gastado_centavos, plan.pais)),
            ("Peso", "" if actividad.peso == 1 else f"{actividad.peso:g}".replace(".", ",")),
            ("Observaciones", actividad.observaciones),
        )
        if valor
    ]
    lista = "".join(f"<dt>{nombre}</dt><dd>{escape(valor or '')}</dd>" for nombre, valor in pares)
    respuestas = "".join(
        f"<li><b>{aporte.tipo.etiqueta}:</b> <a {_enlace(plan, aporte)}>{escape(aporte.texto)}</a></li>"
        for aporte in aportes
    )
    nada = '<p class="subtitulo">Sin responsables, meta ni medio de verificación.</p>'
    st.html(f'<dl class="campos">{lista}</dl>' if lista else nada)
    if respuestas:
        st.html(f'<h3 class="responde">Responde a</h3><ul class="aportes-respondidos">{respuestas}</ul>')


def _enlace(plan: PlanCompleto, aporte: Aporte) -> str:
    return enlaces.atributos("participacion", plan=plan.id, nodo=str(Nodo(Clase.APORTE, aporte.id)))
