"""La ficha de un requisito: qué se pide, en qué va, con qué se prueba y qué se observó."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from datos import identidad
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import RequisitoDelProceso
from modelos.contenido import renglones
from modelos.frases import fecha_corta
from modelos.permisos import Permiso, Rol
from paginas.componentes import permitido, simbolos
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.requisitos import actividades, campos, desactivar, evidencia, observaciones
from paginas.componentes.requisitos.eleccion import cerrar
from paginas.componentes.texto import con_enlaces, sin_formato


def mostrar(
    plan: PlanCompleto,
    persigue: Persigue,
    requisito: RequisitoDelProceso,
    unidades: Mapping[int, str],
    hoy: date,
) -> None:
    """Lo que lee cualquiera, y lo que cambia quien puede."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(sin_formato(requisito.codigo), width="content")
        st.button("Cerrar", key="cerrar_ficha", type="tertiary", icon=":material/close:", on_click=cerrar)
    st.html(_que_se_pide(requisito))
    if requisito.desactivado is not None:
        desactivar.mostrar_desactivado(plan, requisito)
        return
    if permitido.edita() or registra(requisito):
        campos.mostrar(plan, requisito, unidades, hoy)
    else:
        st.html(_en_que_va(requisito, unidades))
    evidencia.mostrar(plan, persigue.certificacion, requisito, hoy)
    actividades.mostrar(plan, persigue.certificacion, requisito)
    observaciones.mostrar(plan, persigue.certificacion, requisito, unidades, hoy)
    if permitido.edita():
        desactivar.ofrecer(plan, requisito)


def registra(requisito: RequisitoDelProceso) -> bool:
    """Si quien mira es de la unidad que responde por él."""
    quien = identidad.en_curso()
    return (
        quien.rol is Rol.UNIDAD and quien.puede(Permiso.REGISTRAR) and requisito.unidad_id == quien.unidad_id
    )


def _que_se_pide(requisito: RequisitoDelProceso) -> str:
    pedido = f"<p>{escape(requisito.que_se_pide)}</p>" if requisito.que_se_pide else ""
    medios = "".join(f"<li>{escape(medio)}</li>" for medio in renglones(requisito.medios))
    lista = f"<p>Se prueba con:</p><ul>{medios}</ul>" if medios else ""
    return (
        f'<div class="que-se-pide"><h3>{escape(requisito.nombre)}</h3>{pedido}{lista}'
        f'<p class="procedencia">{_fuente(requisito)}</p></div>'
    )


def _fuente(requisito: RequisitoDelProceso) -> str:
    if requisito.certeza is Certeza.SIN_FUENTE or not requisito.fuente:
        return f"Certeza: {escape(requisito.certeza.etiqueta.lower())}. Complétela con sus bases o su manual."
    return f"Certeza: {escape(requisito.certeza.etiqueta.lower())} · Fuente: {con_enlaces(requisito.fuente)}"


def _en_que_va(requisito: RequisitoDelProceso, unidades: Mapping[int, str]) -> str:
    """Lo mismo que se edita, para quien solo lee."""
    cuando = fecha_corta(requisito.comprometido) if requisito.comprometido else "sin fecha"
    datos = [
        ("Trabajo", simbolos.con_etiqueta(requisito.trabajo)),
        ("Resultado", _resultado(requisito.resultado, requisito.resultado_razon)),
        ("Auditoría", _resultado(requisito.auditado, requisito.auditado_nota)),
        ("Responsable", escape(unidades.get(requisito.unidad_id or 0, "sin asignar"))),
        ("Fecha", cuando),
        ("Notas", escape(requisito.notas or "")),
    ]
    filas = "".join(f"<dt>{nombre}</dt><dd>{dicho}</dd>" for nombre, dicho in datos if dicho)
    return f'<dl class="que-trae">{filas}</dl>'


def _resultado(resultado: EstadoResultado, razon: str | None) -> str:
    return simbolos.con_etiqueta(resultado) + (f" · {escape(razon)}" if razon else "")
