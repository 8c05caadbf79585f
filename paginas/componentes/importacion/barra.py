"""La barra de abajo: cuánto se importará y el botón que lo guarda."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from datos import importacion, lecturas
from datos.cotejo import Renglon
from modelos.borrador import Borrador
from modelos.errores import ErrorDeDominio
from modelos.plan_aceptado import PlanAceptado, aceptar
from paginas.componentes import deshacible, plan_actual, reloj
from paginas.componentes.importacion import cotejo, revision


def mostrar(abierta: revision.Revision, borrador: Borrador, sin_usar: Sequence[tuple[Renglon, str]]) -> None:
    """Totales, «Descartar» e «Importar»; si algo falta, lo dice y no deja importar."""
    aceptado, falta = _aceptar(abierta, borrador)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="barra_importar"):
        st.html(f'<p class="totales">{_totales(aceptado) if aceptado else falta}</p>', width="content")
        if sin_usar:
            with st.popover(_plural(len(sin_usar), "celda sin usar", "celdas sin usar"), type="tertiary"):
                cotejo.sin_usar(sin_usar)
        st.space("stretch")
        st.button("Descartar", key="descartar", type="tertiary", on_click=revision.descartar)
        importar = st.button(
            f"Importar {_plural(abierta.incluidas, 'actividad', 'actividades')}",
            key="importar",
            type="primary",
            disabled=aceptado is None,
        )
    if importar and aceptado is not None:
        _importar(abierta, aceptado)


def _aceptar(abierta: revision.Revision, borrador: Borrador) -> tuple[PlanAceptado | None, str]:
    decision = replace(abierta.decision, excluidas=abierta.excluidas)
    try:
        return aceptar(borrador, decision), ""
    except ErrorDeDominio as error:
        return None, str(error)


def _importar(abierta: revision.Revision, aceptado: PlanAceptado) -> None:
    importado = importacion.guardar(aceptado, abierta.archivo, reloj.hoy(aceptado.decision.pais))
    lecturas.recordar(abierta.leido, abierta.ajustes.columnas)
    cuantas = len(aceptado.actividades)
    deshacible.dejar(_plural(cuantas, "actividad importada.", "actividades importadas."), importado.accion_id)
    revision.terminar()
    plan_actual.abrir_al_dibujar(importado.plan_id)
    st.switch_page("paginas/cronograma.py")


def _totales(aceptado: PlanAceptado) -> str:
    etiquetas = aceptado.decision.tipo.etiquetas
    partes = (
        (len(aceptado.programas), "programa", "programas"),
        (len(aceptado.lineas), etiquetas.linea, etiquetas.lineas),
        (len(aceptado.objetivos), etiquetas.objetivo, etiquetas.objetivos),
        (len(aceptado.actividades), "actividad", "actividades"),
        (len(aceptado.aportes), "aporte ciudadano", "aportes ciudadanos"),
    )
    return " · ".join(
        f"<b>{cantidad}</b> {uno if cantidad == 1 else varios}"
        for cantidad, uno, varios in partes
        if cantidad
    )


def _plural(cantidad: int, uno: str, varios: str) -> str:
    return f"{cantidad} {uno if cantidad == 1 else varios}"
