"""El comienzo, cuando todavía no hay un plan: traer el propio o cargar los ejemplos."""

import streamlit as st

from paginas.componentes import permitido
from paginas.componentes.importacion import ejemplos


def mostrar() -> None:
    """Dos caminos, cada uno a un clic."""
    st.title("Aún no hay un plan.")
    st.html(
        '<p class="subtitulo">Con un plan cargado, aquí se ve qué vence este mes, qué está atrasado y qué '
        "falta por registrar.</p>"
    )
    if not permitido.edita():
        st.html('<p class="aviso-vacio">Lo carga gestión ambiental o administración; después se ve aquí.</p>')
        return
    propio, de_ejemplo = st.columns(2)
    with propio.container(border=True, key="empezar_con_el_propio", height="stretch"):
        st.header("Su plan, como lo tiene")
        st.html(
            "<p>En Word, Excel, LibreOffice, PDF o texto. Se lee, se revisa junto al original y nada se "
            "guarda hasta que usted lo acepta.</p>"
        )
        if st.button(
            "Importar un documento", key="ir_a_importar", type="primary", icon=":material/upload_file:"
        ):
            st.switch_page("paginas/importar.py")
    with de_ejemplo.container(border=True, key="empezar_con_ejemplos", height="stretch"):
        st.header("Tres planes de ejemplo")
        ejemplos.ofrecer(
            "Documentos reales de La Serena (Chile), del Valle de los Chillos (Ecuador) y de una alcaldía "
            "de El Salvador."
        )
