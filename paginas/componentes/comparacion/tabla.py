"""Una fila por plan con las mismas medidas; cada una lleva a sus filas."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from modelos.dinero import en_moneda
from modelos.estados import EstadoActividad
from modelos.frases import porcentaje, puntos
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, SinAvance
from modelos.seguimiento.informe_de_avance import InformeDeAvance
from modelos.seguimiento.presupuesto import SIN_ANOTAR
from modelos.seguimiento.programacion import nombrar_corte
from paginas.componentes.cronograma.filtros import PLAN_ENTERO
from paginas.componentes.enlaces import atributos
from paginas.componentes.tablas import con_titulos

COLUMNAS = (
    "Plan", "Avance", "Desviación", "Atraso", "Atrasadas", "Vencidas", "Sin programar",
    "Reprogra\u00admaciones", "Gastado",
)  # fmt: skip
_NO_SE_SABE = f'<span class="tenue">{SIN_ANOTAR}</span>'


def mostrar(informes: Sequence[InformeDeAvance], corte: Mes | None) -> None:
    """La tabla; en el teléfono cada plan es una ficha."""
    filas = "".join(_fila(informe, corte) for informe in informes)
    st.html(
        f'<div class="comparacion">{con_titulos(COLUMNAS, filas)}'
        '<p class="claves"><span><i class="muestra"></i>ejecutado</span><span><i class="marca"></i>programado'
        "</span><span>pp: puntos porcentuales</span></p></div>"
    )


def _fila(informe: InformeDeAvance, corte: Mes | None) -> str:
    plan, elegido = informe.plan, corte.clave if corte else None
    medidas = [*_avance(informe), *_cuentas(informe, elegido), _gastado(informe)]
    celdas = "".join(
        f'<td data-nombre="{columna}">{medida}</td>' if medida else '<td class="nada"></td>'
        for columna, medida in zip(COLUMNAS[1:], medidas, strict=True)
    )
    return (
        f'<tr><th scope="row"><a {atributos("avance", plan=plan.id, corte=elegido)}>{escape(plan.nombre)}</a>'
        f"<small>{escape(plan.municipalidad)} · {plan.estado.etiqueta.lower()} · "
        f"{nombrar_corte(informe.corte, plan.inicio)}</small></th>{celdas}</tr>"
    )


def _avance(informe: InformeDeAvance) -> list[str]:
    """Barra con los dos porcentajes, desviación (también de lo aprobado) y atraso."""
    curva, corte = informe.curva, informe.corte
    if isinstance(curva, SinAvance):
        return [f'<span class="tenue">{curva.etiqueta}</span>', "", ""]
    ejecutado, programado = curva.ejecutado_al(corte), curva.programado_al(corte)
    barra = (
        f'<div class="riel" aria-hidden="true"><span style="width:{float(ejecutado):.1%}"></span>'
        f'<i class="marca" style="left:{float(programado):.1%}"></i></div>'
    )
    return [
        f"{barra}<b>{porcentaje(ejecutado)}</b> de {porcentaje(programado)}",
        _desviacion(curva, corte) + _frente_a_lo_aprobado(informe),
        curva.atraso_al(corte).frase,
    ]


def _desviacion(curva: Curva, corte: Mes) -> str:
    diferencia = curva.desviacion_al(corte)
    return f"<b{' class=falta' if diferencia < 0 else ''}>{puntos(diferencia)}</b>"


def _frente_a_lo_aprobado(informe: InformeDeAvance) -> str:
    aprobada = informe.curva_aprobada
    if aprobada is None:
        return ""
    return f"<small>{puntos(aprobada.desviacion_al(informe.corte))} frente a lo aprobado</small>"


def _cuentas(informe: InformeDeAvance, corte: str | None) -> list[str]:
    """Atrasadas, vencidas y sin programar, con el enlace a sus filas; y cuánto se reprogramó."""
    cuentas = {
        EstadoActividad.ATRASADA: informe.atrasadas_en(EstadoActividad.ATRASADA),
        EstadoActividad.VENCIDA: informe.atrasadas_en(EstadoActividad.VENCIDA),
        EstadoActividad.SIN_PROGRAMAR: len(informe.sin_programar),
    }
    filtros: dict[str, str | int | None] = {"plan": informe.plan.id, "anio": PLAN_ENTERO, "corte": corte}
    enlaces = [
        f"<a {atributos('cronograma', **filtros, estado=estado)}>{cuantas}</a>" if cuantas else "0"
        for estado, cuantas in cuentas.items()
    ]
    traslados = len(informe.traslados)
    al_avance = atributos("avance", plan=informe.plan.id, corte=corte)
    return [*enlaces, f"<a {al_avance}>{traslados}</a>" if traslados else "0"]


def _gastado(informe: InformeDeAvance) -> str:
    """Lo gastado y lo planificado en la moneda del país."""
    suma, pais = informe.presupuesto, informe.plan.pais
    gastado = escape(en_moneda(suma.gastado, pais)) if suma.con_gasto else _NO_SE_SABE
    de_cuanto = f" <small>de {en_moneda(suma.planificado, pais)}</small>" if suma.con_planificado else ""
    return gastado + de_cuanto
