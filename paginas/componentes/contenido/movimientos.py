"""Lo que se hace con el nodo elegido: subir, bajar, mover, duplicar y borrar."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from datos import copia, estructura, papelera
from modelos.arbol import PlanCompleto
from modelos.borrado import Cuelga
from modelos.nodos import Clase, Nodo, Paso
from modelos.seguimiento.reprogramacion import SIN_RAZON
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import PAGINA
from paginas.componentes.contenido.seleccion import Seleccion, elegir
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.razon_del_cambio import preguntar
from paginas.componentes.texto import sin_formato

AL_FINAL = "al final"
FRASE_DE_VIGENTE = "El plan está vigente: si baja algo programado, diga por qué."


def mostrar(
    plan: PlanCompleto, seleccion: Seleccion, nombre: str, programas: Mapping[int, str], hoy: date
) -> None:
    """Los botones del nodo, en una fila."""
    nodo = seleccion.nodo
    if nodo is None:
        return
    with st.container(horizontal=True, key="movimientos", gap="xsmall"):
        for paso, icono in ((Paso.SUBIR, "arrow_upward"), (Paso.BAJAR, "arrow_downward")):
            if st.button(paso.capitalize(), key=paso.value, icon=f":material/{icono}:"):
                with accion(f"{paso.capitalize()} «{nombre}»", PAGINA, plan.id) as sesion:
                    estructura.correr(sesion, nodo, paso)
        if nodo.clase is not Clase.PROGRAMA:
            _mover(plan, seleccion, nodo, nombre, programas)
            _duplicar(plan, nodo, nombre)
        _borrar(plan, seleccion, nodo, nombre, hoy)


def _mover(
    plan: PlanCompleto, seleccion: Seleccion, nodo: Nodo, nombre: str, programas: Mapping[int, str]
) -> None:
    destinos = _destinos(plan, nodo, programas)
    with st.popover("Mover a…", icon=":material/drive_file_move:", key="mover"):
        destino = st.selectbox(
            "A dónde",
            list(destinos),
            index=list(destinos).index(_donde_esta(seleccion)),
            format_func=lambda id_: destinos[id_],
            key=f"destino_{nodo}_{vuelta()}",
        )
        posicion = _posicion(plan, nodo, destino or 0)
        if st.button("Mover", key=f"mover_{nodo}", type="primary"):
            with accion(f"Mover «{nombre}»", PAGINA, plan.id) as sesion:
                estructura.mover(sesion, nodo, destino or None, posicion)


def _donde_esta(seleccion: Seleccion) -> int:
    """El identificador de donde cuelga hoy lo elegido; 0 si es una línea sin programa."""
    if seleccion.actividad and seleccion.objetivo:
        return seleccion.objetivo.id
    if seleccion.objetivo and seleccion.linea:
        return seleccion.linea.id
    return (seleccion.linea.programa_id if seleccion.linea else None) or 0


def _destinos(plan: PlanCompleto, nodo: Nodo, programas: Mapping[int, str]) -> dict[int, str]:
    """A dónde puede ir: una línea, a un programa o a ninguno (0); lo demás, a cualquier padre de su clase."""
    if nodo.clase is Clase.LINEA:
        return {0: "Sin programa", **programas}
    if nodo.clase is Clase.OBJETIVO:
        return {linea.id: linea.titulo for linea in plan.lineas}
    return {
        objetivo.id: f"{linea.numeral} · {objetivo.nombre}"
        for linea in plan.lineas
        for objetivo in linea.objetivos
    }


def _posicion(plan: PlanCompleto, nodo: Nodo, destino: int) -> int | None:
    hermanos = _hermanos(plan, nodo, destino)
    if nodo.clase is Clase.LINEA:
        hermanos = [linea.nombre for linea in plan.lineas if linea.id != nodo.id]
    lugares = ["al comienzo", *(f"después de «{hermano}»" for hermano in hermanos[:-1]), AL_FINAL]
    lugar = st.selectbox(
        "En qué lugar",
        range(len(lugares)),
        index=len(lugares) - 1,
        format_func=lambda numero: lugares[numero],
        key=f"lugar_{nodo}_{destino}",
    )
    return None if lugar == len(lugares) - 1 else lugar


def _hermanos(plan: PlanCompleto, nodo: Nodo, destino: int) -> list[str]:
    for linea in plan.lineas:
        if nodo.clase is Clase.OBJETIVO and linea.id == destino:
            return [objetivo.nombre for objetivo in linea.objetivos if objetivo.id != nodo.id]
        for objetivo in linea.objetivos:
            if nodo.clase is Clase.ACTIVIDAD and objetivo.id == destino:
                return [otra.nombre for otra in objetivo.actividades if otra.id != nodo.id]
    return []


def _duplicar(plan: PlanCompleto, nodo: Nodo, nombre: str) -> None:
    if st.button("Duplicar", key="duplicar", icon=":material/content_copy:"):
        ids: list[int] = []
        with accion(
            f"Duplicar «{nombre}»", PAGINA, plan.id, luego=lambda: elegir(Nodo(nodo.clase, ids[0]))
        ) as sesion:
            ids.append(copia.duplicar(sesion, nodo))


def _borrar(plan: PlanCompleto, seleccion: Seleccion, nodo: Nodo, nombre: str, hoy: date) -> None:
    with st.popover("Borrar…", icon=":material/delete:", key="borrar"):
        st.markdown(f"**{sin_formato(nombre)}**")
        cuelga = lo_que_cuelga(plan, seleccion)
        frase = cuelga.frase(plan.etiquetas)
        con_todo = True
        if nodo.clase is Clase.PROGRAMA and frase:
            solo, todo = "Solo el programa", f"El programa y todo lo suyo: {frase}"
            con_todo = st.radio("Qué se borra", [solo, todo], key=f"que_{nodo}") == todo
        elif frase:
            st.markdown(f"Se va también lo que cuelga: {frase}.")
        if cuelga.con_ejecucion:
            st.markdown("Hay actividades con lo ejecutado ya registrado.")
        st.markdown(":gray[Queda en la papelera, de donde vuelve entero.]")
        razon = preguntar(f"borrar_{nodo}", FRASE_DE_VIGENTE) if plan.vigente and con_todo else SIN_RAZON
        if st.button("Borrar", key=f"borrar_{nodo}", type="primary"):
            with accion(
                f"Borrar «{nombre}»", PAGINA, plan.id, luego=lambda: elegir(_padre(seleccion))
            ) as sesion:
                papelera.borrar(sesion, nodo, hoy, razon, con_lo_que_cuelga=con_todo)


def lo_que_cuelga(plan: PlanCompleto, seleccion: Seleccion) -> Cuelga:
    """Cuánto hay bajo lo elegido."""
    nodo = seleccion.nodo
    if nodo is None:
        return Cuelga()
    if nodo.clase is Clase.PROGRAMA:
        lineas = [linea for linea in plan.lineas if linea.programa_id == nodo.id]
        objetivos = [objetivo for linea in lineas for objetivo in linea.objetivos]
    else:
        lineas = []
        objetivos = list(seleccion.linea.objetivos) if nodo.clase is Clase.LINEA and seleccion.linea else []
    if nodo.clase is Clase.OBJETIVO and seleccion.objetivo:
        actividades = list(seleccion.objetivo.actividades)
    else:
        actividades = [actividad for objetivo in objetivos for actividad in objetivo.actividades]
    con = sum(1 for actividad in actividades if any(celda.ejecutado for celda in actividad.meses.values()))
    return Cuelga(len(lineas), len(objetivos), len(actividades), 0, con)


def _padre(seleccion: Seleccion) -> Nodo | None:
    if seleccion.actividad and seleccion.objetivo:
        return Nodo(Clase.OBJETIVO, seleccion.objetivo.id)
    if seleccion.objetivo and seleccion.linea:
        return Nodo(Clase.LINEA, seleccion.linea.id)
    return None
