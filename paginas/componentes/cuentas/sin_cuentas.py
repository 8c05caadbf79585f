"""Lo que «Personas» dice mientras no hay ninguna cuenta."""

import streamlit as st

from paginas.componentes import estilos


def explicar() -> None:
    """Qué cambia al crear la primera, y el enlace para crearla."""
    st.html(
        '<p class="subtitulo">Modo local: quien usa este equipo ve y cambia todo; nadie entra desde otro.</p>'
        "<p>Con cuentas, cada persona entra con su correo y su clave, ve y hace lo que permite su rol, y la "
        "bitácora lleva su nombre. Se puede entonces instalar en un servidor de la municipalidad. "
        "Los planes que ya están siguen como están; no se vuelve al modo local.</p>"
    )
    if estilos.EN_LA_PAGINA.is_set():
        st.html(
            '<p><a class="boton-de-entrada" href="/comenzar" target="_self">Crear la primera cuenta</a></p>'
        )
    else:
        st.html('<p class="aviso-vacio">Para crear cuentas, arranque con python3 iniciar.py.</p>')
