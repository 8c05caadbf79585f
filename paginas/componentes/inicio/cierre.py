"""El cierre del mes en Este mes: la unidad lo da por completo; gestión lo aprueba o lo devuelve."""

from datetime import date
from enum import StrEnum
from html import escape

import streamlit as st

from datos import cierre as guardado
from datos import identidad
from modelos.arbol import PlanCompleto
from modelos.cierre import Cierres, EstadoDeCierre, Paso, UnidadEnElMes, mes_por_cerrar, por_unidad, puede_dar
from modelos.errores import ErrorDeDominio
from modelos.frases import contar, enumerar, fecha_corta
from modelos.meses import Mes
from paginas.componentes import cierres, mensajes, permitido, plan_actual, ultima_accion
from paginas.componentes.pedidos import Pedido, boton
from paginas.componentes.texto import Armado, sin_formato

PANTALLA = ""
NOMBRES_A_LA_VISTA = 3
_MES, _RECHAZO, _POR_DEVOLVER = "mes_por_cerrar", "rechazo_del_cierre", "por_devolver"
_SIN_UNIDAD = "ninguna"


class Accion(StrEnum):
    """Lo que piden los botones del cierre; en qué unidad, o en qué mes, va aparte."""

    COMPLETAR = "cierre_completar"
    APROBAR = "cierre_aprobar"
    APROBAR_TODO = "cierre_aprobar_todo"
    DEVOLVER = "cierre_devolver"
    VER_MES = "cierre_ver_mes"


_ROTULOS = {
    Paso.COMPLETAR: ("Dar el mes por completo", Accion.COMPLETAR, "con-borde"),
    Paso.APROBAR: ("Aprobar", Accion.APROBAR, "con-borde"),
    Paso.DEVOLVER: ("Devolver…", Accion.DEVOLVER, ""),
}


def armar(plan: PlanCompleto, hoy: date) -> Armado:
    """El cierre del mes elegido; vacío mientras no haya nada que cerrar."""
    leidos = cierres.leer(plan)
    mes = _mes(plan, leidos, hoy)
    if mes is None:
        return Armado("")
    rechazo = str(st.session_state.pop(_RECHAZO, ""))
    clave = plan_actual.clave(plan, hoy, mes, rechazo, permitido.para_la_clave())
    return _armar(clave=clave, _plan=plan, _leidos=leidos, _mes=mes, _hoy=hoy, _rechazo=rechazo)


@st.cache_resource(max_entries=40, show_spinner=False)
def _armar(
    clave: str,  # noqa: ARG001  (lo demás ya está en ella)
    _plan: PlanCompleto,
    _leidos: Cierres,
    _mes: Mes,
    _hoy: date,
    _rechazo: str,
) -> Armado:
    filas = por_unidad(_plan, _mes, _leidos.de(_mes), identidad.en_curso().unidad_id)
    cuerpo = "".join(map(_fila, filas)) or '<li class="hecha">En este mes no hay nada que cerrar.</li>'
    negativa = f'<p class="rechazo" role="alert">{escape(_rechazo)}</p>' if _rechazo else ""
    botones = _otros_meses(_plan, _mes, _hoy) + _aprobar_todo(filas)
    return Armado(
        f'<div class="este-mes cierre"><h2 class="seccion">Cierre de {_mes}</h2>'
        f'<p class="botones no-imprimir">{botones}</p>{negativa}'
        f'<ul class="por-hacer">{cuerpo}</ul>{cierres.cambios_en_html(_leidos.cambios)}</div>'
    )


def _mes(plan: PlanCompleto, leidos: Cierres, hoy: date) -> Mes | None:
    """El que se pidió ver, si es del plan y ya comenzó; si no, el que toca."""
    propuesto = mes_por_cerrar(plan, leidos, hoy, identidad.en_curso().unidad_id)
    pedido: Mes | None = st.session_state.get(_MES)
    return pedido if propuesto and pedido in _abribles(plan, hoy) else propuesto


def _abribles(plan: PlanCompleto, hoy: date) -> list[Mes]:
    return [mes for mes in plan.meses if mes <= Mes.de(hoy)]


def _otros_meses(plan: PlanCompleto, mes: Mes, hoy: date) -> str:
    vecinos = ((mes.mas(-1), "‹ {}"), (mes.mas(1), "{} ›"))
    return "".join(
        boton(rotulo.format(otro.nombre.capitalize()), Accion.VER_MES, otro.clave)
        for otro, rotulo in vecinos
        if otro in _abribles(plan, hoy)
    )


def _aprobar_todo(filas: list[UnidadEnElMes]) -> str:
    cuantas = len(_aprobables(filas))
    return (
        boton(f"Aprobar las {cuantas} completas", Accion.APROBAR_TODO, "", "principal") if cuantas > 1 else ""
    )


def _aprobables(filas: list[UnidadEnElMes]) -> list[int | None]:
    quien = identidad.en_curso()
    return [uno.unidad_id for uno in filas if puede_dar(uno.estado, Paso.APROBAR, quien, uno.unidad_id)]


