"""Las auditorías del proceso y las observaciones que no son de un requisito."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st
from sqlmodel import Session

from datos.certificacion import observaciones
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Gravedad
from modelos.certificacion.proceso import AuditoriaDelProceso, Certificacion
from modelos.frases import contar, fecha_corta
from paginas.componentes import vaciables
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.requisitos.observaciones import en_html

PAGINA = "certificacion"


@st.dialog("Auditorías", width="large")
def preguntar(plan: PlanCompleto, persigue: Persigue, hoy: date) -> None:
    """Las que hubo, con lo observado, y anotar otra o corregir una."""
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
    _preguntar_una(plan, certificacion, titulos, hoy)


def _preguntar_una(
    plan: PlanCompleto, certificacion: Certificacion, titulos: Mapping[int, str], hoy: date
) -> None:
    """Una nueva, o una de las que hay, para corregirla."""
    actual = _elegir(certificacion.auditorias)
    cual = f"_{actual.id}" if actual else ""
    fecha = st.date_input(
        "Fecha", actual.fecha if actual else hoy, format="DD-MM-YYYY", key=f"auditoria_fecha{cual}"
    )
    nota = st.text_input("Oficio o nota", (actual and actual.nota) or "", key=f"auditoria_nota{cual}")
    informe_id = vaciables.opcion(
        "Informe",
        titulos,
        actual.informe_id if actual else None,
        f"auditoria_informe{cual}",
        nombrar=lambda id_: titulos[id_],
        vacio="Cárguelo en Evidencias y elíjalo aquí",
    )
    generales = st.text_area(
        "Observaciones generales, una por renglón",
        key=f"auditoria_observaciones{cual}",
        help="Las de un requisito se anotan en su ficha; todas se responden y se corrigen en Lo que falta.",
        height=90,
    )
    hasta = st.date_input(
        "Responderlas hasta", None, format="DD-MM-YYYY", key=f"auditoria_responder_hasta{cual}"
    )
    with st.container(horizontal=True):
        if st.button("Guardar", key="guardar_auditoria", type="primary"):
            que_hace = f"Corregir la auditoría {actual.numero}" if actual else "Anotar una auditoría"
            with accion(que_hace, PAGINA, plan.id) as sesion:
                auditoria_id = _guardar(sesion, plan.id, actual, fecha, nota, informe_id)
                _observar(sesion, plan.id, auditoria_id, generales, fecha, hasta)
        if actual and st.button("Quitar", key="quitar_auditoria", type="tertiary"):
            with accion(f"Quitar la auditoría {actual.numero}", PAGINA, plan.id) as sesion:
                observaciones.quitar_auditoria(sesion, plan.id, actual.id)


def _elegir(hechas: Sequence[AuditoriaDelProceso]) -> AuditoriaDelProceso | None:
    if not hechas:
        st.subheader("Anotar una auditoría")
        return None
    return st.selectbox(
        "Anotar o corregir",
        [None, *hechas],
        format_func=lambda una: f"Corregir la auditoría {una.numero}" if una else "Anotar una nueva",
        key="cual_auditoria",
    )


def _guardar(
    sesion: Session,
    plan_id: int,
    actual: AuditoriaDelProceso | None,
    fecha: date,
    nota: str,
    informe_id: int | None,
) -> int:
    if actual is None:
        return observaciones.agregar_auditoria(sesion, plan_id, fecha, nota, informe_id)
    observaciones.corregir_auditoria(sesion, plan_id, actual.id, fecha, nota, informe_id)
    return actual.id


def _observar(
    sesion: Session, plan_id: int, auditoria_id: int, generales: str, fecha: date, hasta: date | None
) -> None:
    for texto in filter(None, map(str.strip, generales.splitlines())):
        observaciones.observar(
            sesion,
            plan_id,
            texto,
            Gravedad.MEDIA,
            fecha,
            auditoria_id=auditoria_id,
            responder_hasta=hasta,
        )
