"""Lo que es del plan entero: sus objetivos enunciados y sus programas."""

from html import escape

import streamlit as st

from datos import anexos_del_plan, estructura
from datos.anexos_del_plan import Anexos, ObjetivoEnunciado
from modelos.arbol import PlanCompleto
from modelos.contenido import renglones
from modelos.frases import contar, enumerar, es_femenino
from modelos.nodos import Clase, Nodo
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import PAGINA
from paginas.componentes.contenido.seleccion import elegir
from paginas.componentes.ficha_abierta import dar_por_visto, lo_visto, vuelta
from paginas.componentes.texto import sin_formato


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


def _objetivos(plan: PlanCompleto, guardados: tuple[ObjetivoEnunciado, ...]) -> None:
    clave = f"{plan.id}_{vuelta()}"
    vistos = lo_visto(clave, f"texto_objetivo_{clave}_0", guardados)
    filas = [*vistos, ObjetivoEnunciado(None, "", "")]
    with st.form(f"objetivos_{clave}", border=False):
        escritos = [_objetivo(fila, f"{clave}_{lugar}") for lugar, fila in enumerate(filas)]
        guardar = st.form_submit_button("Guardar objetivos", key="guardar_objetivos")
    if guardar:
        with accion("Editar los objetivos del plan", PAGINA, plan.id) as sesion:
            anexos_del_plan.guardar_objetivos(sesion, plan.id, vistos, escritos)
        dar_por_visto(clave, guardados)


def _objetivo(fila: ObjetivoEnunciado, clave: str) -> ObjetivoEnunciado:
    clase, texto = st.columns([1, 3])
    nueva = clase.text_input(
        "Clase",
        fila.clase,
        key=f"clase_objetivo_{clave}",
        placeholder="general",
        label_visibility="collapsed",
    )
    escrito = texto.text_area(
        "Objetivo",
        fila.texto,
        key=f"texto_objetivo_{clave}",
        height="content",
        placeholder="Un objetivo más; vacío no se guarda",
        label_visibility="collapsed",
    )
    return ObjetivoEnunciado(fila.id, nueva or "", escrito or "")


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
