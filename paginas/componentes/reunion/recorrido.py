"""Por dónde va la reunión: el mes y el renglón están en la dirección, y se cambian por tecla o por botón."""

import re
from datetime import date
from typing import Literal, NamedTuple

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import meses_mostrados
from modelos.calendario.reunion import (
    RENGLONES_EN_SALA,
    RENGLONES_EN_TELEFONO,
    Reunion,
    Vista,
    acotar_mes,
    vecinos,
)
from modelos.meses import Mes
from paginas.componentes import enlaces
from paginas.componentes.reunion import sala

ES_EL_ULTIMO = "Es el último mes del plan."
_EXTREMOS = {"Left": "Inicio", "Right": "Fin"}


class Lugar(NamedTuple):
    """El mes que se mira, y el primer renglón a la vista (desde 0)."""

    mes: Mes
    renglon: int


def leer(plan: PlanCompleto, hoy: date) -> Lugar:
    """Lo que diga la dirección; si no es de este plan, el mes de hoy desde el comienzo."""
    meses = {mes.clave: mes for mes in meses_mostrados(plan, None)}
    mes = meses.get(st.query_params.get("mes", "")) or acotar_mes(plan, Mes.de(hoy))
    renglon = re.fullmatch(r"[0-9]{1,5}", st.query_params.get("renglon", ""))
    return Lugar(mes, int(renglon[0]) if renglon else 0)


def encabezado(plan: PlanCompleto, mes: Mes, vista: Vista) -> None:
    """El mes y sus cuentas, entre los botones que llevan al anterior (←) y al siguiente (→)."""
    anterior, siguiente = vecinos(plan, mes)
    with st.container(horizontal=True, vertical_alignment="center", key="reunion_encabezado"):
        _boton_de_mes(anterior, "Left")
        st.html(sala.titulo(vista.bloque), width="stretch")
        _boton_de_mes(siguiente, "Right")


def pie(reunion: Reunion, vista: Vista) -> None:
    """Los símbolos, lo que viene, y los botones de página (↑ ↓), de imprimir y de salir (Esc)."""
    st.html(sala.leyenda(vista))
    with st.container(horizontal=True, vertical_alignment="center", key="reunion_pie"):
        viene = sala.por_mes(reunion.venidero) if reunion.venidero else ES_EL_ULTIMO
        st.html(f'<p class="lo-que-viene">{viene}</p>', width="stretch")
        for cuantos, clave in ((RENGLONES_EN_SALA, "sala"), (RENGLONES_EN_TELEFONO, "telefono")):
            with st.container(horizontal=True, vertical_alignment="center", key=f"paginas_{clave}"):
                _paginas(reunion, vista.desde, cuantos, clave)
        enlaces.boton_imprimir("content")
        if st.button("Salir", key="salir_de_la_reunion", type="tertiary", shortcut="Esc"):
            st.switch_page("paginas/cronograma.py")


def _boton_de_mes(destino: Mes | None, tecla: Literal["Left", "Right"]) -> None:
    """Apagado donde el plan no tiene más meses."""
    st.button(
        destino.nombre.capitalize() if destino else _EXTREMOS[tecla],
        key=f"mes_{tecla}",
        icon=f":material/chevron_{tecla.lower()}:",
        icon_position="left" if tecla == "Left" else "right",
        disabled=destino is None,
        shortcut=tecla,
        on_click=_ir,
        args=(Lugar(destino, 0),) if destino else (),
    )


def _paginas(reunion: Reunion, desde: int, cuantos: int, clave: str) -> None:
    """«↑ 2 de 3 ↓»; las teclas son las de la sala."""
    comienzos = reunion.comienzos(cuantos)
    previos = [comienzo for comienzo in comienzos if comienzo < desde]
    siguientes = [comienzo for comienzo in comienzos if comienzo > desde]
    _boton_de_pagina("Página anterior", "arrow_upward", previos[-1:], reunion.mes, clave, "Up")
    st.html(f'<p class="pagina">{len(comienzos) - len(siguientes)} de {len(comienzos)}</p>', width="content")
    _boton_de_pagina("Página siguiente", "arrow_downward", siguientes[:1], reunion.mes, clave, "Down")


def _boton_de_pagina(nombre: str, icono: str, destino: list[int], mes: Mes, clave: str, tecla: str) -> None:
    st.button(
        nombre,
        key=f"pagina_{tecla}_{clave}",
        icon=f":material/{icono}:",
        type="tertiary",
        disabled=not destino,
        shortcut=tecla if clave == "sala" else None,
        on_click=_ir,
        args=(Lugar(mes, *destino),) if destino else (),
    )


def _ir(lugar: Lugar) -> None:
    st.query_params["mes"] = lugar.mes.clave
    st.query_params["renglon"] = str(lugar.renglon)
