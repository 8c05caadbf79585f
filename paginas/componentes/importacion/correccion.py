"""La tabla en que se corrige celda por celda lo leído y se deja fuera lo que no va."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from modelos.importacion.borrador import ActividadBorrador
from modelos.importacion.correcciones import Valor
from modelos.importacion.plan_aceptado import con_anio
from modelos.meses import Mes, periodo
from modelos.plan import Etiquetas
from paginas.componentes.importacion import revision

REFERENCIA, IMPORTAR = "referencia", "importar"
_SIEMPRE = ("linea", "objetivo", "codigo", "actividad", "responsables", "medio_verificacion")
_ORDEN = (
    "codigo", "actividad", "programa", "linea", "objetivo", "unidad", "responsables", "medio_verificacion",
    "indicador", "meta", "peso", "presupuesto", "recurrencia", "observaciones",
)  # fmt: skip
_TITULOS = {
    "programa": "Programa", "codigo": "N.º", "actividad": "Actividad", "unidad": "Unidad de medida",
    "responsables": "Responsables (separados por ;)", "medio_verificacion": "Medio de verificación",
    "indicador": "Indicador", "meta": "Meta", "peso": "Peso", "presupuesto": "Presupuesto",
    "recurrencia": "Frecuencia", "observaciones": "Observaciones",
}  # fmt: skip
_ANCHOS = {"actividad": 320, "codigo": 62}
_NUMERICOS = frozenset({"peso", "presupuesto"})
_MESES_A_LA_VISTA = 36


def mostrar(abierta: revision.Revision, actividades: Sequence[ActividadBorrador]) -> None:
    """La tabla de esas actividades; lo que se escribe queda en el borrador al momento."""
    if not actividades:
        st.text("Ninguna actividad por revisar.")
        return
    campos = [campo for campo in _ORDEN if campo in _SIEMPRE or any(getattr(a, campo) for a in actividades)]
    meses = _meses(abierta, actividades)
    datos = _tabla(abierta, actividades, campos, meses)
    clave = _clave(abierta, list(datos.index), list(datos.columns))
    revision.cambiar(tabla=revision.TablaAbierta(clave, tuple(datos.index)))
    st.data_editor(
        datos,
        key=clave,
        hide_index=True,
        num_rows="fixed",
        disabled=[REFERENCIA],
        placeholder="",
        height=min(36 * len(datos) + 40, 620),
        column_config=_columnas(campos, meses, abierta.decision.tipo.etiquetas),
    )
    if abierta.correcciones or abierta.excluidas:
        st.button(
            "Volver a lo leído",
            key="volver_a_lo_leido",
            icon=":material/undo:",
            type="tertiary",
            on_click=revision.volver_a_lo_leido,
        )


def recoger(abierta: revision.Revision) -> revision.Revision:
    """Lleva a la revisión lo escrito en la tabla; va primero en la página, para que todo lo refleje."""
    tabla = abierta.tabla
    if tabla is None or tabla.clave not in st.session_state:
        return abierta
    excluidas = set(abierta.excluidas)
    correcciones: dict[str, Mapping[str, Valor]] = {}
    editadas: dict[int, dict[str, Any]] = st.session_state[tabla.clave]["edited_rows"]
    for posicion, cambios in editadas.items():
        identidad = tabla.ids[int(posicion)]
        if IMPORTAR in cambios:
            (excluidas.discard if cambios[IMPORTAR] else excluidas.add)(identidad)
        celdas = {columna: valor for columna, valor in cambios.items() if columna != IMPORTAR}
        if celdas:
            correcciones[identidad] = celdas
    return revision.corregir(correcciones, frozenset(excluidas))


def _meses(abierta: revision.Revision, actividades: Sequence[ActividadBorrador]) -> list[Mes]:
    """Los del plan y los que traiga el documento; en planes largos, solo los que tienen algo."""
    inicio = abierta.decision.inicio
    usados = {con_anio(leido.mes, leido.anio, inicio) for a in actividades for leido in a.meses}
    del_plan = periodo(inicio, abierta.decision.cantidad_meses)
    if len(del_plan) > _MESES_A_LA_VISTA:
        return sorted(usados)
    return sorted(usados | set(del_plan))


def _tabla(
    abierta: revision.Revision,
    actividades: Sequence[ActividadBorrador],
    campos: Sequence[str],
    meses: Sequence[Mes],
) -> pd.DataFrame:
    columnas: dict[str, Any] = {
        REFERENCIA: [_referencia(a) for a in actividades],
        IMPORTAR: [a.id not in abierta.excluidas for a in actividades],
        **{campo: [_valor(a, campo) for a in actividades] for campo in campos},
    }
    cantidades = [_programado(a, abierta.decision.inicio) for a in actividades]
    for mes in meses:
        columnas[mes.clave] = pd.array([c.get(mes) for c in cantidades], dtype="Int64")
    tabla = pd.DataFrame(columnas, index=[a.id for a in actividades])
    return tabla.astype({campo: "float64" if campo in _NUMERICOS else "object" for campo in campos})


def _referencia(actividad: ActividadBorrador) -> str:
    """Con qué se reconoce la fila al correr la tabla hacia los meses."""
    origen = actividad.origen.get("actividad")
    return f"{origen.fila} · {actividad.actividad}" if origen else actividad.actividad


def _valor(actividad: ActividadBorrador, campo: str) -> object:
    valor: object = getattr(actividad, campo)
    if campo == "responsables":
        return "; ".join(actividad.responsables)
    return valor if campo in _NUMERICOS else valor or ""


def _programado(actividad: ActividadBorrador, inicio: Mes) -> dict[Mes, int]:
    programado: dict[Mes, int] = {}
    for leido in actividad.meses:
        mes = con_anio(leido.mes, leido.anio, inicio)
        if leido.programado:
            programado[mes] = programado.get(mes, 0) + leido.programado
    return programado


def _columnas(campos: Sequence[str], meses: Sequence[Mes], etiquetas: Etiquetas) -> dict[str, Any]:
    titulos = {**_TITULOS, "linea": etiquetas.linea.capitalize(), "objetivo": etiquetas.objetivo.capitalize()}
    columnas: dict[str, Any] = {
        REFERENCIA: st.column_config.TextColumn("Fila", pinned=True, width=150),
        IMPORTAR: st.column_config.CheckboxColumn(
            "Incluir", help="Sin marca, la actividad no se importa", width=76
        ),
    }
    for campo in campos:
        if campo in _NUMERICOS:
            columnas[campo] = st.column_config.NumberColumn(titulos[campo], min_value=0, width="small")
            continue
        columnas[campo] = st.column_config.TextColumn(titulos[campo], width=_ANCHOS.get(campo, 170))
    for mes in meses:
        columnas[mes.clave] = st.column_config.NumberColumn(
            f"{mes.abreviado} {mes.anio % 100:02d}", min_value=0, step=1, width=68
        )
    return columnas


def _clave(abierta: revision.Revision, ids: list[str], columnas: list[str]) -> str:
    """Cambia con las filas o las columnas: lo escrito en la tabla va por posición."""
    forma = sha256("|".join([*ids, "/", *columnas]).encode()).hexdigest()[:12]
    return f"correcciones_{abierta.vuelta}_{forma}"
