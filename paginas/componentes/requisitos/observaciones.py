"""Lo que se observó de un requisito: agregarlo y responderlo."""

from datetime import date
from html import escape

import streamlit as st

from datos.certificacion import observaciones
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Gravedad
from modelos.certificacion.proceso import Certificacion, ObservacionDelProceso, RequisitoDelProceso
from modelos.frases import fecha_corta
from paginas.componentes import permitido, simbolos
from paginas.componentes.acciones import accion
from paginas.componentes.requisitos import quien_responde

PAGINA = "requisitos"


def mostrar(
    plan: PlanCompleto, certificacion: Certificacion, requisito: RequisitoDelProceso, hoy: date
) -> None:
    """Las abiertas primero; cada una con su respuesta, o con dónde escribirla."""
    suyas = sorted(
        (una for una in certificacion.observaciones if una.requisito_id == requisito.id),
        key=lambda una: (not una.abierta, una.gravedad.orden, una.id),
    )
    if not suyas and not permitido.edita():
        return
    st.subheader("Observaciones")
    for una in suyas:
        mostrar_una(plan, una, hoy, PAGINA)
    if permitido.edita():
        numeros = {una.id: f"Auditoría {una.numero}" for una in certificacion.auditorias}
        _agregar(plan, requisito, numeros, hoy)


def mostrar_una(plan: PlanCompleto, una: ObservacionDelProceso, hoy: date, pagina: str) -> None:
    """Su texto y su respuesta; con botón para quien puede responder."""
    st.html(en_html(una, hoy))
    if not quien_responde.puede(una.unidad_id):
        return
    if una.abierta:
        with st.popover("Responder…", key=f"responder_{una.id}"):
            respuesta = st.text_area(
                "Qué se hizo", una.respuesta or "", key=f"respuesta_{una.id}", height=100
            )
            if st.button("Guardar respuesta", key=f"guardar_respuesta_{una.id}", type="primary"):
                with accion("Responder una observación", pagina, plan.id) as sesion:
                    observaciones.responder(sesion, plan.id, una.id, respuesta, hoy)
    elif permitido.edita() and st.button("Reabrir", key=f"reabrir_{una.id}", type="tertiary"):
        with accion("Reabrir una observación", pagina, plan.id) as sesion:
            observaciones.reabrir(sesion, plan.id, una.id)


def en_html(una: ObservacionDelProceso, hoy: date) -> str:
    """La observación con su gravedad, su fecha y lo que se respondió."""
    plazo = ""
    if una.abierta and una.responder_hasta:
        clase = "falta" if una.responder_hasta < hoy else "tenue"
        plazo = f' · <span class="{clase}">responder hasta el {fecha_corta(una.responder_hasta)}</span>'
    respuesta = (
        f"<p>Respondida el {fecha_corta(una.respondida_el)}: {escape(una.respuesta or '')}</p>"
        if una.respondida_el
        else ""
    )
    return (
        f'<div class="observacion"><p>{simbolos.con_etiqueta(una.gravedad)} '
        f'<span class="tenue">{fecha_corta(una.observado_el)}</span>{plazo}</p>'
        f"<p>{escape(una.descripcion)}</p>{respuesta}</div>"
    )


def _agregar(
    plan: PlanCompleto, requisito: RequisitoDelProceso, auditorias: dict[int, str], hoy: date
) -> None:
    with st.popover("Observar…", icon=":material/rate_review:", key="observar"):
        texto = st.text_area("Qué se observó", key=f"observado_{requisito.id}", height=100)
        gravedad = st.segmented_control(
            "Gravedad",
            list(Gravedad),
            default=Gravedad.MEDIA,
            required=True,
            format_func=lambda una: una.etiqueta,
            key=f"gravedad_{requisito.id}",
        )
        auditoria_id = None
        if auditorias:
            auditoria_id = st.selectbox(
                "De qué auditoría",
                list(auditorias),
                index=None,
                format_func=lambda id_: auditorias[id_],
                key=f"auditoria_{requisito.id}",
                placeholder="De la revisión propia",
            )
        hasta = st.date_input(
            "Responder hasta", None, format="DD-MM-YYYY", key=f"responder_hasta_{requisito.id}"
        )
        if st.button("Guardar", key=f"guardar_observacion_{requisito.id}", type="primary"):
            with accion(f"Observar {requisito.codigo}", PAGINA, plan.id) as sesion:
                observaciones.observar(
                    sesion,
                    plan.id,
                    texto,
                    gravedad,
                    hoy,
                    requisito_id=requisito.id,
                    auditoria_id=auditoria_id,
                    responder_hasta=hasta,
                )
