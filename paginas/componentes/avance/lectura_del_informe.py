"""El informe de un plan con su dibujo, una vez por versión y por lo que se elija mirar."""

from datetime import date

import streamlit as st

from datos import reprogramaciones
from datos.conexion import direccion, lectura
from modelos.arbol import PlanCompleto
from modelos.informe_de_avance import InformeDeAvance, informar
from paginas.componentes.avance.cuerpo import Cuerpo, dibujar
from paginas.componentes.avance.eleccion import Eleccion


def leer(plan: PlanCompleto, hoy: date, eleccion: Eleccion) -> tuple[InformeDeAvance, Cuerpo]:
    """El de este plan como está en su versión."""
    return _leer(direccion(), plan.version, hoy, eleccion, plan)


@st.cache_resource(max_entries=80, show_spinner=False)
def _leer(
    base: str,  # noqa: ARG001  (con la versión y lo elegido, la clave de la caché)
    version: int,  # noqa: ARG001
    hoy: date,
    eleccion: Eleccion,
    _plan: PlanCompleto,
) -> tuple[InformeDeAvance, Cuerpo]:
    with lectura() as sesion:
        traslados = reprogramaciones.del_plan(sesion, _plan.id)
    informe = informar(
        _plan, hoy, traslados, corte=eleccion.corte, anio=eleccion.anio, linea_id=eleccion.linea_id
    )
    return informe, dibujar(informe, eleccion)
