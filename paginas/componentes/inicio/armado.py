"""Lo que hay que hacer y su HTML, armados una vez por versión del plan, por día y por lo que se pidió ver."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import del_mes
from modelos.meses import Mes
from modelos.seguimiento import pendientes
from modelos.seguimiento.pendientes import Pendientes
from paginas.componentes import permitido, plan_actual, registro
from paginas.componentes.certificacion import lectura
from paginas.componentes.inicio import avisos, lista, resumen
from paginas.componentes.inicio.lista import Rechazos, Seccion
from paginas.componentes.texto import Armado


class Armada(NamedTuple):
    """La página: lo pendiente, y el HTML de antes y de después de los avisos."""

    pendientes: Pendientes
    arriba: Armado
    abajo: Armado


def armar(plan: PlanCompleto, hoy: date) -> Armada:
    """Lo que se muestra de este plan hoy, con las filas que la persona pidió ver y lo que se le negó."""
    visibles = tuple(lista.visibles(seccion) for seccion in Seccion)
    rechazos = registro.rechazos()
    clave = plan_actual.clave(plan, hoy, visibles, rechazos, permitido.para_la_clave())
    return _armar(clave, plan, hoy, visibles, rechazos)


@st.cache_resource(max_entries=40, show_spinner=False)
def _reunir(clave: str, _plan: PlanCompleto, _hoy: date) -> Pendientes:  # noqa: ARG001
    return pendientes.reunir(_plan, _hoy)


@st.cache_resource(max_entries=40, show_spinner=False)
def _armar(
    clave: str,  # noqa: ARG001  (lo demás ya está en ella)
    _plan: PlanCompleto,
    _hoy: date,
    _visibles: tuple[int, ...],
    _rechazos: Rechazos,
) -> Armada:
    reunidos = _reunir(plan_actual.clave(_plan, _hoy), _plan, _hoy)
    evidencias = del_mes(lectura.evidencias(_plan), Mes.de(_hoy))
    listas = "".join(
        lista.en_html(_plan, reunidos, seccion, visibles, _rechazos, evidencias)
        for seccion, visibles in zip(Seccion, _visibles, strict=True)
    )
    return Armada(
        reunidos,
        Armado(resumen.encabezado(_plan, reunidos, _hoy) + resumen.cuentas(_plan, reunidos)),
        Armado(
            '<div class="este-mes">'
            + avisos.nada_vence(_plan, reunidos)
            + listas
            + resumen.avance_por_linea(_plan, _hoy)
            + "</div>"
        ),
    )
