"""El informe de un plan con su dibujo, una vez por versión y por lo que se elija mirar."""

from datetime import date

import streamlit as st

from datos import reprogramaciones
from datos.bitacora import cadena
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.seguimiento.informe_de_avance import InformeDeAvance, informar
from paginas.componentes.avance.cuerpo import Dibujo, dibujar
from paginas.componentes.avance.eleccion import Eleccion
from paginas.componentes.plan_actual import clave


def leer(plan: PlanCompleto, hoy: date, eleccion: Eleccion) -> tuple[InformeDeAvance, Dibujo]:
    """El de este plan como está en su versión."""
    return _leer(clave=clave(plan, hoy, eleccion), _plan=plan, _hoy=hoy, _eleccion=eleccion)


@st.cache_resource(max_entries=80, show_spinner=False)
def _leer(
    clave: str,  # noqa: ARG001  (lo demás ya está en ella)
    _plan: PlanCompleto,
    _hoy: date,
    _eleccion: Eleccion,
) -> tuple[InformeDeAvance, Dibujo]:
    with lectura() as sesion:
        traslados = reprogramaciones.del_plan(sesion, _plan.id)
        huella = cadena.huella_del_plan(sesion, _plan.id)
    informe = informar(
        _plan, _hoy, traslados, corte=_eleccion.corte, anio=_eleccion.anio, linea_id=_eleccion.linea_id
    )
    return informe, dibujar(informe, _eleccion, _hoy, huella)
