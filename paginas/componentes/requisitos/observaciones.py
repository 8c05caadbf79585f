"""Lo que se observó de un requisito: agregarlo, responderlo y corregirlo."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from datos.certificacion import observaciones
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Gravedad
from modelos.certificacion.proceso import Certificacion, ObservacionDelProceso, RequisitoDelProceso
from modelos.frases import fecha_corta
from paginas.componentes import permitido, simbolos, vaciables
from paginas.componentes.acciones import accion
from paginas.componentes.requisitos import quien_responde

PAGINA = "requisitos"


def mostrar(
    plan: PlanCompleto,
    certificacion: Certificacion,
    requisito: RequisitoDelProceso,
    unidades: Mapping[int, str],
    hoy: date,
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
        mostrar_una(plan, una, unidades, hoy, PAGINA)
    if permitido.edita():
        numeros = {una.id: f"Auditoría {una.numero}" for una in certificacion.auditorias}
        _agregar(plan, requisito, numeros, hoy)


def mostrar_una(
    plan: PlanCompleto, una: ObservacionDelProceso, unidades: Mapping[int, str], hoy: date, pagina: str
) -> None:
    """Su texto y su respuesta; con botones para quien puede responderla y para quien la corrige."""
    st.html(en_html(una, hoy))
    with st.container(horizontal=True):
        _ofrecer_respuesta(plan, una, hoy, pagina)
        if permitido.edita():
            _ofrecer_correccion(plan, una, unidades, pagina)


def _ofrecer_correccion(
    plan: PlanCompleto, una: ObservacionDelProceso, unidades: Mapping[int, str], pagina: str
) -> None:
    with st.popover("Corregir…", key=f"corregir_{una.id}"):
        texto = st.text_area("Qué se observó", una.descripcion, key=f"corregida_{una.id}", height=100)
        gravedad = _elegir_gravedad(una.gravedad, f"gravedad_corregida_{una.id}")
        hasta = vaciables.fecha("Responder hasta", una.responder_hasta, f"plazo_corregido_{una.id}")
        unidad_id = vaciables.opcion(
            "Responsable",
            unidades,
            una.unidad_id,
            f"unidad_corregida_{una.id}",
            nombrar=lambda id_: unidades[id_],
            vacio="Sin asignar",
        )
        with st.container(horizontal=True):
            if st.button("Guardar", key=f"guardar_correccion_{una.id}", type="primary"):
                with accion("Corregir una observación", pagina, plan.id) as sesion:
                    observaciones.corregir(sesion, plan.id, una.id, texto, gravedad, hasta, unidad_id)
            if st.button("Quitar", key=f"quitar_observacion_{una.id}", type="tertiary"):
                with accion("Quitar una observación", pagina, plan.id) as sesion:
                    observaciones.quitar(sesion, plan.id, una.id)


def _elegir_gravedad(actual: Gravedad, clave: str) -> Gravedad:
    return st.segmented_control(
        "Gravedad",
        list(Gravedad),
        default=actual,
        required=True,
        format_func=lambda una: una.etiqueta,
        key=clave,
    )


def _ofrecer_respuesta(plan: PlanCompleto, una: ObservacionDelProceso, hoy: date, pagina: str) -> None:
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
        gravedad = _elegir_gravedad(Gravedad.MEDIA, f"gravedad_{requisito.id}")
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
