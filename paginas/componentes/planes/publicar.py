"""Publicar un plan para quien no tiene cuenta: su dirección, su fecha, y dejar de hacerlo."""

from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from datos import identidad, publicaciones
from datos.conexion import lectura
from datos.vida_del_plan import ResumenDePlan
from modelos.frases import fecha_larga
from modelos.permisos import Permiso
from paginas.componentes.acciones import accion

PAGINA = "planes"


def ofrecer(plan: ResumenDePlan, hoy: date) -> None:
    """El menú para quien administra; nada para los demás."""
    if not identidad.en_curso().puede(Permiso.ADMINISTRAR):
        return
    with lectura() as sesion:
        publicado = publicaciones.mirar(sesion, plan.id)
    with st.popover("Publicado…" if publicado else "Publicar…", icon=":material/public:", key="publicar"):
        if publicado:
            dia = fecha_larga(publicado.publicada_el)
            st.markdown(f"Cualquiera con esta dirección lo ve, como estaba el {dia}:")
            st.code(_direccion(publicado.codigo), language=None, wrap_lines=True)
        else:
            st.markdown(
                "Cualquiera con la dirección verá el avance y el cronograma como están hoy, sin cuenta. "
                "No se publican notas, causas ni personas. Lo que cambie después no se ve hasta publicar "
                "de nuevo."
            )
        rotulo = "Publicar de nuevo, como está hoy" if publicado else "Publicar"
        if st.button(rotulo, key="publicar_plan", type="primary"):
            with accion(f"Publicar «{plan.nombre}»", PAGINA, plan.id) as sesion:
                publicaciones.publicar(sesion, plan.id, hoy)
        if publicado and st.button("Dejar de publicar", key="retirar_plan"):
            with accion(f"Dejar de publicar «{plan.nombre}»", PAGINA, plan.id) as sesion:
                publicaciones.retirar(sesion, plan.id)


def _direccion(codigo: str) -> str:
    actual = urlsplit(st.context.url or "")
    return f"{actual.scheme}://{actual.netloc}/publico/{codigo}"
