"""Los filtros de la bitácora: viven en la dirección, que se puede guardar o mandar."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st

from datos.bitacora.consulta import Filtro
from paginas.componentes import controles
from paginas.componentes.directo import directo

TODO = ""


class Eleccion(NamedTuple):
    """Lo elegido: el filtro, la página y la acción que se mira entera, si alguna."""

    filtro: Filtro
    pagina: int
    accion_id: int | None


def elegir(planes: Mapping[int, str], personas: Sequence[str], zona: ZoneInfo) -> Eleccion:
    """Muestra los filtros y entrega lo elegido; lo que la dirección traiga mal escrito no filtra."""
    plan_id = _entero("de_plan")
    quien = st.query_params.get("quien", TODO)
    desde, hasta = _fecha("desde"), _fecha("hasta")
    filtro = Filtro(
        plan_id if plan_id in planes else None,
        quien if quien in personas else TODO,
        _medianoche(desde, zona),
        _medianoche(hasta + timedelta(days=1) if hasta else None, zona),
        st.query_params.get("buscar", "")[:200],
    )
    opciones_de_plan = {TODO: "Todos"} | {str(id_): nombre for id_, nombre in planes.items()}
    opciones_de_quien = {TODO: "Todas"} | {nombre: nombre for nombre in personas}
    barra = controles.barra(
        controles.selector("Plan", "de_plan", opciones_de_plan, str(filtro.plan_id or TODO), ancho=260),
        controles.selector("Persona", "quien", opciones_de_quien, filtro.quien, ancho=180),
        controles.fecha("Desde", "desde", desde.isoformat() if desde else ""),
        controles.fecha("Hasta", "hasta", hasta.isoformat() if hasta else ""),
        controles.buscador("Buscar", "buscar", filtro.texto, ejemplo="Qué se hizo"),
    )
    st.html(directo(barra), width="stretch")
    return Eleccion(filtro, max(_entero("pagina") or 1, 1), _entero("accion"))


def _entero(clave: str) -> int | None:
    escrito = st.query_params.get(clave, "")
    return int(escrito) if escrito.isascii() and escrito.isdigit() and len(escrito) < 10 else None


def _fecha(clave: str) -> date | None:
    """La última del calendario no vale: la siguiente no existe."""
    try:
        elegida = date.fromisoformat(st.query_params.get(clave, ""))
    except ValueError:
        return None
    return elegida if date(1900, 1, 1) <= elegida < date(9999, 1, 1) else None


def _medianoche(dia: date | None, zona: ZoneInfo) -> datetime | None:
    return datetime(dia.year, dia.month, dia.day, tzinfo=zona) if dia else None
