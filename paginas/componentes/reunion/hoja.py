"""La hoja para repartir: los tres meses en papel, con los nombres oficiales y las fechas de verdad."""

from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.calendario.jornadas import decir
from modelos.calendario.reunion import Bloque, Renglon, Reunion
from modelos.frases import enumerar, fecha_larga
from paginas.componentes.cronograma.grilla import contenido_de_celda
from paginas.componentes.reunion.sala import ATRASO, simbolos

_COLUMNAS = (
    '<colgroup><col class="c-celda"><col><col class="c-cuando"><col class="c-responsable">'
    '<col class="c-atraso"></colgroup>'
)


def mostrar(plan: PlanCompleto, reunion: Reunion, hoy: date) -> None:
    """Solo se ve al imprimir: un encabezado y una tabla por mes."""
    titulo = (
        f"{escape(plan.municipalidad)}<br><b>{escape(plan.nombre)}</b><br>"
        f"{str(reunion.mes).capitalize()} y lo que viene · Impreso el {fecha_larga(hoy)}"
    )
    tablas = "".join(_mes(bloque) for bloque in reunion.hoja)
    renglones = [renglon for bloque in reunion.hoja for renglon in bloque.renglones]
    leyenda = f'<p class="leyenda-de-reunion en-papel">{simbolos(renglones)}</p>'
    st.html(f'<div class="hoja-de-reunion"><p>{titulo}</p>{leyenda}{tablas}</div>')


def _mes(bloque: Bloque) -> str:
    [mes] = bloque.meses
    encabezado = f"<b>{str(mes).capitalize()}</b>"
    if not bloque.renglones:
        return f"<p>{encabezado} · {bloque.vacio}</p>"
    cuentas = f"<small>{' · '.join(bloque.cuentas)}</small>"
    lineas = "".join(
        _linea(list(suyos)) for _, suyos in groupby(bloque.renglones, key=lambda renglon: renglon.linea.id)
    )
    return (
        f'<table>{_COLUMNAS}<thead><tr><th colspan="2">{encabezado} {cuentas}</th>'
        f"<th>Cuándo</th><th>Responsable</th><th></th></tr></thead>{lineas}</table>"
    )


def _linea(renglones: list[Renglon]) -> str:
    titulo = f'<tr class="linea"><th colspan="5">{escape(renglones[0].linea.titulo)}</th></tr>'
    return f"<tbody>{titulo}{''.join(_renglon(renglon) for renglon in renglones)}</tbody>"


def _renglon(renglon: Renglon) -> str:
    actividad = renglon.actividad
    unidades = enumerar([unidad.nombre for unidad in actividad.unidades])
    return (
        f'<tr><td class="celda">{contenido_de_celda(renglon.celdas[0])}</td>'
        f"<td>{escape(actividad.nombre.removesuffix('.'))}</td><td>{decir(renglon.jornadas)}</td>"
        f"<td>{escape(unidades)}</td><td>{ATRASO if renglon.viene_atrasada else ''}</td></tr>"
    )
