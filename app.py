"""La aplicación: configuración de la página, plan elegido y navegación (`streamlit run app.py`)."""

import streamlit as st

from paginas.componentes import (
    estilos,
    identidad,
    marco,
    mensajes,
    plan_actual,
    quedo_sin_guardar,
    ultima_accion,
)

marco.preparar()
estilos.aplicar()
quien = identidad.de_la_visita()
pagina = st.navigation(marco.paginas(quien), expanded=True)
plan_actual.elegir()
marco.pie(quien)
mensajes.mostrar_pendiente()
ultima_accion.mostrar(pagina.url_path)
quedo_sin_guardar.ofrecer()
pagina.run()
