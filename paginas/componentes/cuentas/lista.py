"""Las filas de «Personas»: cada una con su rol y lo que se le puede cambiar."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from sqlmodel import Session

from datos import planes, unidades
from datos.cuentas import personas
from datos.cuentas.personas import PersonaEnLista
from modelos.cuentas import Identidad
from paginas.componentes import reloj
from paginas.componentes.cuentas import invitacion, puesto
from paginas.componentes.cuentas.puesto import Elegibles
from paginas.componentes.ficha_abierta import refrescar, vuelta
from paginas.componentes.mensajes import anunciar, explicar_rechazo


def elegibles(sesion: Session, municipalidad_id: int) -> Elegibles:
    """Las unidades y los planes entre los que se elige."""
    return Elegibles(
        {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, municipalidad_id)},
        {plan.id: f"{plan.nombre} · {plan.anio_inicio}" for plan in planes.listar(sesion)},
    )


def mostrar(todas: Sequence[PersonaEnLista], elegibles: Elegibles, quien: Identidad) -> None:
    """Una fila por persona; la propia se cambia en «Mi cuenta»."""
    with st.container(key="personas", gap=None):
        for una in todas:
            with st.container(key=f"elemento_persona_{una.id}", horizontal=True, vertical_alignment="center"):
                st.html(_descripcion(una, elegibles), width="stretch")
                if una.id == quien.persona_id:
                    st.html('<p class="tenue">Usted</p>', width="content")
                else:
                    with st.popover("Cambiar…", key=f"cambiar_persona_{una.id}_{vuelta()}", type="tertiary"):
                        _cambios(una, elegibles)


def _descripcion(una: PersonaEnLista, elegibles: Elegibles) -> str:
    estado = ""
    if una.desactivada_el:
        estado = " · <b>desactivada</b>"
    elif not una.tiene_clave:
        estado = " · <b>invitada, aún no entra</b>"
    rol = puesto.describir(una.puesto, elegibles)
    return (
        f'<p class="fuente"><b>{escape(una.nombre)}</b><br>'
        f'<span class="tenue">{rol} · {escape(una.correo)}{estado}</span></p>'
    )


def _cambios(una: PersonaEnLista, elegibles: Elegibles) -> None:
    clave = f"{una.id}_{vuelta()}"
    nuevo = puesto.elegir(clave, elegibles, una.puesto)
    if st.button("Guardar el rol", key=f"guardar_rol_{clave}", type="primary", disabled=nuevo == una.puesto):
        _hacer(lambda: personas.cambiar_puesto(una.id, nuevo), f"{una.nombre}: el rol rige desde ahora.")
    if una.desactivada_el:
        if st.button("Reactivar la cuenta", key=f"reactivar_{una.id}"):
            _hacer(lambda: personas.reactivar(una.id), f"{una.nombre} puede volver a entrar.")
        return
    if st.button("Enlace para poner la clave", key=f"enlace_{una.id}", icon=":material/link:"):
        with explicar_rechazo():
            invitacion.recordar(una.nombre, personas.enlace_para_la_clave(una.id, reloj.ahora()))
            refrescar()
            st.rerun()
    if una.tiene_clave and st.button("Cerrar sus sesiones", key=f"cerrar_{una.id}", icon=":material/logout:"):
        _hacer(
            lambda: personas.cerrar_sesiones(una.id, reloj.ahora()),
            f"Se cerraron las sesiones de {una.nombre}.",
        )
    if st.button("Desactivar la cuenta", key=f"desactivar_{una.id}", icon=":material/block:"):
        _hacer(
            lambda: personas.desactivar(una.id, reloj.hoy(), reloj.ahora()),
            f"{una.nombre} ya no entra; lo que hizo sigue a su nombre.",
        )


def _hacer(hacerlo: Callable[[], object], dicho: str) -> None:
    with explicar_rechazo():
        hacerlo()
        anunciar(dicho)
        refrescar()
        st.rerun()
