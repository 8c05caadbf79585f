"""Lo que ha pasado con una actividad: cada acción, quién y cuándo, y cada reprogramación con su razón."""

from collections.abc import Mapping, Sequence
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from datos.historial import Hecho
from modelos.arbol import ActividadDelPlan
from modelos.frases import fecha_corta
from modelos.historia import contar_lo_hecho
from modelos.seguimiento.reprogramacion import Traslado

HECHOS_A_LA_VISTA = 12


def mostrar(
    actividad: ActividadDelPlan, hechos: Sequence[Hecho], unidades: Mapping[int, str], zona: str
) -> None:
    """De lo último a lo primero; lo más antiguo, plegado."""
    filas = [_hecho(hecho, actividad.nombre, unidades, ZoneInfo(zona)) for hecho in hechos]
    recientes, antiguas = filas[:HECHOS_A_LA_VISTA], filas[HECHOS_A_LA_VISTA:]
    st.html(f'<ol class="historia">{"".join(recientes)}</ol>')
    if antiguas:
        st.html(
            f'<details class="historia"><summary>Ver lo anterior ({len(antiguas)})</summary>'
            f"<ol>{''.join(antiguas)}</ol></details>"
        )


def _hecho(hecho: Hecho, nombre: str, unidades: Mapping[int, str], zona: ZoneInfo) -> str:
    local = hecho.cuando.astimezone(zona)
    que = hecho.descripcion.removesuffix(f": {nombre}")
    frases = contar_lo_hecho(hecho.cambios, unidades)
    detalle = "".join(f"<li>{escape(frase)}</li>" for frase in frases)
    return (
        f'<li><span class="cuando">{fecha_corta(local.date())} {local:%H:%M} · {escape(hecho.quien)}</span>'
        f"<b>{escape(que)}</b>{f'<ul>{detalle}</ul>' if detalle else ''}</li>"
    )


def mostrar_traslados(traslados: Sequence[Traslado]) -> None:
    """Las veces que se movió o bajó lo programado, con su razón."""
    filas = "".join(
        f'<li><span class="cuando">{fecha_corta(uno.fecha)} · {uno.motivo.etiqueta}</span>'
        f"{escape('; '.join(cambio.frase for cambio in uno.cambios))}"
        f"{f'<br><q>{escape(uno.explicacion)}</q>' if uno.explicacion else ''}</li>"
        for uno in traslados
    )
    st.html(f'<ol class="historia">{filas}</ol>')
