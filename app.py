"""La aplicación: configuración de la página, plan elegido y navegación (`streamlit run app.py`)."""

import streamlit as st

from paginas.componentes import estilos, marco, mensajes, plan_actual, ultima_accion

marco.preparar()
estilos.aplicar()
pagina = st.navigation(marco.paginas(), expanded=True)
plan_actual.elegir()
mensajes.mostrar_pendiente()
ultima_accion.mostrar(pagina.url_path)
pagina.run()
