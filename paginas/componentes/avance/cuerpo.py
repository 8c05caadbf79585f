"""Lo que va bajo la oración: se dibuja una vez por informe, porque son cientos de celdas con su enlace."""

from typing import NamedTuple

import streamlit as st

from modelos.informe_de_avance import InformeDeAvance
from paginas.componentes.avance import curva, lineas, listas, portada
from paginas.componentes.avance.eleccion import Eleccion


class Cuerpo(NamedTuple):
    """Las tarjetas en HTML, en el orden en que se leen; vacía la que no corresponde."""

    barras: str
    calor: str
    atrasadas: str
    aparte: tuple[str, ...]


def dibujar(informe: InformeDeAvance, eleccion: Eleccion) -> Cuerpo:
    """Todas las tarjetas menos la curva, que no es HTML."""
    return Cuerpo(
        lineas.barras(informe, eleccion),
        lineas.calor(informe, eleccion),
        listas.atrasadas(informe, eleccion),
        (
            listas.reprogramado(informe, eleccion),
            listas.sin_programar(informe, eleccion),
            listas.presupuesto(informe),
        ),
    )


def mostrar(informe: InformeDeAvance, cuerpo: Cuerpo) -> None:
    """La curva y las tarjetas; si nada está programado, qué hacer, y lo que haya aparte."""
    with st.container(key="avance"):
        if informe.grupo.programadas:
            curva.mostrar(informe)
            st.html(cuerpo.barras)
            st.html(cuerpo.calor)
            st.html(cuerpo.atrasadas)
        else:
            portada.mostrar_vacio(informe)
        with st.container(key="aparte"):
            for tarjeta in filter(None, cuerpo.aparte):
                st.html(tarjeta)
