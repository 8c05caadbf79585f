"""Lo que la lectura trae de antes, y lo que se perdería: columnas recordadas y correcciones sin lugar."""

from html import escape

import streamlit as st

from modelos.frases import contar
from modelos.importacion.correcciones import sin_lugar
from modelos.importacion.plan_aceptado import PlanAceptado
from paginas.componentes.importacion import revision


def mostrar(abierta: revision.Revision) -> None:
    """Una línea por cosa que la persona debe saber de esta lectura."""
    if abierta.recordada:
        with st.container(horizontal=True, vertical_alignment="center", key="lectura_recordada"):
            st.markdown(
                ":material/history: Las columnas se leen como usted las corrigió en un documento igual.",
                width="content",
            )
            st.button(
                "Olvidarlo", key="olvidar_columnas", type="tertiary", on_click=revision.olvidar_columnas
            )
    perdidas = sin_lugar(abierta.leido, abierta.correcciones)
    if perdidas:
        cuantas = contar(perdidas, "actividad corregida")
        verbo = "no está" if perdidas == 1 else "no están"
        st.html(
            f'<p class="por-confirmar">{escape(cuantas)} {verbo} en esta lectura; '
            "si vuelve a la lectura anterior, sus correcciones siguen ahí.</p>"
        )


def periodo(aceptado: PlanAceptado | None) -> None:
    """Dice cuándo el documento trae meses fuera del período elegido."""
    if aceptado is not None and aceptado.se_extiende:
        st.html(
            f'<p class="por-confirmar">El documento trae meses fuera de ese período: '
            f"el plan irá de {aceptado.inicio} a {aceptado.fin}.</p>"
        )
