"""Las actividades que podrían responder a un aporte: se aceptan o se descartan con un clic."""

from collections.abc import Mapping, Sequence

import streamlit as st

from datos import respuestas
from datos.conexion import direccion, lectura
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.frases import contar
from modelos.participacion import Aporte
from modelos.propuestas import Propuesta, del_plan
from paginas.componentes.acciones import accion
from paginas.componentes.aportes.ficha import PAGINA, nombrar
from paginas.componentes.texto import sin_formato

A_LA_VISTA = 5


def leer(plan: PlanCompleto, aportes: Sequence[Aporte]) -> tuple[Propuesta, ...]:
    """Las que faltan por decidir."""
    return _leer(direccion(), plan.id, plan.version, plan, aportes)


@st.cache_resource(max_entries=40, show_spinner=False)
def _leer(
    base: str,  # noqa: ARG001  (con el plan y su versión, es la clave de la caché)
    plan_id: int,
    version: int,  # noqa: ARG001
    _plan: PlanCompleto,
    _aportes: Sequence[Aporte],
) -> tuple[Propuesta, ...]:
    """Comparar todos los aportes con todas las actividades se hace una vez por versión del plan."""
    with lectura() as sesion:
        descartadas = respuestas.descartadas(sesion, plan_id)
    return del_plan(_plan, _aportes, descartadas)


def mostrar(plan: PlanCompleto, aportes: Sequence[Aporte], propuestas: Sequence[Propuesta]) -> None:
    """Las primeras; al decidir una aparece la que sigue."""
    if not propuestas:
        return
    por_id = {aporte.id: aporte for aporte in aportes}
    actividades = {actividad.id: actividad for actividad in plan.actividades}
    titulo = f"{contar(len(propuestas), 'respuesta posible')} por decidir"
    with (
        st.container(key="respuestas_posibles"),
        st.expander(titulo, expanded=len(propuestas) <= A_LA_VISTA, icon=":material/rule:"),
    ):
        st.html(
            '<p class="subtitulo">Actividades que hablan de lo mismo que un aporte, sin que nadie haya dicho '
            "que le responden. Lo que se descarta no se vuelve a proponer.</p>"
        )
        for propuesta in propuestas[:A_LA_VISTA]:
            _mostrar_una(plan, propuesta, por_id, actividades)
        if len(propuestas) > A_LA_VISTA:
            st.html(f'<p class="subtitulo">Quedan {len(propuestas) - A_LA_VISTA} después de estas.</p>')


def _mostrar_una(
    plan: PlanCompleto,
    propuesta: Propuesta,
    aportes: Mapping[int, Aporte],
    actividades: Mapping[int, ActividadDelPlan],
) -> None:
    pareja = propuesta.pareja
    aporte, actividad = aportes[pareja.aporte], actividades[pareja.actividad]
    clave = f"{pareja.aporte}_{pareja.actividad}"
    with st.container(key=f"propuesta_{clave}", gap="xsmall"):
        st.markdown(
            f":gray[{aporte.tipo.etiqueta}] {sin_formato(aporte.texto)}  \n"
            f":gray[{propuesta.razon(plan.etiquetas.linea)}:] {sin_formato(actividad.nombre)}"
        )
        with st.container(horizontal=True, gap="xsmall"):
            si = st.button("Sí, le responde", key=f"aceptar_{clave}", icon=":material/check:")
            no = st.button("No", key=f"descartar_{clave}", type="tertiary", icon=":material/close:")
    if si:
        with accion(f"Enlazar {nombrar(aporte)} con su actividad", PAGINA, plan.id) as sesion:
            respuestas.aceptar(sesion, pareja)
    if no:
        with accion(f"Descartar una respuesta para {nombrar(aporte)}", PAGINA, plan.id) as sesion:
            respuestas.descartar(sesion, pareja)
