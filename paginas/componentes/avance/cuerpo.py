"""Lo que Avance dice en HTML: se dibuja una vez por informe, porque son cientos de celdas con su enlace."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from modelos.seguimiento.avance import Curva
from modelos.seguimiento.informe_de_avance import InformeDeAvance
from paginas.componentes.avance import curva, lineas, listas, papel, portada
from paginas.componentes.avance.eleccion import Eleccion
from paginas.componentes.directo import directo
from paginas.componentes.texto import Armado


class Dibujo(NamedTuple):
    """Las partes en el orden en que se leen; la curva se dibuja aparte, y va después de la frase."""

    titulo: Armado
    frase: Armado
    datos_de_la_curva: Armado
    barras: Armado
    meses_y_atrasadas: Armado
    aparte: Armado | None


def dibujar(informe: InformeDeAvance, eleccion: Eleccion, hoy: date, huella: str | None) -> Dibujo:
    """Todo menos la curva, que no es HTML; `aparte` junta las tarjetas que no siempre hay.

    `huella` es la de la bitácora del plan, que se imprime.
    """
    aparte = "".join(
        (
            listas.reprogramado(informe, eleccion),
            listas.sin_programar(informe, eleccion),
            listas.presupuesto(informe),
        )
    )
    meses_y_atrasadas = lineas.calor(informe, eleccion) + listas.atrasadas(informe, eleccion)
    return Dibujo(
        Armado(portada.titulo(informe, hoy, huella) + papel.hoja(informe)),
        Armado(portada.frase(informe, eleccion)),
        directo(curva.datos(informe)),
        directo(lineas.barras(informe, eleccion)),
        directo(f'<div class="una-bajo-otra">{meses_y_atrasadas}</div>'),
        directo(f'<div class="aparte">{aparte}</div>') if aparte else None,
    )


def mostrar(informe: InformeDeAvance, dibujo: Dibujo) -> None:
    """La curva y las tarjetas; si nada está programado, qué hacer, y lo que haya aparte."""
    if not informe.grupo.programadas:
        portada.mostrar_vacio(informe)
        _mostrar(dibujo.aparte)
        return
    clave = "avance" if isinstance(informe.curva, Curva) else "avance_sin_curva"
    with st.container(key=clave):  # la hoja de estilos ubica a cada una por su orden
        curva.mostrar(informe, dibujo.datos_de_la_curva)
        _mostrar(dibujo.barras, dibujo.meses_y_atrasadas, dibujo.aparte)


def _mostrar(*partes: Armado | None) -> None:
    for parte in filter(None, partes):
        st.html(parte)
