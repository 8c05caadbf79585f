"""Las auditorías del proceso y las observaciones que no son de un requisito."""

from datetime import date
from html import escape

import streamlit as st

from datos.certificacion import observaciones
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Gravedad
from modelos.frases import contar, fecha_corta
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.requisitos.observaciones import en_html

PAGINA = "certificacion"


@st.dialog("Auditorías", width="large")
def preguntar(plan: PlanCompleto, persigue: Persigue, hoy: date) -> None:
    """Las que hubo, con lo observado, y anotar otra."""
    certificacion = persigue.certificacion
    titulos = {una.id: f"{una.codigo} {una.titulo}" for una in certificacion.evidencias}
    for una in certificacion.auditorias:
        suyas = [cual for cual in certificacion.observaciones if cual.auditoria_id == una.id]
        informe = f" · {titulos[una.informe_id]}" if una.informe_id in titulos else ""
        st.html(
            f"<h3>Auditoría {una.numero}, {fecha_corta(una.fecha)}</h3>"
            f'<p class="tenue">{escape(una.nota or "")}{escape(informe)} '
            f"{contar(len(suyas), 'observación')}</p>" + "".join(en_html(cual, hoy) for cual in suyas)
        )
    st.subheader("Anotar una auditoría")
    fecha = st.date_input("Fecha", hoy, format="DD-MM-YYYY", key="auditoria_fecha")
    nota = st.text_input("Oficio o nota", key="auditoria_nota")
    informe_id = st.selectbox(
        "Informe",
        list(titulos),
        index=None,
        format_func=lambda id_: titulos[id_],
        key="auditoria_informe",
        placeholder="Cárguelo en Evidencias y elíjalo aquí",
    )
    generales = st.text_area(
        "Observaciones generales, una por renglón",
        key="auditoria_observaciones",
        help="Las de un requisito se anotan en su ficha.",
        height=90,
    )
    hasta = st.date_input("Responderlas hasta", None, format="DD-MM-YYYY", key="auditoria_responder_hasta")
    if st.button("Guardar", key="guardar_auditoria", type="primary"):
        with accion("Anotar una auditoría", PAGINA, plan.id) as sesion:
            auditoria_id = observaciones.agregar_auditoria(sesion, plan.id, fecha, nota, informe_id)
            for texto in filter(None, map(str.strip, generales.splitlines())):
                observaciones.observar(
                    sesion,
                    plan.id,
                    texto,
                    Gravedad.MEDIA,
                    fecha,
                    auditoria_id=auditoria_id,
                    responder_hasta=hasta,
                )
