"""La aplicación: configuración de la página, plan elegido y navegación (`streamlit run app.py`)."""

from pathlib import Path

import streamlit as st

from datos.migracion import migrar
from paginas.componentes import estilos, mensajes, plan_actual, ultima_accion

st.set_page_config(
    page_title="Planificador ambiental",
    page_icon=str(Path(__file__).with_name("paginas") / "icono.svg"),
    layout="wide",
    initial_sidebar_state=264,
)


@st.cache_resource(show_spinner="Preparando la base de datos")
def _preparar() -> None:
    migrar()


_preparar()
estilos.aplicar()
pagina = st.navigation(
    {
        "Trabajo": [
            st.Page("paginas/inicio.py", title="Este mes", icon=":material/today:", default=True),
            st.Page("paginas/cronograma.py", title="Cronograma", icon=":material/calendar_view_month:"),
            st.Page("paginas/avance.py", title="Avance", icon=":material/monitoring:"),
            st.Page("paginas/comparar.py", title="Comparar planes", icon=":material/compare_arrows:"),
            st.Page("paginas/reunion.py", title="Reunión", icon=":material/co_present:"),
            st.Page("paginas/actividad.py", title="Actividad", icon=":material/edit_note:"),
            st.Page("paginas/buscar.py", title="Buscar", icon=":material/search:"),
        ],
        "Plan": [
            st.Page("paginas/estructura.py", title="Contenido del plan", icon=":material/account_tree:"),
            st.Page("paginas/participacion.py", title="Participación", icon=":material/forum:"),
            st.Page("paginas/unidades.py", title="Unidades", icon=":material/groups:"),
            st.Page("paginas/importar.py", title="Importar", icon=":material/upload_file:"),
        ],
        "Instalación": [
            st.Page("paginas/planes.py", title="Planes", icon=":material/folder_open:"),
            st.Page("paginas/papelera.py", title="Papelera", icon=":material/delete:"),
            st.Page("paginas/respaldo.py", title="Respaldo", icon=":material/inventory_2:"),
        ],
    },
    expanded=True,
)
plan_actual.elegir()
mensajes.mostrar_pendiente()
ultima_accion.mostrar(pagina.url_path)
pagina.run()
