"""La ficha de una evidencia: qué muestra, qué prueba, sus revisiones y lo que se decide de ella."""

from datetime import date
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from datos.certificacion import evidencias
from datos.certificacion.lectura import ve_lo_reservado
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Dictamen, EstadoEvidencia
from modelos.certificacion.proceso import EvidenciaDelPlan, RevisionDeEvidencia
from modelos.frases import cuando_fue, fecha_corta, tamano
from paginas.componentes import permitido, simbolos
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.evidencias import archivos, datos_de_evidencia, que_prueba, vista_previa
from paginas.componentes.evidencias.eleccion import cerrar
from paginas.componentes.evidencias.nueva_revision import ofrecer as ofrecer_revision

PAGINA = "evidencias"


def mostrar(plan: PlanCompleto, persigue: Persigue | None, una: EvidenciaDelPlan, hoy: date) -> None:
    """Lo que lee cualquiera, y lo que decide gestión."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(una.codigo, width="content")
        st.button("Cerrar", key="cerrar_ficha", type="tertiary", icon=":material/close:", on_click=cerrar)
    st.html(_encabezado(una))
    if una.confidencial and not ve_lo_reservado():
        st.html('<p class="aviso-vacio">Es reservada: su rol no la abre. Pídala a gestión ambiental.</p>')
        return
    if permitido.edita():
        _decidir(plan, una, hoy)
    if una.actual is not None:
        vista_previa.mostrar(una.actual)
    que_prueba.mostrar(plan, persigue, una)
    if permitido.edita():
        datos_de_evidencia.mostrar(plan, una)
    st.subheader("Revisiones")
    st.html(_revisiones(plan, una, hoy))
    suyas = (actividad for actividad in plan.actividades if permitido.registra_en(actividad))
    de_la_unidad = {actividad.id for actividad in suyas} & {cual.actividad_id for cual in una.actividades}
    if (permitido.edita() or de_la_unidad) and una.estado is not EstadoEvidencia.RETIRADA:
        ofrecer_revision(plan, una)


def _encabezado(una: EvidenciaDelPlan) -> str:
    reservada = ' · <span class="falta">reservada</span>' if una.confidencial else ""
    fecha = f" · {fecha_corta(una.fecha)}" if una.fecha else " · sin fecha"
    vence = f" · vence el {fecha_corta(una.vence)}" if una.vence else ""
    razon = f"<p>{escape(una.razon)}</p>" if una.razon else ""
    return (
        f'<div class="encabezado-de-evidencia"><h3>{escape(una.titulo)}</h3>'
        f'<p class="detalle">{una.clase.etiqueta}{fecha}{vence}{reservada}</p>'
        f"<p>{simbolos.con_etiqueta(una.estado)}</p>{razon}</div>"
    )


def _decidir(plan: PlanCompleto, una: EvidenciaDelPlan, hoy: date) -> None:
    """Aceptar es un clic; observar y retirar piden la razón; y lo decidido se puede quitar."""
    vista = len(una.revisiones)
    with st.container(horizontal=True, key="decidir_evidencia", gap="small"):
        if una.estado in (EstadoEvidencia.CARGADA, EstadoEvidencia.OBSERVADA) and st.button(
            "Aceptar", key="aceptar_evidencia", type="primary", icon=":material/check:"
        ):
            with accion(f"Aceptar {una.codigo}", PAGINA, plan.id) as sesion:
                evidencias.dictaminar(sesion, plan.id, una.id, Dictamen.ACEPTADA, vista, hoy)
        if una.estado in (EstadoEvidencia.CARGADA, EstadoEvidencia.ACEPTADA):
            _con_razon(plan, una, Dictamen.OBSERVADA, "Observar", "Qué hay que corregir", hoy)
        if una.estado is EstadoEvidencia.RETIRADA:
            if st.button("Volver a usar", key="volver_a_usar"):
                with accion(f"Volver a usar {una.codigo}", PAGINA, plan.id) as sesion:
                    evidencias.quitar_dictamen(sesion, plan.id, una.id)
        else:
            _con_razon(plan, una, Dictamen.RETIRADA, "Retirar", "Por qué se retira", hoy)


def _con_razon(
    plan: PlanCompleto, una: EvidenciaDelPlan, dictamen: Dictamen, verbo: str, pregunta: str, hoy: date
) -> None:
    with st.popover(f"{verbo}…", key=f"{dictamen}_evidencia"):
        razon = st.text_area(pregunta, key=f"razon_{dictamen}_{una.id}", height=90)
        if st.button(verbo, key=f"{dictamen}_{una.id}", type="primary"):
            with accion(f"{verbo} {una.codigo}", PAGINA, plan.id) as sesion:
                evidencias.dictaminar(sesion, plan.id, una.id, dictamen, len(una.revisiones), hoy, razon)


def _revisiones(plan: PlanCompleto, una: EvidenciaDelPlan, hoy: date) -> str:
    zona = ZoneInfo(plan.zona_horaria)
    filas = "".join(
        f"<li><p><b>{revision.numero}</b> · {_que_es(revision)}</p>"
        f'<p class="detalle">{escape(revision.quien)} · '
        f"{cuando_fue(revision.cuando.astimezone(zona), hoy)}"
        f"{f' · {escape(revision.nota)}' if revision.nota else ''}</p>{_huella(revision)}</li>"
        for revision in reversed(una.revisiones)
    )
    return f'<ol class="revisiones">{filas}</ol>' if filas else '<p class="tenue">Ninguna todavía.</p>'


def _que_es(revision: RevisionDeEvidencia) -> str:
    if revision.direccion:
        direccion = escape(revision.direccion)
        return f'<a href="{direccion}" rel="noreferrer noopener">{direccion}</a>'
    pesa = tamano(revision.tamano or 0)
    paginas = f" · {revision.paginas} p." if revision.paginas else ""
    return (
        f'<a href="{archivos.bajada(revision)}" download>{escape(revision.nombre or "archivo")}</a> '
        f'<span class="tenue">{pesa}{paginas}</span>'
    )


def _huella(revision: RevisionDeEvidencia) -> str:
    lugar = (
        '<p class="falta">La fotografía dice dónde se tomó: quien la baje lo sabrá.</p>'
        if revision.con_ubicacion
        else ""
    )
    ilegible = '<p class="falta">El PDF está en blanco o no se pudo leer.</p>' if revision.ilegible else ""
    sha = f'<p class="huella">SHA-256 {revision.sha256}</p>' if revision.sha256 else ""
    return lugar + ilegible + sha
