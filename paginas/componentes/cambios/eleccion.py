"""Elegir los dos momentos: viven en la dirección."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from modelos.frases import fecha_corta
from paginas.componentes import controles
from paginas.componentes.cambios.momentos import (
    BASE,
    FECHA,
    HOY,
    SESION,
    Conocidos,
    Momento,
    desde_la_ultima_sesion,
    leer,
)
from paginas.componentes.directo import directo


def elegir(conocidos: Conocidos) -> tuple[Momento, Momento]:
    """Muestra los selectores y entrega antes y después; lo mal escrito vale como lo propuesto."""
    propuesto, dia_propuesto = desde_la_ultima_sesion(conocidos)
    antes = _uno(
        "Desde", "antes", _con_primero(_opciones(conocidos), propuesto), dia_propuesto, conocidos.hoy
    )
    despues = _uno("Hasta", "despues", {HOY: "Hoy"} | _opciones(conocidos), conocidos.hoy, conocidos.hoy)
    st.html(directo(controles.barra(*antes[2], *despues[2])), width="stretch")
    return leer(conocidos, *antes[:2]), leer(conocidos, *despues[:2])


def _opciones(conocidos: Conocidos) -> dict[str, str]:
    sesion = conocidos.sesion_concejo
    return (
        ({SESION: f"Última sesión del concejo, {fecha_corta(sesion)}"} if sesion else {})
        | {f"{BASE}{una.id}": f"{una.titulo}, {fecha_corta(una.aprobada_el)}" for una in conocidos.bases}
        | {FECHA: "Una fecha…"}
    )


def _con_primero(opciones: Mapping[str, str], primera: str) -> dict[str, str]:
    return {primera: opciones[primera], **opciones}


def _uno(
    rotulo: str, clave: str, opciones: Mapping[str, str], propuesto: date, hoy: date
) -> tuple[str, date, list[str]]:
    elegido = st.query_params.get(clave, "")
    elegido = elegido if elegido in opciones else next(iter(opciones))
    dia = _dia(f"{clave}_dia", propuesto, hoy)
    html = [controles.selector(rotulo, clave, opciones, elegido, ancho=300)]
    if elegido == FECHA:
        html.append(controles.fecha(f"{rotulo}: día", f"{clave}_dia", dia.isoformat()))
    return elegido, dia, html


def _dia(clave: str, propuesto: date, hoy: date) -> date:
    """El día escrito; lo que aún no pasa vale como hoy."""
    try:
        escrito = date.fromisoformat(st.query_params.get(clave, ""))
    except ValueError:
        return propuesto
    return min(max(escrito, date(1990, 1, 1)), hoy)
