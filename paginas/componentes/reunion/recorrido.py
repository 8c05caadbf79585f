"""Por dónde va la reunión: el mes y el renglón están en la dirección, y se cambian por tecla o por botón."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.meses import Mes
from modelos.reunion import RENGLONES_EN_SALA, RENGLONES_EN_TELEFONO, Reunion, acotar_mes
from paginas.componentes import enlaces
from paginas.componentes.reunion import sala


class Lugar(NamedTuple):
    """El mes que se mira, y el primer renglón a la vista (desde 0)."""

    mes: Mes
    renglon: int


def leer(plan: PlanCompleto, hoy: date) -> Lugar:
    """Lo que diga la dirección, llevado a lo que el plan tiene; sin ella, el mes de hoy desde el comienzo."""
    mes = _mes(st.query_params.get("mes", "")) or Mes.de(hoy)
    renglon = st.query_params.get("renglon", "")
    return Lugar(acotar_mes(plan, mes), int(renglon) if renglon.isdecimal() else 0)


def encabezado(plan: PlanCompleto, reunion: Reunion, lugar: Lugar) -> None:
    """El mes y sus cuentas, entre los botones que llevan al anterior (←) y al siguiente (→)."""
    with st.container(horizontal=True, vertical_alignment="center", key="reunion_encabezado"):
        _boton_de_mes(plan, reunion.mes, -1, "Left")
        st.html(sala.titulo(reunion, lugar.renglon), width="stretch")
        _boton_de_mes(plan, reunion.mes, 1, "Right")


def pie(reunion: Reunion, lugar: Lugar) -> None:
    """Los símbolos, lo que viene, y los botones de página (↑ ↓), de imprimir y de salir (Esc)."""
    st.html(sala.leyenda(reunion, lugar.renglon))
    with st.container(horizontal=True, vertical_alignment="center", key="reunion_pie"):
        st.html(sala.lo_que_viene(reunion), width="stretch")
        for cuantos, clave in ((RENGLONES_EN_SALA, "sala"), (RENGLONES_EN_TELEFONO, "telefono")):
            with st.container(horizontal=True, vertical_alignment="center", key=f"paginas_{clave}"):
                _paginas(reunion, lugar, cuantos, clave)
        st.html(enlaces.boton_imprimir(), width="content")
        if st.button("Salir", key="salir_de_la_reunion", type="tertiary", shortcut="Esc"):
            st.switch_page("paginas/cronograma.py")


def _boton_de_mes(plan: PlanCompleto, mes: Mes, pasos: int, tecla: str) -> None:
    destino = mes.mas(pasos)
    st.button(
        destino.nombre.capitalize(),
        key=f"mes_{tecla}",
        icon=":material/chevron_left:" if pasos < 0 else ":material/chevron_right:",
        icon_position="left" if pasos < 0 else "right",
        disabled=acotar_mes(plan, destino) != destino,
        shortcut=tecla,
        on_click=_ir,
        args=(Lugar(destino, 0),),
    )


def _paginas(reunion: Reunion, lugar: Lugar, cuantos: int, clave: str) -> None:
    """«↑ 2 de 3 ↓»; las teclas son las de la sala."""
    comienzos = reunion.comienzos(cuantos)
    renglon = reunion.acotar(lugar.renglon)
    previos = [comienzo for comienzo in comienzos if comienzo < renglon]
    siguientes = [comienzo for comienzo in comienzos if comienzo > renglon]
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
    st.query_params["mes"] = f"{lugar.mes.anio}-{lugar.mes.mes:02}"
    st.query_params["renglon"] = str(lugar.renglon)


def _mes(escrito: str) -> Mes | None:
    """«2026-10»; None si la dirección trae otra cosa."""
    anio, _, mes = escrito.partition("-")
    return Mes(int(anio), int(mes)) if anio.isdecimal() and mes.isdecimal() and 1 <= int(mes) <= 12 else None
