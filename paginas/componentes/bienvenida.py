"""El comienzo, cuando todavía no hay un plan: traer el propio o cargar los ejemplos."""

import streamlit as st

from paginas.componentes.importacion import ejemplos


def mostrar() -> None:
    """Dos caminos, cada uno a un clic."""
    st.title("Aún no hay un plan.")
    st.html(
        '<p class="subtitulo">Traiga el plan de su municipalidad como lo tiene, en Word, Excel, CSV o texto: '
        "aquí se revisa junto al original y queda listo para programar y registrar.</p>"
    )
    if st.button("Importar un documento", key="ir_a_importar", type="primary", icon=":material/upload_file:"):
        st.switch_page("paginas/importar.py")
    ejemplos.ofrecer("O conozca el producto con tres planes reales, de Chile, Ecuador y El Salvador.")
