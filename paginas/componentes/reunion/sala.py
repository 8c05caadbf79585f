"""Lo que se proyecta: pocas palabras por actividad, grandes, con su estado por símbolo."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from modelos.arbol import ActividadDelPlan
from modelos.calendario.jornadas import decir
from modelos.calendario.reunion import Bloque, Renglon, Vista
from modelos.estados import EstadoActividad, EstadoCelda
from paginas.componentes.cronograma.grilla import contenido_de_celda
from paginas.componentes.simbolos import con_etiqueta

ATRASO = con_etiqueta(EstadoActividad.ATRASADA, "viene atrasada")


def titulo(bloque: Bloque) -> str:
    """HTML: «Octubre 2026» y sus cuentas, o «Lo que viene» y las de los meses que siguen."""
    if bloque.venidero:
        return f"<h1>Lo que viene</h1><p>{por_mes(bloque)}</p>"
    [mes] = bloque.meses
    primera, *resto = bloque.cuentas or [""]
    cuentas = " · ".join([f"<b>{primera}</b>", *resto])
    return f"<h1>{mes.nombre.capitalize()} {mes.anio}</h1><p>{cuentas}</p>"


def mostrar(vista: Vista) -> None:
    """Los renglones a la vista; el numeral de la línea, solo en el primero de cada una."""
    if not vista.renglones:
        st.html(f'<div class="reunion"><p class="nada-programado">{vista.bloque.vacio}</p></div>')
        return
    previos = (None, *(renglon.linea.id for renglon in vista.renglones))
    filas = "".join(
        _renglon(renglon, vista.bloque, con_numeral=renglon.linea.id != previo)
        for renglon, previo in zip(vista.renglones, previos, strict=False)
    )
    clase = "reunion varios-meses" if vista.bloque.venidero else "reunion"
    st.html(f'<ul class="{clase}">{filas}</ul>')


def leyenda(vista: Vista) -> str:
    """HTML con los símbolos que hay a la vista, y su nombre."""
    atraso = ATRASO if any(_se_dice_atrasada(uno, vista.bloque) for uno in vista.renglones) else ""
    return f'<p class="leyenda-de-reunion">{simbolos(vista.renglones)}{atraso}</p>'


def simbolos(renglones: Sequence[Renglon]) -> str:
    """HTML de los símbolos de las celdas de esos renglones, cada uno con su nombre."""
    usados = {celda.estado for renglon in renglones for celda in renglon.celdas}
    estados = [estado for estado in EstadoCelda if estado in usados and estado is not EstadoCelda.VACIA]
    return "".join(map(con_etiqueta, estados))


def por_mes(bloque: Bloque) -> str:
    """«Noviembre: 11 · Diciembre: 7»."""
    return " · ".join(f"{mes.nombre.capitalize()}: {bloque.cuantas_en(mes)}" for mes in bloque.meses)


def _renglon(renglon: Renglon, bloque: Bloque, *, con_numeral: bool) -> str:
    actividad = renglon.actividad
    numeral = f'<abbr title="{escape(renglon.linea.nombre)}">{escape(renglon.linea.numeral)}</abbr>'
    nombre = f'<span class="nombre" title="{escape(actividad.nombre)}">{escape(renglon.nombre_breve)}</span>'
    return (
        f'<li><span class="numeral">{numeral if con_numeral else ""}</span>{_celdas(renglon, bloque)}{nombre}'
        f'<span class="quien">{_cuando(renglon)}{_responsable(actividad)}</span>'
        f'<span class="atraso">{ATRASO if _se_dice_atrasada(renglon, bloque) else ""}</span></li>'
    )


def _se_dice_atrasada(renglon: Renglon, bloque: Bloque) -> bool:
    """De lo que viene solo se dice en qué mes: si hoy está atrasada se lee en su propio mes."""
    return renglon.viene_atrasada and not bloque.venidero


def _celdas(renglon: Renglon, bloque: Bloque) -> str:
    """El símbolo y la cantidad; de lo que viene, cada mes con su nombre."""
    if not bloque.venidero:
        return f'<span class="celda">{contenido_de_celda(renglon.celdas[0])}</span>'
    celdas = "".join(
        f"<span>{contenido_de_celda(celda)} {mes.abreviado}</span>" if celda.programado else "<span></span>"
        for mes, celda in zip(bloque.meses, renglon.celdas, strict=True)
    )
    return f'<span class="por-mes">{celdas}</span>'


def _cuando(renglon: Renglon) -> str:
    dicho = decir(renglon.jornadas)
    return f'<b class="cuando-ocurre">{dicho}</b>' if dicho else ""


def _responsable(actividad: ActividadDelPlan) -> str:
    return f"<span>{escape(actividad.unidades[0].nombre)}</span>" if actividad.unidades else ""
