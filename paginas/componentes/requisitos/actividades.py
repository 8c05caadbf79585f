"""Las actividades del plan que trabajan por un requisito: las confirmadas, y las que su texto sugiere."""

from html import escape

import streamlit as st

from datos.certificacion import requisitos
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.certificacion.sugerencias import sugerir
from paginas.componentes import enlaces, permitido
from paginas.componentes.acciones import accion
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.texto import sin_formato

PAGINA = "requisitos"


def mostrar(plan: PlanCompleto, certificacion: Certificacion, requisito: RequisitoDelProceso) -> None:
    """Las enlazadas; quien edita las cambia y confirma las sugeridas."""
    st.subheader("Actividades")
    nombres = {
        fila.actividad.id: f"{fila.linea.numeral} · {fila.actividad.nombre.removesuffix('.')}"
        for fila in plan.ubicadas
    }
    suyas = [id_ for id_ in requisito.actividades if id_ in nombres]
    if not permitido.edita():
        st.html(_en_lista(plan.id, suyas, nombres))
        return
    elegidas = st.multiselect(
        "Trabajan por este requisito",
        list(nombres),
        default=suyas,
        format_func=lambda id_: nombres[id_],
        key=f"actividades_{requisito.id}_{vuelta()}_{len(suyas)}",
        placeholder="Ninguna todavía",
        label_visibility="collapsed",
    )
    if set(elegidas) != set(suyas) and st.button(
        "Guardar actividades", key="guardar_enlaces", type="primary"
    ):
        _enlazar(plan, requisito, elegidas)
    sugeridas = sugerir(certificacion, plan, requisito.id).get(requisito.id, ())
    if sugeridas:
        st.caption("Por lo que dicen, podrían ser:")
    for id_ in sugeridas:
        with st.container(horizontal=True, vertical_alignment="center", key=f"elemento_sugerida_{id_}"):
            st.markdown(sin_formato(nombres[id_]))
            if st.button("Enlazar", key=f"enlazar_{id_}"):
                _enlazar(plan, requisito, [*suyas, id_])


def _enlazar(plan: PlanCompleto, requisito: RequisitoDelProceso, ids: list[int]) -> None:
    with accion(f"Enlazar actividades a {requisito.codigo}", PAGINA, plan.id) as sesion:
        requisitos.enlazar(sesion, plan.id, requisito.id, ids)


def _en_lista(plan_id: int, suyas: list[int], nombres: dict[int, str]) -> str:
    if not suyas:
        return '<p class="tenue">Ninguna actividad del plan trabaja por él.</p>'
    filas = "".join(
        f"<li><a {enlaces.atributos('actividad', **{CLAVE: plan_id, EN_LA_DIRECCION: id_})}>"
        f"{escape(nombres[id_])}</a></li>"
        for id_ in suyas
    )
    return f'<ul class="enlazadas">{filas}</ul>'
