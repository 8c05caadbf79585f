"""Los aportes por línea, cada uno con las actividades que le responden."""

from collections.abc import Sequence

import streamlit as st

from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.frases import contar
from modelos.nodos import Clase, Nodo
from modelos.participacion import Aporte, TipoAporte
from paginas.componentes.contenido import rotulos
from paginas.componentes.contenido.seleccion import elegir
from paginas.componentes.texto import sin_formato


def mostrar(plan: PlanCompleto, aportes: Sequence[Aporte], elegido: Nodo | None) -> None:
    """Una sección por línea que tiene alguno; al final, los que el documento no asigna a una línea."""
    actividades = {actividad.id: actividad for actividad in plan.actividades}
    vivas = {linea.id for linea in plan.lineas}
    for linea in plan.lineas:
        titulo = "\u2003".join(map(sin_formato, rotulos.partes(linea)))
        suyos = [aporte for aporte in aportes if aporte.linea_id == linea.id]
        _seccion(titulo, f"linea_{linea.id}", suyos, actividades, elegido)
    sueltos = [aporte for aporte in aportes if aporte.linea_id not in vivas]
    _seccion(f"Sin {plan.etiquetas.linea}", "sueltos", sueltos, actividades, elegido)


def filtrar(aportes: Sequence[Aporte]) -> Sequence[Aporte]:
    """Todos, o solo los que nadie ha respondido."""
    sin_respuesta = [aporte for aporte in aportes if not aporte.actividades]
    if not sin_respuesta or len(sin_respuesta) == len(aportes):
        return aportes
    solo = st.toggle(
        f"Solo los {len(sin_respuesta)} sin respuesta", key="solo_sin_respuesta", bind="query-params"
    )
    return sin_respuesta if solo else aportes


def resumen(aportes: Sequence[Aporte]) -> str:
    """«12 aportes · 3 sin respuesta»."""
    sin = sum(1 for aporte in aportes if not aporte.actividades)
    cuantos = contar(len(aportes), "aporte")
    return f"{cuantos} · {sin} sin respuesta" if sin else cuantos


def _seccion(
    titulo: str,
    clave: str,
    suyos: Sequence[Aporte],
    actividades: dict[int, ActividadDelPlan],
    elegido: Nodo | None,
) -> None:
    if not suyos:
        return
    st.markdown(f"**{titulo}** :gray[· {resumen(suyos)}]")
    with st.container(key=f"lista_aportes_{clave}", gap=None):
        for aporte in sorted(suyos, key=lambda uno: list(TipoAporte).index(uno.tipo)):
            _renglon(aporte, actividades, elegido)


def _renglon(aporte: Aporte, actividades: dict[int, ActividadDelPlan], elegido: Nodo | None) -> None:
    nodo = Nodo(Clase.APORTE, aporte.id)
    nombres = [actividades[id_].nombre for id_ in aporte.actividades if id_ in actividades]
    respuesta = "; ".join(nombres) if nombres else "sin respuesta"
    marca = "_elegido" if nodo == elegido else ""
    with st.container(key=f"renglon_aporte_{aporte.id}{marca}"):
        st.button(
            f":gray[{aporte.tipo.etiqueta}]\u2002{sin_formato(aporte.texto)}  \n"
            f":gray[:small[→ {sin_formato(respuesta)}]]",
            key=f"aporte_{aporte.id}",
            type="tertiary",
            width="stretch",
            on_click=elegir,
            args=(nodo,),
        )
