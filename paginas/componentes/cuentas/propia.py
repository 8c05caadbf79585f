"""La cuenta de quien mira: su municipalidad, sus sesiones y su clave."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from datos.cuentas import personas, sesiones
from datos.cuentas.sesiones import SesionAbierta
from modelos.cuentas import MAXIMO_DE_CLAVE, Identidad
from modelos.frases import contar
from paginas.componentes import plan_actual, reloj
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.mensajes import anunciar, explicar_rechazo

_NAVEGADORES = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_EQUIPOS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def descripcion(quien: Identidad) -> str:
    """HTML: nombre y rol."""
    rol = f"{quien.rol.etiqueta}. {quien.rol.descripcion}" if quien.rol else ""
    return f'<p class="subtitulo">{escape(quien.nombre)} · {escape(rol)}</p>'


def cambiar_de_municipalidad(quien: Identidad, suyas: Sequence[tuple[int, str]]) -> None:
    """El selector, si tiene rol en más de una."""
    nombres = dict(suyas)
    if len(nombres) < 2:
        return
    ids = list(nombres)
    elegida = st.selectbox(
        "Municipalidad en que trabaja",
        ids,
        ids.index(quien.municipalidad_id) if quien.municipalidad_id in nombres else None,
        format_func=lambda id_: nombres[id_],
        key=f"municipalidad_{vuelta()}",
        width=420,
    )
    if elegida is not None and elegida != quien.municipalidad_id:
        with explicar_rechazo():
            sesiones.cambiar_de_municipalidad(quien, elegida, reloj.hoy())
            plan_actual.olvidar()
            anunciar(f"Ahora trabaja en {nombres[elegida]}.")
            st.rerun()


def mostrar_sesiones(suyas: Sequence[SesionAbierta], quien: Identidad) -> None:
    """Desde dónde y desde cuándo, con «Cerrar» en cada una y en todas las demás."""
    with st.container(key="sesiones", gap=None):
        for una in suyas:
            with st.container(key=f"elemento_sesion_{una.id}", horizontal=True, vertical_alignment="center"):
                st.html(_sesion(una), width="stretch")
                if una.id == quien.sesion_id:
                    st.html('<p class="tenue">Esta</p>', width="content")
                elif st.button("Cerrar", key=f"cerrar_sesion_{una.id}", type="tertiary"):
                    _cerrar(quien, una.id, None)
    otras = len(suyas) - 1
    if otras > 0 and st.button(
        f"Cerrar las demás ({otras})", key="cerrar_las_demas", icon=":material/logout:"
    ):
        _cerrar(quien, None, quien.sesion_id)


def _sesion(una: SesionAbierta) -> str:
    navegador = next((nombre for pista, nombre in _NAVEGADORES if pista in una.navegador), "Otro navegador")
    equipo = next((nombre for pista, nombre in _EQUIPOS if pista in una.navegador), "otro equipo")
    minutos = max(0, int((reloj.ahora() - una.usada_el).total_seconds() // 60))
    usada = "en uso" if minutos < 6 else f"usada hace {contar(minutos, 'minuto')}"
    return (
        f'<p class="fuente"><b>{navegador} en {equipo}</b><br>'
        f'<span class="tenue">{usada} · desde {escape(una.direccion)}</span></p>'
    )


def _cerrar(quien: Identidad, sesion_id: int | None, menos: int | None) -> None:
    cerradas = sesiones.cerrar(quien.persona_id or 0, reloj.ahora(), sesion_id=sesion_id, menos=menos)
    anunciar("La sesión se cerró." if cerradas == 1 else f"Se cerraron {cerradas} sesiones.")
    st.rerun()


def cambiar_clave(quien: Identidad) -> None:
    """La actual y la nueva; las demás sesiones se cierran."""
    with st.form(f"cambiar_clave_{vuelta()}", width=420):
        actual = st.text_input("Clave actual", type="password", max_chars=MAXIMO_DE_CLAVE, key="clave_actual")
        nueva = st.text_input(
            "Clave nueva, de 12 letras o más", type="password", max_chars=MAXIMO_DE_CLAVE, key="clave_nueva"
        )
        pedido = st.form_submit_button("Cambiar la clave", type="primary", key="cambiar_clave")
    if pedido:
        with explicar_rechazo():
            personas.cambiar_clave_propia(quien, actual, nueva, reloj.ahora())
            anunciar("La clave cambió; las demás sesiones se cerraron.")
            st.rerun()
