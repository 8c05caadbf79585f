"""El diálogo que mueve lo programado de un mes a otro, con su razón si el plan está vigente."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import TypeVar

import streamlit as st

from datos import seguimiento
from modelos.actividad import Motivo
from modelos.arbol import PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.errores import ErrorDeDominio
from modelos.fusion import Valor
from modelos.meses import Mes
from modelos.seguimiento.pendientes import Asunto
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon
from paginas.componentes import mensajes, razon_del_cambio, ultima_accion
from paginas.componentes.dialogo_recordado import Dialogo

Propuesto = TypeVar("Propuesto", int, None)


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
    dialogo = _dialogo(plan, asunto)
    dejado = dialogo.dejado()
    meses = asunto.meses_por_ejecutar
    propuesto = _lugar(meses, dejado.get("desde"), meses.index(asunto.mes) if asunto.mes in meses else 0)
    desde = st.selectbox(
        "Desde", meses, propuesto, format_func=str, key="reprogramar_desde", on_change=dialogo.al_cambiar
    )
    destinos = [mes for mes in plan.meses if mes >= Mes.de(hoy) and mes != desde]
    if not destinos:
        st.markdown("Al plan no le quedan más meses. Su período se alarga en Planes.")
        return
    hacia = st.selectbox(
        "Hacia",
        destinos,
        index=_lugar(destinos, dejado.get("hacia"), None),
        format_func=str,
        placeholder="Elija el mes",
        key="reprogramar_hacia",
        on_change=dialogo.al_cambiar,
    )
    cantidad = _pedir_cantidad(asunto, desde, dejado, dialogo)
    razon = _pedir_razon(dejado, dialogo) if plan.vigente else SIN_RAZON
    if st.button("Guardar", key="reprogramar_guardar", type="primary"):
        with mensajes.explicar_rechazo():
            if hacia is None:
                raise ErrorDeDominio("No se guardó: elija hacia qué mes.")
            accion_id = seguimiento.reprogramar(plan, asunto.actividad, desde, hacia, cantidad, hoy, razon)
            dialogo.cerrar()
            ultima_accion.anotar(accion_id, f"Reprogramado de {desde} a {hacia}.", pantalla)
            st.rerun()


def _pedir_cantidad(asunto: Asunto, desde: Mes, dejado: Mapping[str, Valor], dialogo: Dialogo) -> int:
    celda, dejada = asunto.liquidacion.celda(desde), dejado.get(f"cantidad_{desde.clave}")
    return st.number_input(
        "Cantidad",
        min_value=1,
        max_value=celda.programado,
        value=dejada if isinstance(dejada, int) and dejada <= celda.programado else celda.por_ejecutar,
        key=f"reprogramar_cantidad_{desde.clave}",
        on_change=dialogo.al_cambiar,
    )


def _pedir_razon(dejado: Mapping[str, Valor], dialogo: Dialogo) -> Razon:
    motivo = next((motivo for motivo in Motivo if motivo == dejado.get("motivo")), None)
    dicha = Razon(motivo, str(dejado.get("explicacion") or ""))
    return razon_del_cambio.preguntar(
        "reprogramar", "El plan está vigente: diga por qué se mueve.", dicha, dialogo.al_cambiar
    )


def _dialogo(plan: PlanCompleto, asunto: Asunto) -> Dialogo:
    actividad = asunto.actividad
    cantidades = [f"cantidad_{mes.clave}" for mes in asunto.meses_por_ejecutar]
    return Dialogo(
        plan.id,
        Lugar(Parte.TRASLADO, str(actividad.id)),
        f"la reprogramación de «{actividad.nombre}»",
        {campo: f"reprogramar_{campo}" for campo in ("desde", "hacia", *cantidades)}
        | {campo: f"{campo}_reprogramar" for campo in ("motivo", "explicacion")},
    )


def _lugar(meses: Sequence[Mes], clave: Valor, si_no: Propuesto) -> int | Propuesto:
    return next((lugar for lugar, mes in enumerate(meses) if mes.clave == clave), si_no)
