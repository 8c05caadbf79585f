"""Los botones con que se registra lo ejecutado de una actividad, y con que se deshace.

Cada botón lleva consigo el plan y la actividad como estaban al dibujarse: si entre tanto otra persona los
cambió, `datos.ejecucion` se niega y la razón queda escrita en la misma fila.
"""

from collections.abc import Callable
from datetime import date

import streamlit as st

from datos import ejecucion
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.ejecucion import CANTIDAD_MAXIMA, en_su_unidad, lo_ejecutado
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.pendientes import Asunto
from paginas.componentes import mensajes
from paginas.componentes.texto import sin_formato

_RECHAZOS = "rechazos_al_registrar"


def rechazo(clave: int | str) -> None:
    """Dice por qué no se guardó lo último que se intentó con esa clave: una actividad, o una parte suya."""
    frase = st.session_state.get(_RECHAZOS, {}).get(clave)
    if frase:
        mensajes.rechazar(frase)


def ejecutada(plan: PlanCompleto, asunto: Asunto, cantidad: int, hoy: date, *, clave: str) -> None:
    """Registra en el mes en curso todo lo que falta, con un clic."""
    st.button(
        "Ejecutada",
        key=f"ejecutada_{clave}",
        icon=":material/check:",
        on_click=_registrar,
        args=(plan, asunto.actividad, asunto.mes, cantidad, hoy),
    )


def parcial(plan: PlanCompleto, asunto: Asunto, hoy: date, *, clave: str) -> None:
    """Pregunta cuánto se ejecutó y en qué mes; el contenido se arma recién al abrirse."""
    termino = asunto.mes > plan.fin
    abierto = st.popover(
        "Registrar…" if termino else "Parcial…",
        key=f"parcial_{clave}",
        type="secondary" if termino else "tertiary",
        on_change="rerun",
    )
    if abierto.open:
        with abierto:
            _preguntar_cuanto(plan, asunto, hoy, clave)
            _quitar(plan, asunto, clave)


def _preguntar_cuanto(plan: PlanCompleto, asunto: Asunto, hoy: date, clave: str) -> None:
    unidad = asunto.actividad.unidad_medida
    meses = [mes for mes in plan.meses if mes <= asunto.mes]
    supuesto = asunto.mes if asunto.mes in meses else next(iter(asunto.meses_pendientes), plan.fin)
    st.number_input(
        f"Cantidad ejecutada ({sin_formato(unidad)})" if unidad else "Cantidad ejecutada",
        min_value=1,
        max_value=CANTIDAD_MAXIMA,
        key=f"cantidad_{clave}",
    )
    st.selectbox("Mes en que se ejecutó", meses, meses.index(supuesto), format_func=str, key=f"mes_{clave}")
    st.button(
        "Guardar",
        key=f"guardar_{clave}",
        type="primary",
        on_click=_registrar_parcial,
        args=(plan, asunto.actividad, clave, hoy),
    )


def _quitar(plan: PlanCompleto, asunto: Asunto, clave: str) -> None:
    registrado = asunto.celda.ejecutado
    if registrado:
        que = en_su_unidad(registrado, asunto.actividad.unidad_medida)
        st.caption(f"Registrado en {asunto.mes}: {sin_formato(que)}.")
        deshacer(plan, asunto, clave=clave)


def deshacer(plan: PlanCompleto, asunto: Asunto, *, clave: str) -> None:
    """Devuelve el mes en curso a como estaba antes de lo último registrado."""
    st.button(
        "Deshacer",
        key=f"deshacer_{clave}",
        type="tertiary",
        on_click=_deshacer,
        args=(plan, asunto.actividad, asunto.mes),
    )


def _registrar(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes, cantidad: int, hoy: date) -> None:
    if intentar(actividad.id, lambda: ejecucion.registrar_parcial(plan, actividad, mes, cantidad, hoy)):
        mensajes.anunciar(f"Guardado: {lo_ejecutado(cantidad, actividad.unidad_medida)} en {mes}.")


def _registrar_parcial(plan: PlanCompleto, actividad: ActividadDelPlan, clave: str, hoy: date) -> None:
    cantidad, mes = st.session_state[f"cantidad_{clave}"], st.session_state[f"mes_{clave}"]
    if intentar(actividad.id, lambda: ejecucion.registrar_parcial(plan, actividad, mes, cantidad, hoy)):
        st.session_state[f"parcial_{clave}"] = False
        mensajes.anunciar(f"Guardado: {lo_ejecutado(cantidad, actividad.unidad_medida)} en {mes}.")


def _deshacer(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> None:
    if intentar(actividad.id, lambda: ejecucion.deshacer_registro(plan, actividad, mes)):
        mensajes.anunciar(f"Deshecho lo último registrado en {mes}.")


def intentar(clave: int | str, hacer: Callable[[], object]) -> bool:
    """Hace la escritura de un `on_click`; si una regla se niega, su frase queda para `rechazo(clave)`."""
    rechazos: dict[int | str, str] = {}
    st.session_state[_RECHAZOS] = rechazos
    try:
        hacer()
    except ErrorDeDominio as error:
        rechazos[clave] = str(error)
        return False
    return True
