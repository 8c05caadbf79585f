"""Registrar lo ejecutado de una actividad, y deshacerlo.

Cada botón lleva consigo el plan y la actividad como estaban al dibujarse: si entre tanto otra persona los
cambió, `datos.ejecucion` se niega y la razón queda escrita en la misma fila.
"""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st
from sqlmodel import Session

from datos import ejecucion
from datos.certificacion.evidencias import ArchivoGuardado
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.certificacion.proceso import EnActividad
from modelos.cierre import MesCerrado
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.meses import Mes
from modelos.seguimiento.ejecucion import CANTIDAD_MAXIMA, en_su_unidad, lo_ejecutado
from modelos.seguimiento.pendientes import Asunto
from paginas.componentes import mensajes, tras_cierre
from paginas.componentes.dialogo_recordado import Dialogo
from paginas.componentes.evidencias import carga
from paginas.componentes.texto import sin_formato

_RECHAZOS = "rechazos_al_registrar"


def rechazo(clave: int | str) -> None:
    """Dice por qué no se guardó lo último que se intentó con esa clave: una actividad, o una parte suya."""
    frase = rechazos().get(clave)
    if frase:
        mensajes.rechazar(frase)


def rechazos() -> dict[int | str, str]:
    """Por qué no se guardó lo último que se intentó, por su clave."""
    negados: dict[int | str, str] = st.session_state.get(_RECHAZOS, {})
    return negados


def ejecutada(plan: PlanCompleto, asunto: Asunto, cantidad: int, hoy: date) -> None:
    """Registra en el mes en curso todo lo que falta, con un clic."""
    st.button(
        "Ejecutada",
        key=f"ejecutada_ficha_{asunto.actividad.id}",
        icon=":material/check:",
        on_click=registrar,
        args=(plan, asunto.actividad, asunto.mes, cantidad, hoy),
    )


def parcial(plan: PlanCompleto, asunto: Asunto, hoy: date) -> None:
    """Abre el diálogo que pregunta cuánto se ejecutó y en qué mes."""
    termino = asunto.mes > plan.fin
    if st.button(
        rotulo_de_parcial(plan, asunto),
        key=f"parcial_ficha_{asunto.actividad.id}",
        type="secondary" if termino else "tertiary",
    ):
        abrir(plan, asunto, hoy)


def rotulo_de_parcial(plan: PlanCompleto, asunto: Asunto) -> str:
    """En un plan terminado no hay «Ejecutada», y lo parcial es lo único."""
    return "Registrar…" if asunto.mes > plan.fin else "Parcial…"


def abrir(plan: PlanCompleto, asunto: Asunto, hoy: date, supuesta: int = 1) -> None:
    """El diálogo que pregunta cuánto, en qué mes y con qué evidencia; parte con la cantidad supuesta."""
    st.dialog("Registrar lo ejecutado")(preguntar_cuanto)(plan, asunto, hoy, supuesta)


def preguntar_cuanto(plan: PlanCompleto, asunto: Asunto, hoy: date, supuesta: int = 1) -> None:
    """Cuánto se ejecutó, en qué mes y con qué evidencia; lo ya registrado en el mes se puede deshacer."""
    st.html(f'<p class="nombre-en-dialogo">{escape(asunto.actividad.nombre.removesuffix("."))}</p>')
    unidad = asunto.actividad.unidad_medida
    meses = [mes for mes in plan.meses if mes <= asunto.mes]
    supuesto = asunto.mes if asunto.mes in meses else next(iter(asunto.meses_pendientes), plan.fin)
    dialogo = _dialogo(plan, asunto)
    dejado = dialogo.dejado()
    dejada = dejado.get("cantidad")
    cantidad = st.number_input(
        f"Cantidad ejecutada ({sin_formato(unidad)})" if unidad else "Cantidad ejecutada",
        min_value=1,
        max_value=CANTIDAD_MAXIMA,
        value=dejada if isinstance(dejada, int) else supuesta,
        key=dialogo.claves["cantidad"],
        on_change=dialogo.al_cambiar,
    )
    mes = st.selectbox(
        "Mes en que se ejecutó",
        meses,
        meses.index(next((mes for mes in meses if mes.clave == dejado.get("mes")), supuesto)),
        format_func=str,
        key=dialogo.claves["mes"],
        on_change=dialogo.al_cambiar,
    )
    st.markdown("Evidencia, si la hay")
    subidos = carga.elegir_archivos("parcial")
    if st.button("Guardar", key="parcial_guardar", type="primary"):
        recibidos, negados = carga.recibir_todos(plan, subidos)
        for frase in negados:
            mensajes.rechazar(frase)
        if negados:
            return
        registrar(plan, asunto.actividad, mes, cantidad, hoy, recibidos)
        if not rechazos():
            dialogo.cerrar()
        _cerrar(asunto)
    _quitar(plan, asunto)


