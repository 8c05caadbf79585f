"""Editar los meses de una actividad: lo escrito queda a la vista hasta guardarlo o descartarlo."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from datos import historial, seguimiento
from datos.conexion import lectura
from datos.historial import Autoria
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda, leer_cantidad
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, ConflictoDeCampos, Valor
from modelos.meses import Mes
from modelos.paises import conocido
from modelos.seguimiento.celda_escrita import a_campos, campo_de, con_campos, en_la_celda, nombre_de_campo
from modelos.seguimiento.reprogramacion import Razon
from paginas.componentes import borrador, choque, ficha_en_curso, mensajes, permitido
from paginas.componentes.ficha_en_curso import Ficha
from paginas.componentes.razon_del_cambio import preguntar_por_bajas
from paginas.componentes.tras_cierre import RazonTrasCierre

_EDITADA = "actividad_con_meses_en_edicion"
ALTO_DE_FILA = 36  # píxeles
FILAS_A_LA_VISTA = 24
VACIA = CeldaMes()
_COLUMNAS = {"Programado": "programado", "Ejecutado": "ejecutado", "Nota": "nota"}


def mostrar(plan: PlanCompleto, actividad: ActividadDelPlan, hoy: date) -> None:
    """El botón que abre el editor, o el editor si está abierto para esta actividad; nada a quien no edita."""
    if not permitido.edita():
        return
    if st.session_state.get(_EDITADA) != actividad.id:
        st.button(
            "Editar meses",
            key="editar_meses",
            icon=":material/edit:",
            on_click=comenzar,
            args=(actividad.id,),
        )
        return
    meses = sorted({*plan.meses, *actividad.meses})
    guardado = a_campos({mes: actividad.meses.get(mes, VACIA) for mes in meses})
    lugar = Lugar(Parte.MESES, str(actividad.id))
    ficha = ficha_en_curso.abrir(plan.id, lugar, f"los meses de «{actividad.nombre}»", "meses", guardado)
    if ficha.choques:
        razon = preguntar_por_bajas(plan, _cambios(actividad.id, ficha.visto, ficha.partida))
        nombres = {campo: nombre_de_campo(campo) for campo in ficha.visto}
        elegido = choque.elegir(ficha, nombres, conocido(plan.pais).zona_horaria)
    else:
        escrito = _editor(ficha, meses)
        razon = preguntar_por_bajas(plan, _cambios(actividad.id, ficha.visto, escrito))
        elegido = _botones(ficha, escrito)
    cerrado = RazonTrasCierre(f"meses_{actividad.id}")
    if elegido is not None:
        with cerrado.explicar_rechazo():
            _guardar(plan, actividad, ficha, *elegido, razon._replace(tras_cierre=cerrado.razon), hoy)


def comenzar(actividad_id: int | None) -> None:
    """Abre el editor de esa actividad; de ninguna, lo cierra."""
    st.session_state[_EDITADA] = actividad_id


def _editor(ficha: Ficha, meses: Sequence[Mes]) -> Campos:
    """La tabla, y lo que la persona dejó en ella."""
    partida = con_campos({}, ficha.partida)
    tabla = pd.DataFrame(
        {
            "Mes": [str(mes).capitalize() for mes in meses],
            "Programado": [_escrita(partida[mes].programado) for mes in meses],
            "Ejecutado": [_escrita(partida[mes].ejecutado) for mes in meses],
            "Nota": [partida[mes].nota or "" for mes in meses],
        }
    )
    cantidad = st.column_config.TextColumn(width=110, max_chars=7)
    st.data_editor(
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
        key=ficha.campo("meses"),
        on_change=lambda: ficha_en_curso.dejar(ficha, _leer(ficha, meses)[0]),
    )
    escrito, rechazos = _leer(ficha, meses)
    for rechazo in rechazos:
        mensajes.rechazar(rechazo)
    ficha_en_curso.dejar(ficha, escrito)
    return escrito


def _escrita(cantidad: int) -> str:
    return str(cantidad) if cantidad else ""


def _leer(ficha: Ficha, meses: Sequence[Mes]) -> tuple[Campos, list[str]]:
    """Cada campo como está escrito; lo que no se entiende se dice y no cuenta."""
    escrito: dict[str, Valor] = dict(ficha.partida)
    rechazos: list[str] = []
    editadas = st.session_state[ficha.campo("meses")]["edited_rows"]
    for lugar, valores in editadas.items():
        for columna, texto in valores.items():
            campo = campo_de(meses[int(lugar)], _COLUMNAS[columna])
            try:
                escrito[campo] = _a_valor(columna, texto)
            except ErrorDeDominio as error:
                rechazos.append(str(error))
    return escrito, rechazos


def _a_valor(columna: str, texto: str | None) -> Valor:
    return (texto or "").strip() or None if columna == "Nota" else leer_cantidad(texto)


def _botones(ficha: Ficha, escrito: Campos) -> tuple[Campos, Campos] | None:
    with st.container():
        borrador.decir_si_falla()
    with st.container(horizontal=True, key="botones_de_meses"):
        guardar = st.button("Guardar", key="guardar_meses", type="primary", disabled=escrito == ficha.visto)
        st.button("Descartar", key="descartar_meses", on_click=_cerrar, args=(ficha,))
    return (ficha.visto, escrito) if guardar else None


def _cerrar(ficha: Ficha) -> None:
    comenzar(None)
    ficha_en_curso.cerrar(ficha)


def _guardar(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    ficha: Ficha,
    visto: Campos,
    escrito: Campos,
    razon: Razon,
    hoy: date,
) -> None:
    vistas = con_campos(actividad.meses, visto)
    cambian = {en_la_celda(campo)[0] for campo, valor in escrito.items() if valor != visto[campo]}
    despues = {mes: celda for mes, celda in con_campos(vistas, escrito).items() if mes in cambian}
    if not despues:  # de todo lo que chocaba quedó lo de la otra persona
        _cerrar(ficha)
        st.rerun()
    try:
        seguimiento.guardar_meses(plan, replace(actividad, meses=vistas), despues, hoy, razon)
    except ConflictoDeCampos as conflicto:
        autores = _autores(plan.id, actividad.id, conflicto)
        ficha_en_curso.chocar(ficha, escrito, conflicto.choques, autores)
    else:
        _cerrar(ficha)
        mensajes.anunciar("Meses guardados.")
    st.rerun()


def _autores(plan_id: int, actividad_id: int, conflicto: ConflictoDeCampos) -> Mapping[str, Autoria]:
    with lectura() as sesion:
        autores = {
            uno.campo: historial.autoria_de_celda(sesion, plan_id, actividad_id, *en_la_celda(uno.campo))
            for uno in conflicto.choques
        }
    return {campo: autor for campo, autor in autores.items() if autor}


def _cambios(actividad_id: int, visto: Campos, escrito: Campos) -> list[CambioDeCelda]:
    """Los de lo programado, que pueden pedir un motivo."""
    return [
        CambioDeCelda(Celda(actividad_id, en_la_celda(campo)[0], Campo.PROGRAMADO), antes, despues)
        for campo, despues in escrito.items()
        if isinstance(antes := visto[campo], int) and isinstance(despues, int)
        if en_la_celda(campo)[1] == Campo.PROGRAMADO and antes != despues
    ]
