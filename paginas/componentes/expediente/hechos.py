"""Los expedientes que ya se hicieron, con su recibo."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import streamlit as st

from datos.expediente import armado
from modelos.arbol import PlanCompleto
from modelos.frases import fecha_larga, tamano
from paginas.componentes import permitido
from paginas.componentes.mensajes import anunciar, explicar_rechazo

CAMINO = "/expediente"


def mostrar(plan: PlanCompleto) -> None:
    """El último primero; nada si aún no hay."""
    suyos = armado.hechos(plan.id)
    if not suyos:
        return
    zona = ZoneInfo(plan.zona_horaria)
    st.header("Hechos")
    filas = ""
    for ruta in suyos:
        cuando = datetime.fromtimestamp(ruta.stat().st_mtime, zona)
        recibo = ruta.with_name(f"{ruta.stem} recibo.pdf")
        con_recibo = (
            f' · <a href="{bajada(plan.id, recibo.name)}" download>Recibo</a>' if recibo.is_file() else ""
        )
        filas += (
            f'<li><a href="{bajada(plan.id, ruta.name)}" download>{escape(ruta.name)}</a> '
            f'<span class="tenue">{tamano(ruta.stat().st_size)} · {fecha_larga(cuando.date())} a las '
            f"{cuando:%H:%M}</span>{con_recibo}</li>"
        )
    st.html(f'<ul class="enlazadas">{filas}</ul>')
    if permitido.edita():
        _borrar(plan, suyos)


def _borrar(plan: PlanCompleto, suyos: Sequence[Path]) -> None:
    """Ocupan disco, y se pueden volver a hacer; que existieron queda en la bitácora, con su huella."""
    with st.popover("Borrar uno…", icon=":material/delete:", key="borrar_expediente"):
        elegido = st.selectbox(
            "Expediente", suyos, format_func=lambda ruta: ruta.name, key="expediente_por_borrar"
        )
        if st.button("Borrar", key="borrar_expediente_elegido", type="primary"):
            with explicar_rechazo():
                armado.borrar(plan.id, elegido.name)
                anunciar("Expediente borrado.")
                st.rerun()


def bajada(plan_id: int, nombre: str) -> str:
    """Donde se baja ese archivo."""
    return f"{CAMINO}/{plan_id}/{quote(nombre, safe='')}"
