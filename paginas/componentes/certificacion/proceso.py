"""El proceso: plazos, mínimo con su fuente, convenio y lo que resolvió el ministerio."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from datos.certificacion import procesos
from datos.certificacion.procesos import Otorgado
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import Modalidad, ResultadoDelProceso
from modelos.certificacion.proceso import ProcesoDelPlan
from paginas.componentes import vaciables
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion import auditorias, otorgados
from paginas.componentes.certificacion.lectura import Persigue

PAGINA = "certificacion"


def ofrecer(plan: PlanCompleto, persigue: Persigue, otorgado: Mapping[str, Otorgado], hoy: date) -> None:
    """Los botones de quien edita."""
    if st.button("Proceso…", key="editar_proceso", icon=":material/edit:"):
        st.dialog("Proceso", width="large")(preguntar)(plan, persigue)
    if st.button("Auditorías…", key="ver_auditorias", icon=":material/rate_review:"):
        auditorias.preguntar(plan, persigue, hoy)
    catalogo = persigue.catalogo if persigue.lo_otorga_el_ministerio else None
    if catalogo and st.button("Niveles otorgados…", key="ver_otorgados", icon=":material/workspace_premium:"):
        st.dialog("Niveles otorgados")(otorgados.preguntar)(plan, catalogo, otorgado)


def preguntar(plan: PlanCompleto, persigue: Persigue) -> None:
    """Sus datos; se guardan todos juntos."""
    suyo = persigue.certificacion.proceso
    escrito = {**_plazo(suyo, persigue), **_minimo(suyo)}
    if persigue.lo_otorga_el_ministerio:
        escrito |= {**_convenio(suyo, persigue), **_resultado(suyo)}
    if st.button("Guardar", key="guardar_proceso", type="primary"):
        with accion("Editar el proceso de certificación", PAGINA, plan.id) as sesion:
            procesos.cambiar(sesion, plan.id, escrito)


def _plazo(suyo: ProcesoDelPlan, persigue: Persigue) -> dict[str, Any]:
    izquierda, derecha = st.columns(2)
    escrito: dict[str, Any] = {
        "comienza": izquierda.date_input("Comienza", suyo.comienza, format="DD-MM-YYYY", key="p_comienza"),
        "termina": derecha.date_input("Termina", suyo.termina, format="DD-MM-YYYY", key="p_termina"),
    }
    subniveles = persigue.nivel.subniveles if persigue.nivel else ()
    if subniveles:
        nombres = {uno.codigo: uno.nombre for uno in subniveles}
        escrito["subnivel"] = vaciables.opcion(
            "Subnivel",
            nombres,
            suyo.subnivel,
            "p_subnivel",
            nombrar=lambda codigo: nombres[codigo],
            vacio="Sin indicar",
        )
    return escrito


def _minimo(suyo: ProcesoDelPlan) -> dict[str, Any]:
    izquierda, derecha = st.columns([1, 3])
    with izquierda:
        minimo = vaciables.numero("Mínimo (%)", 1, 100, suyo.minimo, "p_minimo", placeholder="sin confirmar")
    fuente = derecha.text_input(
        "Fuente del mínimo",
        suyo.minimo_fuente or "",
        key="p_minimo_fuente",
        placeholder="Bases, manual u oficio, con su fecha y página",
    )
    certeza = (
        suyo.minimo_certeza
        if (minimo, fuente.strip() or None) == (suyo.minimo, suyo.minimo_fuente)
        else procesos.CERTEZA_DE_LA_MUNICIPALIDAD
    )
    return {"minimo": minimo, "minimo_fuente": fuente.strip() or None, "minimo_certeza": certeza}


def _convenio(suyo: ProcesoDelPlan, persigue: Persigue) -> dict[str, Any]:
    izquierda, derecha = st.columns(2)
    evidencias = {una.id: f"{una.codigo} {una.titulo}" for una in persigue.certificacion.evidencias}
    escrito: dict[str, Any] = {
        "convenio_numero": izquierda.text_input(
            "Número del convenio", suyo.convenio_numero or "", key="p_convenio_numero"
        ).strip()
        or None
    }
    with derecha:
        escrito["convenio_fecha"] = vaciables.fecha(
            "Fecha del convenio", suyo.convenio_fecha, "p_convenio_fecha"
        )
    escrito["convenio_id"] = vaciables.opcion(
        "Convenio firmado",
        evidencias,
        suyo.convenio_id,
        "p_convenio_id",
        nombrar=lambda id_: evidencias[id_],
        vacio="Cárguelo en Evidencias y elíjalo aquí",
    )
    modalidad = st.segmented_control(
        "Modalidad",
        list(Modalidad),
        default=suyo.modalidad,
        format_func=lambda una: una.etiqueta,
        key="p_modalidad",
    )
    contacto = st.text_input("Contacto en la SEREMI", suyo.contacto or "", key="p_contacto").strip()
    return escrito | {"modalidad": modalidad.value if modalidad else None, "contacto": contacto or None}


def _resultado(suyo: ProcesoDelPlan) -> dict[str, Any]:
    with st.expander("Lo que resolvió el ministerio", expanded=suyo.resultado is not None):
        resultado = st.segmented_control(
            "Resultado",
            list(ResultadoDelProceso),
            default=suyo.resultado,
            format_func=lambda uno: uno.etiqueta,
            key="p_resultado",
        )
        izquierda, derecha = st.columns(2)
        with izquierda:
            fecha = vaciables.fecha("Fecha", suyo.resultado_el, "p_resultado_el")
        with derecha:
            porcentaje = vaciables.numero(
                "Porcentaje obtenido", 0, 100, suyo.resultado_porcentaje, "p_resultado_porcentaje"
            )
        nota = st.text_area("Oficio o nota", suyo.resultado_nota or "", key="p_resultado_nota", height=80)
    return {
        "resultado": resultado.value if resultado else None,
        "resultado_el": fecha,
        "resultado_porcentaje": porcentaje,
        "resultado_nota": nota.strip() or None,
    }
