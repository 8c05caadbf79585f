"""Las actividades que podrían responder a un aporte: se aceptan o se descartan con un clic."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from sqlmodel import Session

from datos import respuestas
from datos.conexion import lectura
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.participacion import Aporte
from modelos.propuestas import Pareja, Propuesta, del_plan
from paginas.componentes import mensajes
from paginas.componentes.acciones import al_pulsar
from paginas.componentes.aportes.ficha import PAGINA, nombrar
from paginas.componentes.plan_actual import clave
from paginas.componentes.texto import sin_formato

A_LA_VISTA = 5
_SIN_DECIDIR = "propuesta_sin_decidir"


def leer(plan: PlanCompleto, aportes: Sequence[Aporte]) -> tuple[Propuesta, ...]:
    """Las que faltan por decidir."""
    return _leer(clave(plan), plan, aportes)


@st.cache_resource(max_entries=40, show_spinner=False)
def _leer(clave: str, _plan: PlanCompleto, _aportes: Sequence[Aporte]) -> tuple[Propuesta, ...]:  # noqa: ARG001
    """Comparar todos los aportes con todas las actividades se hace una vez por versión del plan."""
    with lectura() as sesion:
        descartadas = respuestas.descartadas(sesion, _plan.id)
    return del_plan(_plan, _aportes, descartadas)


def mostrar(plan: PlanCompleto, aportes: Sequence[Aporte], propuestas: Sequence[Propuesta]) -> None:
    """Las primeras de esos aportes; al decidir una aparece la que sigue."""
    frase = st.session_state.pop(_SIN_DECIDIR, None)
    if frase:
        mensajes.rechazar(frase)
    por_id = {aporte.id: aporte for aporte in aportes}
    suyas = [propuesta for propuesta in propuestas if propuesta.pareja.aporte in por_id]
    if not suyas:
        return
    actividades = _por_id(plan)
    titulo = f"{contar(len(suyas), 'respuesta posible')} por decidir"
    with st.expander(titulo, key="respuestas_posibles", icon=":material/rule:"):
        st.html(
            '<p class="subtitulo">Actividades que hablan de lo mismo que un aporte, sin que nadie haya dicho '
            "que le responden. Lo que se descarta no se vuelve a proponer.</p>"
        )
        for propuesta in suyas[:A_LA_VISTA]:
            aporte = por_id[propuesta.pareja.aporte]
            dicho = f":gray[{aporte.tipo.etiqueta}] {sin_formato(aporte.texto)}  \n"
            _preguntar(plan, aporte, propuesta, dicho + _propuesto(plan, propuesta, actividades))
        if len(suyas) > A_LA_VISTA:
            st.html(f'<p class="subtitulo">Quedan {len(suyas) - A_LA_VISTA} después de estas.</p>')


def mostrar_las_de(plan: PlanCompleto, aporte: Aporte, propuestas: Sequence[Propuesta]) -> None:
    """Las de un aporte, al pie de su ficha."""
    suyas = [propuesta for propuesta in propuestas if propuesta.pareja.aporte == aporte.id]
    if suyas:
        st.subheader("Podría responderle")
    for propuesta in suyas:
        _preguntar(plan, aporte, propuesta, _propuesto(plan, propuesta, _por_id(plan)))


def _por_id(plan: PlanCompleto) -> dict[int, ActividadDelPlan]:
    return {actividad.id: actividad for actividad in plan.actividades}


def _propuesto(plan: PlanCompleto, propuesta: Propuesta, actividades: Mapping[int, ActividadDelPlan]) -> str:
    nombre = actividades[propuesta.pareja.actividad].nombre
    return f":gray[{propuesta.razon(plan.etiquetas.linea)}:] {sin_formato(nombre)}"


def _preguntar(plan: PlanCompleto, aporte: Aporte, propuesta: Propuesta, texto: str) -> None:
    decision = f"{aporte.id}_{propuesta.pareja.actividad}"
    with st.container(key=f"propuesta_{decision}", gap="xsmall"):
        st.markdown(texto)
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Sí, le responde",
                key=f"aceptar_{decision}",
                icon=":material/check:",
                on_click=_decidir,
                args=(
                    f"Enlazar {nombrar(aporte)} con su actividad",
                    plan.id,
                    respuestas.aceptar,
                    propuesta.pareja,
                ),
            )
            st.button(
                "No",
                key=f"descartar_{decision}",
                type="tertiary",
                icon=":material/close:",
                on_click=_decidir,
                args=(
                    f"Descartar una respuesta para {nombrar(aporte)}",
                    plan.id,
                    respuestas.descartar,
                    propuesta.pareja,
                ),
            )


def _decidir(
    descripcion: str, plan_id: int, decision: Callable[[Session, Pareja], None], pareja: Pareja
) -> None:
    """Antes de dibujar: si otra persona ya la decidió, el botón ya no está y hay que decirlo igual."""
    try:
        al_pulsar(descripcion, PAGINA, plan_id, lambda sesion: decision(sesion, pareja))
    except ErrorDeDominio as error:
        st.session_state[_SIN_DECIDIR] = str(error)
