"""El plan como un esquema: programas, líneas, objetivos y actividades, y donde se agregan."""

import streamlit as st

from datos import estructura
from modelos.arbol import LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.contenido import actividades_pegadas, renglones
from modelos.frases import contar
from modelos.nodos import Clase, Nodo
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.seleccion import Seleccion, elegir
from paginas.componentes.texto import sin_formato

PAGINA = "estructura"
CABEN_ABIERTAS = 60
"""Con más actividades que estas, solo se abre la línea elegida."""


def mostrar(plan: PlanCompleto, seleccion: Seleccion) -> None:
    """Dibuja el esquema; elegir un nodo lo abre en su ficha."""
    todas = sum(1 for _ in plan.actividades) <= CABEN_ABIERTAS
    programa = None
    with st.container(key="esquema", gap=None):
        for linea in plan.lineas:
            if linea.programa != programa:
                programa = linea.programa
                _programa(linea, seleccion)
            _linea(plan, linea, seleccion, abierta=todas or linea == seleccion.linea)
    _agregar_lineas(plan, seleccion)


def _programa(linea: LineaDelPlan, seleccion: Seleccion) -> None:
    if linea.programa_id is None:
        st.html('<p class="esquema-programa">Sin programa</p>')
        return
    nodo = Nodo(Clase.PROGRAMA, linea.programa_id)
    _renglon(nodo, sin_formato(linea.programa or ""), seleccion, f"_antes_de_{linea.id}")


def _linea(plan: PlanCompleto, linea: LineaDelPlan, seleccion: Seleccion, *, abierta: bool) -> None:
    cuantas = contar(sum(1 for _ in linea.actividades), "actividad")
    nombre = sin_formato(linea.nombre_sin_numeral)
    texto = f"**{sin_formato(linea.numeral)}**\u2003**{nombre}**\u2003:gray[{cuantas}]"
    with st.container(key=f"linea_{linea.id}", gap=None):
        _renglon(Nodo(Clase.LINEA, linea.id), texto, seleccion)
        if not abierta:
            return
        with st.container(gap=None):
            for objetivo in linea.objetivos:
                _objetivo(plan, objetivo, seleccion)
        if linea == seleccion.linea:
            _agregar_objetivos(plan, linea)


def _objetivo(plan: PlanCompleto, objetivo: ObjetivoDelPlan, seleccion: Seleccion) -> None:
    with st.container(key=f"objetivo_{objetivo.id}", gap=None):
        _renglon(Nodo(Clase.OBJETIVO, objetivo.id), sin_formato(objetivo.nombre), seleccion)
        with st.container(gap=None):
            _actividades(objetivo, seleccion)
        if objetivo == seleccion.objetivo:
            _agregar_actividades(plan, objetivo)


def _actividades(objetivo: ObjetivoDelPlan, seleccion: Seleccion) -> None:
    for actividad in objetivo.actividades:
        codigo = f"{sin_formato(actividad.codigo)}\u2002" if actividad.codigo else ""
        pendiente = "" if any(celda.programado for celda in actividad.meses.values()) else SIN_PROGRAMAR
        texto = f"{codigo}{sin_formato(actividad.nombre)}{pendiente}"
        _renglon(Nodo(Clase.ACTIVIDAD, actividad.id), texto, seleccion)


SIN_PROGRAMAR = "\u2003:gray[:small[sin\u00a0programar]]"


def _renglon(nodo: Nodo, texto: str, seleccion: Seleccion, lugar: str = "") -> None:
    elegido = "_elegido" if nodo == seleccion.nodo else ""
    with st.container(key=f"renglon_{nodo.clase}_{nodo.id}{lugar}{elegido}"):
        st.button(
            texto,
            key=f"nodo_{nodo.clase}_{nodo.id}{lugar}",
            type="tertiary",
            width="stretch",
            on_click=elegir,
            args=(nodo,),
        )


def _agregar_lineas(plan: PlanCompleto, seleccion: Seleccion) -> None:
    escrito = st.chat_input(f"Agregar {plan.etiquetas.linea}", key="agregar_linea")
    if not escrito:
        return
    nombres = renglones(escrito)
    ids: list[int] = []
    cuantas = contar(len(nombres), plan.etiquetas.linea)
    with accion(
        f"Agregar {cuantas}", PAGINA, plan.id, luego=lambda: elegir(Nodo(Clase.LINEA, ids[-1]))
    ) as sesion:
        ids += [
            estructura.agregar_linea(sesion, plan.id, nombre, seleccion.programa_id) for nombre in nombres
        ]


def _agregar_objetivos(plan: PlanCompleto, linea: LineaDelPlan) -> None:
    with st.container(key="agregar_en_linea"):
        escrito = st.chat_input(f"Agregar {plan.etiquetas.objetivo}", key=f"agregar_objetivo_{linea.id}")
    if not escrito:
        return
    nombres = renglones(escrito)
    ids: list[int] = []
    cuantos = contar(len(nombres), plan.etiquetas.objetivo)
    with accion(
        f"Agregar {cuantos}", PAGINA, plan.id, luego=lambda: elegir(Nodo(Clase.OBJETIVO, ids[-1]))
    ) as sesion:
        ids += [estructura.agregar_objetivo(sesion, linea.id, nombre) for nombre in nombres]


def _agregar_actividades(plan: PlanCompleto, objetivo: ObjetivoDelPlan) -> None:
    with st.container(key="agregar_en_objetivo"):
        escrito = st.chat_input(
            "Agregar actividad",
            key=f"agregar_actividad_{objetivo.id}",
        )
        st.html('<p class="esquema-consejo">Enter agrega y deja seguir; una lista pegada agrega varias.</p>')
    if not escrito:
        return
    cuantas = contar(len(renglones(escrito)), "actividad")
    with accion(
        f"Agregar {cuantas}", PAGINA, plan.id, luego=lambda: elegir(Nodo(Clase.OBJETIVO, objetivo.id))
    ) as sesion:
        estructura.agregar_actividades(sesion, objetivo.id, actividades_pegadas(escrito))