def _fila(uno: UnidadEnElMes) -> str:
    quien = identidad.en_curso()
    en = _SIN_UNIDAD if uno.unidad_id is None else str(uno.unidad_id)
    botones = "".join(
        boton(rotulo, accion, en, clase)
        for paso, (rotulo, accion, clase) in _ROTULOS.items()
        if puede_dar(uno.estado, paso, quien, uno.unidad_id)
    )
    return (
        f'<li id="cierre_{en}" class="fila"><div class="asunto"><b>{escape(uno.nombre)}</b>'
        f'<p class="detalle">{escape(_detalle(uno))}</p></div>'
        f'<span class="estado-de-cierre">{_estado(uno)}</span><div class="botones">{botones}</div></li>'
    )


def _detalle(uno: UnidadEnElMes) -> str:
    """Cuántas actividades tiene y cuáles le falta registrar; si se devolvió, por qué."""
    partes = [contar(uno.actividades, "actividad")]
    if uno.faltan:
        nombres = [una.nombre.removesuffix(".") for una in uno.faltan[:NOMBRES_A_LA_VISTA]]
        demas = len(uno.faltan) - len(nombres)
        partes.append(f"falta registrar: {enumerar([*nombres, *([f'{demas} más'] if demas else [])])}")
    else:
        partes.append("todo registrado")
    if uno.cierre and uno.estado is EstadoDeCierre.DEVUELTO:
        partes.append(f"devuelto: {uno.cierre.comentario}")
    return " · ".join(partes)


def _estado(uno: UnidadEnElMes) -> str:
    if uno.cierre is None or uno.cierre.cuando is None:
        return uno.estado.etiqueta
    quien = f"{escape(uno.cierre.quien)}, {fecha_corta(uno.cierre.cuando)}"
    return f'{uno.estado.etiqueta}<small class="detalle"> {quien}</small>'


def hacer(plan: PlanCompleto, hoy: date, pedido: Pedido) -> None:
    """Lo que se pulsó; la razón de devolver se pregunta después. Lo de otras partes se deja pasar."""
    if pedido.accion not in set(Accion):
        return
    if pedido.accion == Accion.VER_MES:
        st.session_state[_MES] = next((m for m in plan.meses if m.clave == pedido.en), None)
        return
    leidos = cierres.leer(plan)
    mes = _mes(plan, leidos, hoy)
    if mes is None:
        return
    filas = por_unidad(plan, mes, leidos.de(mes))
    elegida = next((uno for uno in filas if pedido.en == str(uno.unidad_id or _SIN_UNIDAD)), None)
    try:
        _dar(plan, mes, hoy, Accion(pedido.accion), filas, elegida)
    except ErrorDeDominio as error:
        st.session_state[_RECHAZO] = str(error)


def _dar(
    plan: PlanCompleto,
    mes: Mes,
    hoy: date,
    accion: Accion,
    filas: list[UnidadEnElMes],
    elegida: UnidadEnElMes | None,
) -> None:
    st.session_state[_MES] = mes  # al aprobar lo último se propondría otro, y lo hecho dejaría de verse
    if accion is Accion.APROBAR_TODO:
        _anotar(guardado.aprobar(plan, mes, _aprobables(filas), hoy), f"{mes} aprobado.")
    elif elegida is None:
        return
    elif accion is Accion.COMPLETAR:
        _anotar(guardado.completar(plan, mes, elegida.unidad_id, hoy), f"{mes} completo: {elegida.nombre}.")
    elif accion is Accion.APROBAR:
        _anotar(guardado.aprobar(plan, mes, [elegida.unidad_id], hoy), f"{mes} aprobado: {elegida.nombre}.")
    else:
        st.session_state[_POR_DEVOLVER] = (mes, elegida)


def _anotar(accion_id: int, frase: str) -> None:
    ultima_accion.anotar(accion_id, frase[:1].upper() + frase[1:], PANTALLA)


def preguntar(plan: PlanCompleto, hoy: date) -> None:
    """El diálogo de «Devolver…», si se acaba de pulsar."""
    pedido: tuple[Mes, UnidadEnElMes] | None = st.session_state.pop(_POR_DEVOLVER, None)
    if pedido is not None:
        st.dialog("Devolver el mes")(_devolver)(plan, *pedido, hoy)


def _devolver(plan: PlanCompleto, mes: Mes, suya: UnidadEnElMes, hoy: date) -> None:
    st.markdown(f"{sin_formato(suya.nombre)}, {mes}. La unidad verá lo que escriba y podrá corregir el mes.")
    comentario = st.text_area("Qué falta o hay que corregir", key="comentario_al_devolver")
    if st.button("Devolver", key="devolver_mes", type="primary"):
        with mensajes.explicar_rechazo():
            accion_id = guardado.devolver(plan, mes, suya.unidad_id, comentario, hoy)
            _anotar(accion_id, f"{mes} devuelto: {suya.nombre}.")
            st.rerun()
