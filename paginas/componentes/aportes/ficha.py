"""La ficha de un aporte: qué dice, de qué línea es y qué actividades le responden; y agregar otros."""

from dataclasses import replace
from datetime import date

import streamlit as st

from datos import aportes, copia, estructura, papelera
from modelos.arbol import PlanCompleto
from modelos.contenido import renglones
from modelos.frases import contar
from modelos.nodos import Clase, Nodo, Paso
from modelos.participacion import Aporte, TipoAporte
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.seleccion import elegir
from paginas.componentes.ficha_abierta import dar_por_visto, lo_visto, vuelta

PAGINA = "participacion"


def agregar(plan: PlanCompleto) -> None:
    """Uno o varios a la vez, uno por renglón."""
    st.header("Agregar")
    with st.form("agregar_aportes", border=False, clear_on_submit=True):
        tipo = _tipo("nuevo", TipoAporte.OBSERVACION)
        linea_id = _linea(plan, "nuevo", plan.lineas[0].id if plan.lineas else None)
        texto = st.text_area(
            "Qué se dijo",
            key="texto_aporte_nuevo",
            placeholder="Uno por renglón; puede pegar una lista",
            height=140,
        )
        guardar = st.form_submit_button("Agregar", key="agregar_aporte", type="primary")
    if guardar:
        textos = renglones(texto or "")
        with accion(f"Agregar {contar(len(textos), 'aporte')}", PAGINA, plan.id) as sesion:
            aportes.agregar(sesion, plan.id, linea_id, tipo, textos)


def mostrar(plan: PlanCompleto, guardado: Aporte, hoy: date) -> None:
    """La ficha del aporte elegido."""
    clave = f"{Nodo(Clase.APORTE, guardado.id)}_{vuelta()}"
    visto = lo_visto(clave, f"texto_{clave}", guardado)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(guardado.tipo.etiqueta, width="content")
        st.button(
            "Cerrar",
            key="cerrar_ficha",
            type="tertiary",
            icon=":material/close:",
            on_click=elegir,
            args=(None,),
        )
    _acciones(plan, guardado, clave, hoy)
    with st.form(f"ficha_{clave}", border=False):
        escrito = _campos(plan, visto, clave)
        guardar = st.form_submit_button("Guardar", key=f"guardar_{clave}", type="primary")
    if guardar:
        with accion(f"Editar {nombrar(guardado)}", PAGINA, plan.id) as sesion:
            aportes.editar(sesion, visto, escrito)
        dar_por_visto(clave, guardado)


def _acciones(plan: PlanCompleto, guardado: Aporte, clave: str, hoy: date) -> None:
    nodo, nombre = Nodo(Clase.APORTE, guardado.id), nombrar(guardado)
    with st.container(horizontal=True, key="movimientos", gap="xsmall"):
        for paso, icono in ((Paso.SUBIR, "arrow_upward"), (Paso.BAJAR, "arrow_downward")):
            if st.button(paso.capitalize(), key=paso.value, icon=f":material/{icono}:"):
                with accion(f"{paso.capitalize()} {nombre}", PAGINA, plan.id) as sesion:
                    estructura.correr(sesion, nodo, paso)
        if st.button("Duplicar", key="duplicar", icon=":material/content_copy:"):
            ids: list[int] = []
            with accion(
                f"Duplicar {nombre}", PAGINA, plan.id, luego=lambda: elegir(Nodo(Clase.APORTE, ids[0]))
            ) as sesion:
                ids.append(copia.duplicar(sesion, nodo))
        with st.popover("Borrar…", icon=":material/delete:", key="borrar"):
            st.markdown("Queda en la papelera, de donde vuelve con sus respuestas.")
            if st.button("Borrar", key=f"borrar_{clave}", type="primary"):
                with accion(f"Borrar {nombre}", PAGINA, plan.id, luego=lambda: elegir(None)) as sesion:
                    papelera.borrar(sesion, nodo, hoy)


def _campos(plan: PlanCompleto, visto: Aporte, clave: str) -> Aporte:
    tipo = _tipo(clave, visto.tipo)
    linea_id = _linea(plan, clave, visto.linea_id)
    texto = st.text_area("Qué se dijo", visto.texto, key=f"texto_{clave}", height=140)
    nombres = {
        actividad.id: f"{linea.numeral} · {actividad.nombre}"
        for linea in plan.lineas
        for actividad in linea.actividades
    }
    respuestas = st.multiselect(
        "Actividades que le responden",
        list(nombres),
        default=[id_ for id_ in visto.actividades if id_ in nombres],
        format_func=lambda id_: nombres[id_],
        key=f"respuestas_{clave}",
        placeholder="Ninguna todavía",
    )
    return replace(visto, tipo=tipo, linea_id=linea_id, texto=texto or "", actividades=tuple(respuestas))


def _tipo(clave: str, inicial: TipoAporte) -> TipoAporte:
    elegido = st.segmented_control(
        "Qué es",
        list(TipoAporte),
        default=inicial,
        required=True,
        format_func=lambda tipo: tipo.etiqueta,
        key=f"tipo_{clave}",
    )
    return elegido or inicial


def _linea(plan: PlanCompleto, clave: str, inicial: int | None) -> int | None:
    nombres = {linea.id: linea.titulo for linea in plan.lineas}
    ids = list(nombres)
    return st.selectbox(
        plan.etiquetas.linea.capitalize(),
        ids,
        index=ids.index(inicial) if inicial in nombres else None,
        format_func=lambda id_: nombres[id_],
        key=f"linea_{clave}",
        placeholder=f"Sin {plan.etiquetas.linea}",
    )


def nombrar(aporte: Aporte) -> str:
    """«la observación «Faltan basureros»», para decir qué se hizo con ella."""
    articulo = "la" if aporte.tipo is TipoAporte.OBSERVACION else "el"
    return f"{articulo} {aporte.tipo.etiqueta.lower()} «{aporte.texto}»"
