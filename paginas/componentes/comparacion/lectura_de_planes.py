"""Los informes de varios planes, leídos con un número fijo de consultas, una vez por versión de todos."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from datos import planes, reprogramaciones
from datos.conexion import direccion, lectura
from datos.planes import PlanEnLista
from datos.reserva import se_tapa
from modelos.meses import Mes
from modelos.seguimiento.informe_de_avance import InformeDeAvance, informar
from paginas.componentes import reloj


def leer(disponibles: Sequence[PlanEnLista], corte: Mes | None) -> list[InformeDeAvance]:
    """Uno por plan, en el mismo orden; sin corte, cada uno a su último mes completo."""
    versiones = tuple((plan.id, plan.version) for plan in disponibles)
    return _leer(direccion(), versiones, reloj.hoy(), corte, tapados=se_tapa())


@st.cache_resource(max_entries=6, show_spinner="Leyendo los planes")
def _leer(
    base: str,  # noqa: ARG001  (con las versiones, la clave de la caché)
    versiones: tuple[tuple[int, int], ...],
    hoy: date,  # noqa: ARG001  (cada plan usa la fecha de su país, que cambia a lo más con esta)
    corte: Mes | None,
    *,
    tapados: bool,  # noqa: ARG001  (con las versiones, la clave de la caché)
) -> list[InformeDeAvance]:
    ids = [id_ for id_, _ in versiones]
    with lectura() as sesion:
        cargados = planes.cargar_varios(sesion, ids)
        traslados = reprogramaciones.de_los_planes(sesion, ids)
    return [
        informar(plan, reloj.hoy(plan.zona_horaria), traslados[plan.id], corte=corte) for plan in cargados
    ]
