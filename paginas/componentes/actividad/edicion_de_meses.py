"""Editar los meses de una actividad: lo escrito queda a la vista hasta guardarlo o descartarlo."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import streamlit as st

from datos import seguimiento
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda, leer_cantidad
from modelos.errores import ConflictoDeVersion
from modelos.meses import Mes
from paginas.componentes import mensajes, permitido
from paginas.componentes.razon_del_cambio import preguntar_por_bajas
from paginas.componentes.tras_cierre import RazonTrasCierre

_EDICION = "edicion_de_meses"
ALTO_DE_FILA = 36  # píxeles
FILAS_A_LA_VISTA = 24
VACIA = CeldaMes()


@dataclass(frozen=True, slots=True)
class Edicion:
    """El plan y la actividad como estaban al comenzar, y lo escrito que no se ha podido guardar."""

    plan: PlanCompleto
    actividad: ActividadDelPlan
    escrito: Mapping[Mes, CeldaMes] = field(default_factory=dict)
    rechazo: str = ""
    vuelta: int = 0


def mostrar(plan: PlanCompleto, actividad: ActividadDelPlan, hoy: date) -> None:
    """El botón que abre el editor, o el editor si está abierto para esta actividad; nada a quien no edita."""
    if not permitido.edita():
        return
    edicion: Edicion | None = st.session_state.get(_EDICION)
    if edicion is None or edicion.actividad.id != actividad.id or edicion.plan.id != plan.id:
        abrir = Edicion(plan, actividad)
        st.button("Editar meses", key="editar_meses", icon=":material/edit:", on_click=_dejar, args=(abrir,))
        return
    if edicion.rechazo:
        mensajes.rechazar(edicion.rechazo)
    escrito = _editor(edicion)
    razon = preguntar_por_bajas(edicion.plan, _cambios(edicion.actividad, escrito))
    cerrado = RazonTrasCierre(f"meses_{actividad.id}")
    razon = razon._replace(tras_cierre=cerrado.razon)
    with st.container(horizontal=True, key="botones_de_meses"):
        guardar = st.button("Guardar", key="guardar_meses", type="primary", disabled=not escrito)
        st.button("Descartar", key="descartar_meses", on_click=_dejar, args=(None,))
    if not guardar:
        return
    with cerrado.explicar_rechazo():
        try:
            seguimiento.guardar_meses(edicion.plan, edicion.actividad, escrito, hoy, razon)
        except ConflictoDeVersion as conflicto:
            _dejar(Edicion(plan, actividad, escrito, str(conflicto), edicion.vuelta + 1))
        else:
            _dejar(None)
            mensajes.anunciar("Meses guardados.")
        st.rerun()


def _dejar(edicion: Edicion | None) -> None:
    st.session_state[_EDICION] = edicion


def _editor(edicion: Edicion) -> dict[Mes, CeldaMes]:
    """Los meses que la persona dejó distintos de como estaban."""
    meses = sorted({*edicion.plan.meses, *edicion.actividad.meses})
    celdas = [edicion.escrito.get(mes) or edicion.actividad.meses.get(mes, VACIA) for mes in meses]
    tabla = pd.DataFrame(
        {
            "Mes": [str(mes).capitalize() for mes in meses],
            "Programado": [_escrita(celda.programado) for celda in celdas],
            "Ejecutado": [_escrita(celda.ejecutado) for celda in celdas],
            "Nota": [celda.nota or "" for celda in celdas],
        }
    )
    cantidad = st.column_config.TextColumn(width=110, max_chars=7)
    editada = st.data_editor(
        tabla,
        hide_index=True,
        num_rows="fixed",
        row_height=ALTO_DE_FILA,
        height=ALTO_DE_FILA * (min(len(meses), FILAS_A_LA_VISTA) + 1) + 4,
        disabled=["Mes"],
        column_config={
            "Mes": st.column_config.TextColumn(width=170),
            "Programado": cantidad,
            "Ejecutado": cantidad,
            "Nota": st.column_config.TextColumn(max_chars=500, width="large"),
        },
        key=f"meses_{edicion.actividad.id}_{edicion.vuelta}",
    )
    return _distintos(edicion.actividad, dict(zip(meses, editada.to_dict("records"), strict=True)))


def _escrita(cantidad: int) -> str:
    return str(cantidad) if cantidad else ""


def _distintos(
    actividad: ActividadDelPlan, filas: Mapping[Mes, Mapping[Hashable, str | None]]
) -> dict[Mes, CeldaMes]:
    """Los meses que la persona dejó distintos; lo que no se entiende se dice y no cuenta."""
    distintos = {}
    for mes, fila in filas.items():
        vista = actividad.meses.get(mes, VACIA)
        with mensajes.explicar_rechazo():
            nueva = vista._replace(
                programado=leer_cantidad(fila["Programado"]),
                ejecutado=leer_cantidad(fila["Ejecutado"]),
                nota=(fila["Nota"] or "").strip() or None,
            )
            if nueva != vista:
                distintos[mes] = nueva
    return distintos


def _cambios(actividad: ActividadDelPlan, escrito: Mapping[Mes, CeldaMes]) -> list[CambioDeCelda]:
    return [
        CambioDeCelda(
            Celda(actividad.id, mes, Campo.PROGRAMADO),
            actividad.meses.get(mes, VACIA).programado,
            celda.programado,
        )
        for mes, celda in escrito.items()
        if celda.programado != actividad.meses.get(mes, VACIA).programado
    ]
