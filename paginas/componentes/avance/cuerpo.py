"""Lo que va bajo la oración: se dibuja una vez por informe, porque son cientos de celdas con su enlace."""

from typing import NamedTuple

import streamlit as st

from modelos.avance import Curva
from modelos.informe_de_avance import InformeDeAvance
from paginas.componentes.avance import curva, lineas, listas, portada
from paginas.componentes.avance.eleccion import Eleccion
from paginas.componentes.directo import directo
from paginas.componentes.texto import Armado


class Cuerpo(NamedTuple):
    """Las tarjetas en HTML, en el orden en que se leen; `aparte`, solo las que corresponden."""

    barras: Armado
    calor: Armado
    atrasadas: Armado
    aparte: tuple[Armado, ...]


def dibujar(informe: InformeDeAvance, eleccion: Eleccion) -> Cuerpo:
    """Todas las tarjetas menos la curva, que no es HTML."""
    aparte = (
        listas.reprogramado(informe, eleccion),
        listas.sin_programar(informe, eleccion),
        listas.presupuesto(informe),
    )
    return Cuerpo(
        directo(lineas.barras(informe, eleccion)),
        directo(lineas.calor(informe, eleccion)),
        directo(listas.atrasadas(informe, eleccion)),
        tuple(map(directo, filter(None, aparte))),
    )


def mostrar(informe: InformeDeAvance, cuerpo: Cuerpo) -> None:
    """La curva y las tarjetas; si nada está programado, qué hacer, y lo que haya aparte."""
    if not informe.grupo.programadas:
        portada.mostrar_vacio(informe)
        _aparte(cuerpo)
        return
    clave = "avance" if isinstance(informe.curva, Curva) else "avance_sin_curva"
    with st.container(key=clave):  # la hoja de estilos ubica a cada una por su orden
        curva.mostrar(informe)
        for tarjeta in (cuerpo.barras, cuerpo.calor, cuerpo.atrasadas):
            st.html(tarjeta)
        _aparte(cuerpo)


def _aparte(cuerpo: Cuerpo) -> None:
    if cuerpo.aparte:
        with st.container(key="aparte"):
            for tarjeta in cuerpo.aparte:
                st.html(tarjeta)
