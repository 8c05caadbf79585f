"""Programar los mismos meses en varias actividades de una vez, cuando el documento no los trae."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from datos import celdas
from modelos.arbol import ActividadDelPlan
from modelos.calendario.cronograma import Cronograma
from modelos.calendario.edicion import CANTIDAD_MAXIMA, CambioDeCelda, cada_tantos, programar
from modelos.frases import contar
from modelos.meses import Mes
from paginas.componentes import ultima_accion
from paginas.componentes.cronograma.edicion import PANTALLA, ofrecer_deshacer
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.razon_del_cambio import preguntar_por_bajas
from paginas.componentes.tras_cierre import RazonTrasCierre

MESES = "meses_por_programar"
_VUELTA = "vueltas_de_programar"
_A_MANO = "Elegir meses"
_CADA = {_A_MANO: 0, "Todos": 1, "Cada dos meses": 2, "Cada trimestre": 3, "Cada semestre": 6}


def ofrecer(cronograma: Cronograma, hoy: date) -> None:
    """El botón que abre el diálogo, con las actividades que se están mostrando; se destaca si todo falta."""
    falta_todo = cronograma.total.grupo.programadas == 0
    tipo: Literal["secondary", "tertiary"] = "secondary" if falta_todo else "tertiary"
    if st.button("Programar meses…", key="programar_meses", type=tipo, icon=":material/edit_calendar:"):
        titulos = {
            fila.actividad.id: fila.titulo(linea.numeral)
            for linea in cronograma.lineas
            for fila in linea.actividades
        }
        _dialogo(titulos, cronograma.meses, hoy)


@st.dialog("Programar meses", width="large", on_dismiss="rerun")
def _dialogo(titulos: Mapping[int, str], meses: Sequence[Mes], hoy: date) -> None:
    plan = plan_elegido()
    ultima_accion.mostrar_en_dialogo(PANTALLA)
    actividades = [actividad for actividad in plan.actividades if actividad.id in titulos]
    elegidas = _elegir_actividades(actividades, titulos, meses)
    elegidos = _elegir_meses(meses)
    cantidad = st.number_input(
        "Cantidad en cada mes",
        min_value=0,
        max_value=CANTIDAD_MAXIMA,
        value=1,
        key="cantidad_por_programar",
        width=200,
    )
    cambios = programar(elegidas, elegidos, cantidad)
    razon = preguntar_por_bajas(plan, cambios)
    cerrado = RazonTrasCierre(f"programar_{plan.id}")
    razon = razon._replace(tras_cierre=cerrado.razon)
    cuantas = contar(len(elegidas), "actividad", dentro_de_frase=True)
    boton = f"Programar {cuantas}" if elegidas else "Programar"
    if st.button(boton, key="aplicar_meses", type="primary", disabled=not cambios):
        with cerrado.explicar_rechazo():
            accion_id = celdas.guardar(plan, cambios, hoy, razon=razon, descripcion=f"Programar {cuantas}")
            _seguir(cambios, accion_id)


def _elegir_actividades(
    actividades: Sequence[ActividadDelPlan], titulos: Mapping[int, str], meses: Sequence[Mes]
) -> list[ActividadDelPlan]:
    """Una tabla con una casilla por actividad, y lo que ya tiene programado."""
    tabla = {
        "Actividad": [titulos[actividad.id] for actividad in actividades],
        "Programado": [_programado(actividad, meses) for actividad in actividades],
    }
    estado = st.dataframe(
        tabla,
        key=f"actividades_por_programar_{st.session_state.get(_VUELTA, 0)}",
        hide_index=True,
        height=300,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={"Actividad": st.column_config.TextColumn(width=430)},
    )
    marcadas: list[int] = estado["selection"]["rows"]
    return [actividades[lugar] for lugar in marcadas if lugar < len(actividades)]


def _programado(actividad: ActividadDelPlan, meses: Sequence[Mes]) -> str:
    celdas_con_algo = ((mes, actividad.meses[mes].programado) for mes in meses if mes in actividad.meses)
    return ", ".join(
        f"{mes.abreviado} {cantidad}" if cantidad > 1 else mes.abreviado
        for mes, cantidad in celdas_con_algo
        if cantidad
    )


def _elegir_meses(meses: Sequence[Mes]) -> list[Mes]:
    cada_cuanto = st.segmented_control(
        "Cuándo", list(_CADA), default=_A_MANO, required=True, key="cada_cuanto_programar"
    )
    if cada_cuanto != _A_MANO:
        elegidos = cada_tantos(meses, _CADA[cada_cuanto])
        st.html(f'<p class="subtitulo">{", ".join(_nombres(elegidos))}</p>')
        return elegidos
    nombres = dict(zip(meses, _nombres(meses), strict=True))
    return sorted(
        st.pills("Meses", list(nombres), selection_mode="multi", format_func=nombres.__getitem__, key=MESES)
    )


def _nombres(meses: Sequence[Mes]) -> list[str]:
    """«Mar», o «Mar 26» si son de varios años."""
    varios = len({mes.anio for mes in meses}) > 1
    return [f"{mes.abreviado} {mes.anio % 100:02}" if varios else mes.abreviado for mes in meses]


def _seguir(cambios: Sequence[CambioDeCelda], accion_id: int) -> None:
    """Queda abierto para las demás: se desmarcan las ya programadas."""
    ofrecer_deshacer(accion_id, len(cambios))
    st.session_state[_VUELTA] = st.session_state.get(_VUELTA, 0) + 1
    st.rerun(scope="fragment")