def _dialogo(plan: PlanCompleto, asunto: Asunto) -> Dialogo:
    actividad = asunto.actividad
    return Dialogo(
        plan.id,
        Lugar(Parte.PARCIAL, str(actividad.id)),
        f"lo ejecutado de «{actividad.nombre}»",
        {campo: f"parcial_{campo}_{actividad.id}" for campo in ("cantidad", "mes")},
    )


def _quitar(plan: PlanCompleto, asunto: Asunto) -> None:
    registrado = asunto.celda.ejecutado
    if not registrado:
        return
    que = en_su_unidad(registrado, asunto.actividad.unidad_medida)
    st.caption(f"Registrado en {asunto.mes}: {sin_formato(que)}.")
    if st.button("Deshacer", key="parcial_deshacer", type="tertiary"):
        deshacer(plan, asunto.actividad, asunto.mes)
        _cerrar(asunto)


def _cerrar(asunto: Asunto) -> None:
    """Dibujar la página de nuevo cierra el diálogo; si una regla se negó, sigue abierto y lo dice."""
    if not rechazos() or tras_cierre.hay_por_reintentar():
        st.rerun()
    rechazo(asunto.actividad.id)


def registrar(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    mes: Mes,
    cantidad: int,
    hoy: date,
    archivos: Sequence[ArchivoGuardado] = (),
) -> None:
    """Suma esa cantidad a lo ejecutado en el mes, con su evidencia en la misma transacción.

    Si una regla se niega, su frase queda para `rechazo`.
    """

    def con_evidencia(sesion: Session) -> None:
        carga.agregar(sesion, plan, archivos, EnActividad(actividad.id, mes))

    cuanta = f", con {contar(len(archivos), 'evidencia')}" if archivos else ""
    _intentar_con_razon(
        actividad.id,
        lambda razon: ejecucion.registrar_parcial(plan, actividad, mes, cantidad, hoy, razon, con_evidencia),
        f"Guardado: {lo_ejecutado(cantidad, actividad.unidad_medida)} en {mes}{cuanta}.",
    )


def deshacer(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> None:
    """Devuelve el mes a como estaba antes de lo último registrado."""
    _intentar_con_razon(
        actividad.id,
        lambda razon: ejecucion.deshacer_registro(plan, actividad, mes, razon),
        f"Deshecho lo último registrado en {mes}.",
    )


def _intentar_con_razon(clave: int, escribir: Callable[[str], object], hecho: str, razon: str = "") -> bool:
    """Si el mes ya está cerrado, deja lo mismo para hacerlo cuando se diga por qué."""

    def hacer() -> None:
        try:
            escribir(razon)
        except MesCerrado as cerrado:
            tras_cierre.dejar_para_reintentar(
                cerrado, lambda dicha: _intentar_con_razon(clave, escribir, hecho, dicha)
            )
            raise

    guardado = intentar(clave, hacer)
    if guardado:
        mensajes.anunciar(hecho)
    return guardado


def intentar(clave: int | str, hacer: Callable[[], object]) -> bool:
    """Hace la escritura de un `on_click`; si una regla se niega, su frase queda para `rechazo(clave)`."""
    negados: dict[int | str, str] = {}
    st.session_state[_RECHAZOS] = negados
    try:
        hacer()
    except ErrorDeDominio as error:
        negados[clave] = str(error)
        return False
    return True
