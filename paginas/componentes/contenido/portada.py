"""Lo que es del plan entero: sus objetivos enunciados y sus programas."""

from functools import partial
from html import escape

import streamlit as st

from datos import anexos_del_plan, estructura
from datos.anexos_del_plan import Anexos, ObjetivoEnunciado
from modelos.arbol import PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.contenido import renglones
from modelos.frases import contar, enumerar, es_femenino
from modelos.fusion import dicho
from modelos.nodos import Clase, Nodo
from paginas.componentes import ficha_en_curso, identidad
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import PAGINA
from paginas.componentes.contenido.seleccion import elegir
from paginas.componentes.ficha_en_curso import Ficha
from paginas.componentes.lista_en_ficha import Lista
from paginas.componentes.texto import sin_formato

_LISTA = Lista(("clase", "texto"))


def resumen(plan: PlanCompleto) -> str:
    """«Cronograma 2026 · 4 líneas, 11 objetivos y 24 actividades · Borrador», en HTML."""
    objetivos = sum(len(linea.objetivos) for linea in plan.lineas)
    actividades = sum(1 for _ in plan.actividades)
    partes = [
        contar(cuantos, nombre, dentro_de_frase=True)
        for cuantos, nombre in (
            (len(plan.lineas), plan.etiquetas.linea),
            (objetivos, plan.etiquetas.objetivo),
            (actividades, "actividad"),
        )
    ]
    return escape(f"{plan.nombre} · {enumerar(partes)} · {plan.estado.etiqueta}")


def mostrar(plan: PlanCompleto, anexos: Anexos) -> None:
    """El panel cuando no hay nada elegido en el esquema."""
    if not plan.lineas:
        _empezar(plan)
    st.header("Objetivos de todo el plan")
    _objetivos(plan, anexos.objetivos)
    st.header("Programas")
    _programas(plan, anexos)


def _empezar(plan: PlanCompleto) -> None:
    primera = "la primera" if es_femenino(plan.etiquetas.linea) else "el primero"
    st.html(
        f'<p class="aviso-vacio">Este plan todavía no tiene {plan.etiquetas.lineas}. Escriba {primera} '
        "en el recuadro «Agregar», o pegue una lista, con uno por renglón.</p>"
    )
    st.page_link("paginas/importar.py", label="Importar un documento", icon=":material/upload_file:")


@st.fragment
def _objetivos(plan: PlanCompleto, guardados: tuple[ObjetivoEnunciado, ...]) -> None:
    identidad.de_la_visita()
    lugar = Lugar(Parte.OBJETIVOS, f"objetivos-{plan.id}")
    ficha = _LISTA.abrir(plan.id, lugar, "los objetivos del plan", guardados)
    for cual in _LISTA.cuales(ficha.partida):
        _objetivo(ficha, cual)
    elegido = _LISTA.boton_de_guardar(ficha, "Guardar objetivos")
    if elegido is None:
        return
    vistos, escritos = (_LISTA.leer(campos, ObjetivoEnunciado) for campos in elegido)
    cerrar = partial(ficha_en_curso.cerrar, ficha)
    with accion("Editar los objetivos del plan", PAGINA, plan.id, luego=cerrar) as sesion:
        anexos_del_plan.guardar_objetivos(sesion, plan.id, vistos[:-1], escritos)
    ficha_en_curso.dar_por_visto(ficha, _LISTA.guardado(guardados))


def _objetivo(ficha: Ficha, cual: str) -> None:
    clase, texto = st.columns([1, 3])
    al_cambiar = partial(_LISTA.al_cambiar, ficha)
    clase.text_input(
        "Clase",
        dicho(ficha.partida[f"clase_{cual}"]),
        key=ficha.campo(f"clase_{cual}"),
        placeholder="general",
        label_visibility="collapsed",
        on_change=al_cambiar,
    )
    texto.text_area(
        "Objetivo",
        dicho(ficha.partida[f"texto_{cual}"]),
        key=ficha.campo(f"texto_{cual}"),
        height="content",
        placeholder="Un objetivo más; vacío no se guarda",
        label_visibility="collapsed",
        on_change=al_cambiar,
    )


def _programas(plan: PlanCompleto, anexos: Anexos) -> None:
    for programa in anexos.programas:
        cuantas = sum(1 for linea in plan.lineas if linea.programa_id == programa.id)
        st.button(
            f"{sin_formato(programa.nombre)} :gray[· {contar(cuantas, plan.etiquetas.linea)}]",
            key=f"abrir_programa_{programa.id}",
            type="tertiary",
            on_click=elegir,
            args=(Nodo(Clase.PROGRAMA, programa.id),),
        )
    escrito = st.chat_input("Agregar programa", key="agregar_programa")
    if escrito:
        with accion("Agregar un programa", PAGINA, plan.id) as sesion:
            for nombre in renglones(escrito):
                estructura.agregar_programa(sesion, plan.id, nombre)
