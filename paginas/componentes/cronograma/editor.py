"""El cronograma para editar: las mismas filas, con sus cantidades, y un solo «Guardar»."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from time import monotonic

import pandas as pd
import streamlit as st
from streamlit.column_config import TextColumn
from streamlit.elements.lib.column_types import ColumnConfig

from datos import celdas
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.errores import ConflictoDeVersion
from modelos.frases import contar
from modelos.meses import Mes
from modelos.seguimiento.reprogramacion import Razon
from paginas.componentes import borrador, identidad
from paginas.componentes.cronograma import conflicto
from paginas.componentes.cronograma.edicion import (
    Edicion,
    Escrito,
    dejar,
    dejar_borrador,
    descartar,
    en_curso,
    ofrecer_deshacer,
    reponer,
    terminar,
)
from paginas.componentes.razon_del_cambio import preguntar_por_bajas
from paginas.componentes.texto import Armado, sin_formato
from paginas.componentes.tras_cierre import RazonTrasCierre

ALTO_DE_FILA = 36  # píxeles
FILAS_A_LA_VISTA = 11
RECHAZOS_A_LA_VISTA = 5
_PEDIDO = "guardar_cronograma_pedido"
ESPERA_DE_CELDA = 2.0  # segundos
_TITULO = Armado('<h1 class="titulo-de-pantalla">Editar el cronograma</h1>')
_CON_AYUDA = Armado(
    f'{_TITULO}<p class="subtitulo">Un número entero por mes; «x» es 1 y vacío es nada. '
    "Se puede pegar desde una planilla.</p>"
)
PESTANA = "campo_por_editar"
_PESTANAS = {Campo.EJECUTADO: "Ejecutado", Campo.PROGRAMADO: "Programado"}


@st.fragment
def mostrar(plan_id: int, hoy: date) -> None:
    """Un editor por campo, lo que no se entiende de lo escrito, y el botón que guarda todo."""
    identidad.de_la_visita()
    edicion = en_curso(plan_id)
    if edicion is None:
        return
    if edicion.en_conflicto:
        st.html(_TITULO)
        conflicto.resolver(edicion, hoy)
        return
    st.html(_CON_AYUDA)
    edicion = _editores(_al_dia(edicion))
    dejar_borrador(edicion)
    cambios, rechazos = edicion.interpretar()
    razon = preguntar_por_bajas(edicion.plan, cambios)
    cerrado = RazonTrasCierre(f"celdas_{edicion.plan.id}")
    razon = razon._replace(tras_cierre=cerrado.razon)
    guardar = _barra(edicion, cambios, impedido=bool(rechazos))
    if rechazos:
        st.error("\n\n".join(map(sin_formato, rechazos[:RECHAZOS_A_LA_VISTA])), icon=":material/error:")
    if _hay_que_guardar(guardar, hay_cambios=bool(cambios), impedido=bool(rechazos)):
        _guardar(edicion, cambios, razon, hoy, cerrado)


def _hay_que_guardar(pulsado: bool, *, hay_cambios: bool, impedido: bool) -> bool:
    """Pulsar Guardar confirma la celda que se está escribiendo, y lo escrito llega después que el clic."""
    pedido: float | None = st.session_state.pop(_PEDIDO, None)
    if pulsado and not hay_cambios:
        st.session_state[_PEDIDO] = monotonic()
        return False
    reciente = pedido is not None and monotonic() - pedido < ESPERA_DE_CELDA
    return hay_cambios and not impedido and (pulsado or reciente)


def _al_dia(edicion: Edicion) -> Edicion:
    """Si se viene de otra pantalla, los editores partieron de cero: se llenan con lo que estaba escrito."""
    siguen = all(edicion.clave(campo) in st.session_state for campo in edicion.abiertos)
    return edicion if siguen or not edicion.escrito else reponer(edicion)


def _editores(edicion: Edicion) -> Edicion:
    """El de cada campo, desde que se mira: dos grillas cuestan el doble, y lo común es llenar una."""
    primera = _PESTANAS[Campo.EJECUTADO if edicion.plan.vigente else Campo.PROGRAMADO]
    pestanas = st.tabs(list(_PESTANAS.values()), default=primera, key=PESTANA, on_change="rerun")
    escrito: dict[Celda, str] = {}
    abiertos = edicion.abiertos
    for campo, pestana in zip(_PESTANAS, pestanas, strict=True):
        if pestana.open or campo in edicion.abiertos:
            abiertos |= {campo}
            with pestana:
                escrito |= _editor(edicion, campo)
        else:
            escrito |= {celda: texto for celda, texto in edicion.escrito.items() if celda.campo is campo}
    al_dia = replace(edicion, escrito=escrito, abiertos=abiertos)
    dejar(al_dia)
    return al_dia


def _editor(edicion: Edicion, campo: Campo) -> Escrito:
    """Lo escrito que difiere de lo que había."""
    st.data_editor(
        _tabla(partida=edicion.partida, campo=campo, _edicion=edicion),
        key=edicion.clave(campo),
        hide_index=True,
        disabled=["Actividad"],
        height=ALTO_DE_FILA * (min(len(edicion.filas), FILAS_A_LA_VISTA) + 1) + 3,
        row_height=ALTO_DE_FILA,
        column_config=_columnas(edicion.meses, en_telefono=_en_telefono()),
        placeholder="",
        alt=f"{_PESTANAS[campo]} de cada actividad por mes; se edita escribiendo en las celdas",
        on_change=_al_cambiar,
        args=(edicion.plan.id,),
    )
    return _escrito_en(edicion, campo)


def _escrito_en(edicion: Edicion, campo: Campo) -> Escrito:
    meses = {str(mes): mes for mes in edicion.meses}
    editadas = st.session_state[edicion.clave(campo)]["edited_rows"]
    escrito = {celda: texto for celda, texto in edicion.repuesto.items() if celda.campo is campo} | {
        Celda(edicion.filas[int(lugar)][0], meses[columna], campo): str(valor or "").strip()
        for lugar, valores in editadas.items()
        for columna, valor in valores.items()
    }
    habia = edicion.habia()
    return {celda: texto for celda, texto in escrito.items() if texto != _como_texto(habia(celda))}


def _al_cambiar(plan_id: int) -> None:
    """Antes de dibujar: si la sesión venció, no se dibuja, y la celda que se acaba de dejar no se pierde."""
    edicion = en_curso(plan_id)
    if edicion is None:
        return
    escrito = dict(edicion.escrito)
    for campo in edicion.abiertos:
        if edicion.clave(campo) in st.session_state:
            escrito = {celda: texto for celda, texto in escrito.items() if celda.campo is not campo}
            escrito |= _escrito_en(edicion, campo)
    dejar_borrador(replace(edicion, escrito=escrito))


@st.cache_resource(max_entries=40, show_spinner=False)
def _tabla(partida: str, campo: Campo, _edicion: Edicion) -> pd.DataFrame:  # noqa: ARG001
    """Con qué parte el editor: lo guardado, y encima lo repuesto."""
    habia, repuesto = _edicion.habia(), _edicion.repuesto

    def texto(celda: Celda) -> str:
        return repuesto[celda] if celda in repuesto else _como_texto(habia(celda))

    columnas = {"Actividad": [nombre for _, nombre in _edicion.filas]} | {
        str(mes): [texto(Celda(id_, mes, campo)) for id_, _ in _edicion.filas] for mes in _edicion.meses
    }
    return pd.DataFrame(columnas, dtype="string")


def _como_texto(cantidad: int) -> str:
    return str(cantidad or "")


@cache
def _columnas(meses: tuple[Mes, ...], *, en_telefono: bool) -> Mapping[str, ColumnConfig]:
    varios = len({mes.anio for mes in meses}) > 1
    ancho = 72 if varios else 54
    nombre = {"Actividad": TextColumn("Actividad", pinned=True, width=130 if en_telefono else 330)}
    return nombre | {
        str(mes): TextColumn(f"{mes.abreviado} {mes.anio % 100:02}" if varios else mes.abreviado, width=ancho)
        for mes in meses
    }


def _en_telefono() -> bool:
    """Según se anuncia el navegador: la columna fija no debe tapar los meses."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _barra(edicion: Edicion, cambios: Sequence[CambioDeCelda], *, impedido: bool) -> bool:
    with st.container(horizontal=True, vertical_alignment="center", key="barra_de_edicion"):
        guardar = st.button(
            f"Guardar cambios ({len(cambios)})",
            key="guardar_cronograma",
            type="primary",
            icon=":material/save:",
            disabled=impedido,
        )
        salida = "Volver a leer"
        if edicion.escrito:
            salida = f"Descartar {contar(len(edicion.escrito), 'cambio', dentro_de_frase=True)}"
        if st.button(salida, key="descartar_cronograma", type="tertiary"):
            descartar(edicion)
            st.rerun()
    borrador.decir_si_falla()
    return guardar


def _guardar(
    edicion: Edicion, cambios: Sequence[CambioDeCelda], razon: Razon, hoy: date, cerrado: RazonTrasCierre
) -> None:
    with cerrado.explicar_rechazo():
        try:
            accion_id = celdas.guardar(edicion.plan, cambios, hoy, razon=razon)
        except ConflictoDeVersion:
            dejar(replace(edicion, en_conflicto=True))
            st.rerun()
        terminar(edicion.plan.id)
        ofrecer_deshacer(accion_id, len(cambios))
        st.rerun()
