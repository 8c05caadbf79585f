"""Cambiar varias actividades a la vez: marcarlas en el esquema y darles peso, responsables o meses."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from datos import lotes, unidades
from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.calendario.programacion_en_lote import CambioEnLote, Correr, UnoPorMes
from modelos.frases import contar, es_femenino
from modelos.seguimiento.reprogramacion import SIN_RAZON
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import CABEN_ABIERTAS, PAGINA, SIN_PROGRAMAR
from paginas.componentes.contenido.movimientos import FRASE_DE_VIGENTE
from paginas.componentes.razon_del_cambio import preguntar
from paginas.componentes.texto import sin_formato
from paginas.componentes.tras_cierre import RazonTrasCierre

TODAS = 0
_PROGRAMAR, _CORRER = "Una unidad por mes", "Correr lo programado"


def marcar(plan: PlanCompleto) -> list[int]:
    """El esquema con casillas; entrega las actividades marcadas, también las de líneas que no se ven."""
    todas = [actividad.id for actividad in plan.actividades]
    elegida = _filtrar(plan, muchas=len(todas) > CABEN_ABIERTAS)
    with st.container(key="esquema", gap=None):
        for linea in plan.lineas:
            if elegida in (TODAS, linea.id):
                _linea(linea)
    return [id_ for id_ in todas if st.session_state.get(_clave(id_))]


def cambiar(plan: PlanCompleto, marcadas: Sequence[int], conocidas: Mapping[str, int], hoy: date) -> None:
    """Lo que se puede cambiar en las marcadas; cada cambio se aplica solo."""
    st.header(f"{contar(len(marcadas), 'actividad')} {'marcada' if len(marcadas) < 2 else 'marcadas'}")
    if not marcadas:
        st.html('<p class="aviso-vacio">Marque a la izquierda las actividades que quiere cambiar juntas.</p>')
        return
    st.button("Quitar las marcas", key="desmarcar", type="tertiary", on_click=_poner, args=(marcadas, False))
    _peso(plan, marcadas)
    _unidades(plan, marcadas, conocidas)
    _meses(plan, marcadas, hoy)


def _filtrar(plan: PlanCompleto, *, muchas: bool) -> int:
    todas = "Todas las" if es_femenino(plan.etiquetas.linea) else "Todos los"
    nombres = {TODAS: f"{todas} {plan.etiquetas.lineas}"} | {linea.id: linea.titulo for linea in plan.lineas}
    elegida = st.selectbox(
        plan.etiquetas.linea.capitalize(),
        list(nombres),
        index=1 if muchas else 0,
        format_func=lambda id_: nombres[id_],
        key=f"linea_de_lote_{plan.id}",
        label_visibility="collapsed",
    )
    return TODAS if elegida is None else elegida


def _linea(linea: LineaDelPlan) -> None:
    ids = [actividad.id for actividad in linea.actividades]
    completa = all(st.session_state.get(_clave(id_)) for id_ in ids)
    with st.container(key=f"renglon_linea_lote_{linea.id}", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{sin_formato(linea.numeral)}**\u2003**{sin_formato(linea.nombre_sin_numeral)}**")
        st.button(
            "Ninguna" if completa else "Todas",
            key=f"todas_{linea.id}",
            type="tertiary",
            on_click=_poner,
            args=(ids, not completa),
        )
    for objetivo in linea.objetivos:
        with st.container(key=f"objetivo_lote_{objetivo.id}", gap=None):
            st.markdown(f":gray[{sin_formato(objetivo.nombre)}]")
            for actividad in objetivo.actividades:
                codigo = f"{sin_formato(actividad.codigo)}\u2002" if actividad.codigo else ""
                con_meses = any(celda.programado for celda in actividad.meses.values())
                st.checkbox(
                    f"{codigo}{sin_formato(actividad.nombre)}{'' if con_meses else SIN_PROGRAMAR}",
                    key=_clave(actividad.id),
                    persist_state="page",
                )


def _peso(plan: PlanCompleto, marcadas: Sequence[int]) -> None:
    with st.form("peso_en_lote", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        peso = st.number_input("Peso", 0.0, value=1.0, step=0.5, key="peso_en_lote_valor")
        if st.form_submit_button("Cambiar el peso", key="cambiar_peso"):
            with accion(f"Cambiar el peso de {_cuantas(marcadas)}", PAGINA, plan.id) as sesion:
                lotes.cambiar_peso(sesion, marcadas, peso)


def _unidades(plan: PlanCompleto, marcadas: Sequence[int], conocidas: Mapping[str, int]) -> None:
    with st.form("unidades_en_lote", border=False):
        nombres = st.multiselect(
            "Unidades responsables",
            list(conocidas),
            key="unidades_en_lote_valor",
            accept_new_options=True,
            placeholder="Elija o escriba; la primera es la principal",
        )
        cerrado = RazonTrasCierre("responsables_en_lote")
        if st.form_submit_button("Cambiar los responsables", key="cambiar_unidades"):
            descripcion = f"Cambiar los responsables de {_cuantas(marcadas)}"
            with accion(descripcion, PAGINA, plan.id, cerrado=cerrado) as sesion:
                ids = unidades.asegurar(sesion, plan.municipalidad_id, nombres)
                lotes.cambiar_unidades(sesion, marcadas, ids)


def _meses(plan: PlanCompleto, marcadas: Sequence[int], hoy: date) -> None:
    que = st.segmented_control(
        "Meses", [_PROGRAMAR, _CORRER], default=_PROGRAMAR, required=True, key="que_meses_en_lote"
    )
    with st.form("meses_en_lote", border=False):
        cambio = _correr() if que == _CORRER else _programar(plan)
        razon = preguntar("lote", FRASE_DE_VIGENTE) if plan.vigente else SIN_RAZON
        if st.form_submit_button("Cambiar los meses", key="cambiar_meses"):
            with accion(f"Cambiar los meses de {_cuantas(marcadas)}", PAGINA, plan.id) as sesion:
                lotes.cambiar_meses(sesion, plan.id, marcadas, cambio, hoy, razon)


def _programar(plan: PlanCompleto) -> CambioEnLote:
    meses = plan.meses
    desde, hasta = st.columns(2)
    primero = desde.selectbox("Desde", meses, format_func=str, key="primer_mes_en_lote")
    ultimo = hasta.selectbox("Hasta", meses, len(meses) - 1, format_func=str, key="ultimo_mes_en_lote")
    st.markdown(":gray[:small[Reemplaza lo que tuvieran programado.]]")
    return UnoPorMes(primero or meses[0], ultimo or meses[-1])


def _correr() -> CambioEnLote:
    cuantos = st.number_input("Meses después (negativo: antes)", -120, 120, 1, key="correr_en_lote")
    return Correr(int(cuantos))


def _clave(actividad_id: int) -> str:
    return f"marcada_{actividad_id}"


def _poner(ids: Sequence[int], marcada: bool) -> None:
    for id_ in ids:
        st.session_state[_clave(id_)] = marcada


def _cuantas(marcadas: Sequence[int]) -> str:
    return contar(len(marcadas), "actividad")
