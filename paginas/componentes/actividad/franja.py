"""Los meses de una actividad para leer: símbolo, lo programado y lo ejecutado, y las notas."""

from html import escape

import streamlit as st

from modelos.arbol import CeldaMes, PlanCompleto
from modelos.frases import entero
from modelos.meses import Mes
from modelos.seguimiento.liquidacion import Celda
from modelos.seguimiento.pendientes import Asunto
from paginas.componentes.simbolos import simbolo


def mostrar(plan: PlanCompleto, asunto: Asunto) -> None:
    """Una columna por mes del plan; lo aprobado solo si difiere de lo programado."""
    meses = sorted({*plan.meses, *asunto.liquidacion.celdas})
    celdas = [asunto.liquidacion.celda(mes) for mes in meses]
    vistas = [asunto.actividad.meses.get(mes, CeldaMes()) for mes in meses]
    filas = [
        _fila("Estado", [_simbolo(celda) for celda in celdas], meses, asunto.mes),
        _fila("Programado", [_numero(celda.programado) for celda in celdas], meses, asunto.mes),
        _fila("Ejecutado", [_numero(celda.ejecutado) for celda in celdas], meses, asunto.mes),
    ]
    if plan.vigente and any(vista.aprobado != vista.programado for vista in vistas):
        filas.append(_fila("Aprobado", [_numero(vista.aprobado) for vista in vistas], meses, asunto.mes))
    un_anio = plan.inicio.anio == plan.fin.anio
    encabezado = "".join(_encabezado(mes, asunto.mes, un_anio=un_anio) for mes in meses)
    st.html(
        '<div class="franja" tabindex="0" role="region" aria-label="Meses de la actividad"><table>'
        f"<thead><tr><td></td>{encabezado}</tr></thead><tbody>{''.join(filas)}</tbody></table></div>"
        f"{_notas(meses, vistas)}"
    )


def _encabezado(mes: Mes, actual: Mes, *, un_anio: bool) -> str:
    anio = "" if un_anio else f"<small>{mes.anio}</small>"
    return f'<th scope="col"{_clase(mes, actual)}>{mes.abreviado}{anio}</th>'


def _fila(nombre: str, valores: list[str], meses: list[Mes], actual: Mes) -> str:
    celdas = "".join(
        f"<td{_clase(mes, actual)}>{valor}</td>" for mes, valor in zip(meses, valores, strict=True)
    )
    return f'<tr><th scope="row">{nombre}</th>{celdas}</tr>'


def _clase(mes: Mes, actual: Mes) -> str:
    return ' class="hoy"' if mes == actual else ""


def _simbolo(celda: Celda) -> str:
    fuera = f"<small>+{entero(celda.fuera)}</small>" if celda.fuera and celda.programado else ""
    return simbolo(celda.estado) + fuera


def _numero(cantidad: int) -> str:
    return entero(cantidad) if cantidad else ""


def _notas(meses: list[Mes], vistas: list[CeldaMes]) -> str:
    notas = "".join(
        f"<li><b>{str(mes).capitalize()}:</b> {escape(vista.nota)}</li>"
        for mes, vista in zip(meses, vistas, strict=True)
        if vista.nota
    )
    return f'<ul class="notas-de-meses">{notas}</ul>' if notas else ""
