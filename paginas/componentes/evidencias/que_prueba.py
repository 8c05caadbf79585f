"""Qué prueba una evidencia: sus requisitos, con sus páginas, y sus actividades y meses."""

from html import escape

import streamlit as st

from datos.certificacion import evidencias
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import EnActividad, EnRequisito, EvidenciaDelPlan
from paginas.componentes import enlaces, permitido
from paginas.componentes.acciones import accion
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.requisitos.matriz import enlace as enlace_a_requisito
from paginas.componentes.texto import sin_formato

PAGINA = "evidencias"


def mostrar(plan: PlanCompleto, persigue: Persigue | None, una: EvidenciaDelPlan) -> None:
    """Lo que prueba, con enlaces; quien edita lo cambia."""
    st.subheader("Qué prueba")
    st.html(_en_lista(plan, persigue, una))
    if not permitido.edita():
        return
    with st.popover("Cambiar…", icon=":material/link:", key="cambiar_lo_que_prueba"):
        if persigue is not None:
            _requisitos(plan, persigue, una)
        _actividades(plan, una)


def _en_lista(plan: PlanCompleto, persigue: Persigue | None, una: EvidenciaDelPlan) -> str:
    requisitos = {uno.id: uno for uno in persigue.certificacion.requisitos} if persigue else {}
    filas = [
        _renglon(
            enlace_a_requisito(plan.id, cual.requisito_id),
            f"{requisitos[cual.requisito_id].codigo} {requisitos[cual.requisito_id].nombre}",
            cual.paginas,
        )
        for cual in una.requisitos
        if cual.requisito_id in requisitos
    ]
    actividades = {actividad.id: actividad for actividad in plan.actividades}
    filas += [
        _renglon(
            enlaces.atributos("actividad", **{CLAVE: plan.id, EN_LA_DIRECCION: cual.actividad_id}),
            actividades[cual.actividad_id].nombre,
            str(cual.mes or ""),
        )
        for cual in una.actividades
        if cual.actividad_id in actividades
    ]
    return (
        f'<ul class="enlazadas">{"".join(filas)}</ul>'
        if filas
        else '<p class="falta">Nadie la usa: enlácela a un requisito o a una actividad, o retírela.</p>'
    )


def _renglon(enlace: str, nombre: str, aparte: str) -> str:
    al_lado = f' <span class="tenue">{escape(aparte)}</span>' if aparte else ""
    return f"<li><a {enlace}>{escape(nombre)}</a>{al_lado}</li>"


def _requisitos(plan: PlanCompleto, persigue: Persigue, una: EvidenciaDelPlan) -> None:
    nombres = {uno.id: f"{uno.codigo} {uno.nombre}" for uno in persigue.certificacion.requisitos}
    paginas = {enlace.requisito_id: enlace.paginas for enlace in una.requisitos}
    clave = f"{una.id}_{vuelta()}_{len(paginas)}"
    elegidos = st.multiselect(
        "Requisitos",
        list(nombres),
        default=[id_ for id_ in paginas if id_ in nombres],
        format_func=lambda id_: nombres[id_],
        key=f"requisitos_de_{clave}",
        placeholder="Ninguno todavía",
    )
    dichas = {
        id_: st.text_input(
            f"Páginas para {sin_formato(nombres[id_].split()[0])}",
            paginas.get(id_, ""),
            key=f"paginas_{id_}_{clave}",
            placeholder="pp. 3–5",
        )
        for id_ in elegidos
    }
    if st.button("Guardar requisitos", key=f"guardar_requisitos_{una.id}", type="primary"):
        with accion(f"Cambiar lo que prueba {una.codigo}", PAGINA, plan.id) as sesion:
            pedidos = [EnRequisito(id_, texto) for id_, texto in dichas.items()]
            evidencias.dejar_requisitos(sesion, plan.id, una.id, pedidos)


def _actividades(plan: PlanCompleto, una: EvidenciaDelPlan) -> None:
    nombres = {fila.actividad.id: f"{fila.linea.numeral} · {fila.actividad.nombre}" for fila in plan.ubicadas}
    clave = f"{una.id}_{vuelta()}_{len(una.actividades)}"
    id_ = st.selectbox(
        "Actividad",
        list(nombres),
        index=None,
        format_func=lambda cual: nombres[cual],
        key=f"actividad_de_{clave}",
        placeholder="Agregar una actividad",
    )
    mes = st.selectbox(
        "Mes",
        [None, *plan.meses],
        format_func=lambda cual: str(cual) if cual else "Toda",
        key=f"mes_de_{clave}",
    )
    if id_ is not None and st.button("Agregar actividad", key=f"guardar_actividad_{una.id}", type="primary"):
        with accion(f"Cambiar lo que prueba {una.codigo}", PAGINA, plan.id) as sesion:
            evidencias.enlazar_actividades(sesion, plan.id, una.id, [EnActividad(id_, mes)])
    for enlace in una.actividades:
        if enlace.actividad_id in nombres:
            cual = f"{nombres[enlace.actividad_id]}{f', {enlace.mes}' if enlace.mes else ''}"
            if st.button(
                f"Quitar {sin_formato(cual)}",
                key=f"soltar_{una.id}_{enlace.actividad_id}_{enlace.mes.clave if enlace.mes else ''}",
                type="tertiary",
                icon=":material/close:",
            ):
                with accion(f"Cambiar lo que prueba {una.codigo}", PAGINA, plan.id) as sesion:
                    evidencias.soltar_actividad(sesion, plan.id, una.id, enlace)
