"""Lo que se anota al aprobar un plan: quién, en qué sesión y con qué acuerdo."""

from datetime import date

import streamlit as st

from modelos.versiones.linea_base import Aprobacion


def pedir(plan_id: int, nombre: str, hoy: date) -> Aprobacion:
    """Los campos, con lo habitual ya puesto; la sesión y el acuerdo pueden quedar vacíos."""
    return Aprobacion(
        st.text_input("Nombre", nombre, key=f"nombre_de_aprobacion_{plan_id}"),
        st.date_input("Fecha", hoy, max_value=hoy, format="DD/MM/YYYY", key=f"fecha_de_aprobacion_{plan_id}"),
        st.text_input("Quién aprobó", "Concejo municipal", key=f"quien_aprobo_{plan_id}"),
        st.text_input("Sesión", "", key=f"sesion_{plan_id}", placeholder="Ordinaria n.º 12"),
        st.text_input("N.º de acuerdo", "", key=f"acuerdo_{plan_id}", placeholder="Si lo hay"),
    )
