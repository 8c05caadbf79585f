"""Pasar a otra versión del catálogo, viendo antes qué cambia."""

from html import escape

import streamlit as st

from datos.certificacion import traspaso
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Catalogo
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion.lectura import Persigue

PAGINA = "requisitos"


def ofrecer(plan: PlanCompleto, persigue: Persigue) -> None:
    """El botón, si hay otra versión del mismo marco con ese nivel."""
    catalogo = persigue.catalogo
    if catalogo is None:
        return
    otras = traspaso.otras_versiones(catalogo, persigue.certificacion.proceso.nivel)
    if otras and st.button("Otra versión del catálogo…", key="otra_version", icon=":material/difference:"):
        _preguntar(plan, persigue, catalogo, otras)


@st.dialog("Pasar a otra versión del catálogo", width="large")
def _preguntar(
    plan: PlanCompleto, persigue: Persigue, catalogo: Catalogo, otras: tuple[Catalogo, ...]
) -> None:
    elegido = st.selectbox("Versión", otras, format_func=lambda uno: uno.nombre, key="version_nueva")
    cambios = traspaso.que_cambiaria(persigue.certificacion, catalogo, elegido)
    st.markdown(cambios.frase)
    filas = "".join(
        f"<li><b>{escape(nombre)}</b><br><span class='tenue'>{escape(que)}</span></li>"
        for nombre, que in traspaso.resumen(cambios)
    )
    st.html(f'<ul class="enlazadas">{filas}</ul>' if filas else "<p>Nada cambia en los requisitos.</p>")
    st.caption(
        "Nada de lo trabajado se pierde: lo que la municipalidad escribió se conserva, y lo que ya no está "
        "en el catálogo y tiene trabajo sigue."
    )
    if st.button("Pasar a esta versión", key="pasar_de_version", type="primary"):
        with accion(f"Pasar al catálogo {elegido.nombre}", PAGINA, plan.id) as sesion:
            traspaso.pasar(sesion, plan.id, catalogo, elegido)
