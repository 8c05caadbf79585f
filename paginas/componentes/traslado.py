"""El diálogo que mueve lo programado de un mes a otro, con su razón si el plan está vigente."""

from datetime import date
from html import escape

import streamlit as st

from datos import seguimiento
from modelos.arbol import PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.seguimiento.pendientes import Asunto
from modelos.seguimiento.reprogramacion import SIN_RAZON
from paginas.componentes import mensajes, razon_del_cambio, ultima_accion


def boton(plan: PlanCompleto, asunto: Asunto, hoy: date, pantalla: str) -> None:
    """El botón que lo abre."""
    if st.button("Reprogramar…", key=f"reprogramar_ficha_{asunto.actividad.id}", type="tertiary"):
        abrir(plan, asunto, hoy, pantalla)


def abrir(plan: PlanCompleto, asunto: Asunto, hoy: date, pantalla: str) -> None:
    """El diálogo; lo que se guarde se podrá deshacer en esa pantalla."""
    st.dialog("Reprogramar")(preguntar)(plan, asunto, hoy, pantalla)


def preguntar(plan: PlanCompleto, asunto: Asunto, hoy: date, pantalla: str) -> None:
    """Desde qué mes, hacia cuál, cuánto y por qué; en un borrador no se pregunta por qué."""
    st.html(f'<p class="nombre-en-dialogo">{escape(asunto.actividad.nombre.removesuffix("."))}</p>')
    meses = asunto.meses_por_ejecutar
    propuesto = meses.index(asunto.mes) if asunto.mes in meses else 0
    desde = st.selectbox("Desde", meses, propuesto, format_func=str, key="reprogramar_desde")
    destinos = [mes for mes in plan.meses if mes >= Mes.de(hoy) and mes != desde]
    if not destinos:
        st.markdown("Al plan no le quedan más meses. Su período se alarga en Planes.")
        return
    hacia = st.selectbox(
        "Hacia", destinos, index=None, format_func=str, placeholder="Elija el mes", key="reprogramar_hacia"
    )
    celda = asunto.liquidacion.celda(desde)
    cantidad = st.number_input(
        "Cantidad",
        min_value=1,
        max_value=celda.programado,
        value=celda.por_ejecutar,
        key=f"reprogramar_cantidad_{desde.anio}_{desde.mes}",
    )
    razon = SIN_RAZON
    if plan.vigente:
        razon = razon_del_cambio.preguntar("reprogramar", "El plan está vigente: diga por qué se mueve.")
    if st.button("Guardar", key="reprogramar_guardar", type="primary"):
        with mensajes.explicar_rechazo():
            if hacia is None:
                raise ErrorDeDominio("No se guardó: elija hacia qué mes.")
            accion_id = seguimiento.reprogramar(plan, asunto.actividad, desde, hacia, cantidad, hoy, razon)
            ultima_accion.anotar(accion_id, f"Reprogramado de {desde} a {hacia}.", pantalla)
            st.rerun()
