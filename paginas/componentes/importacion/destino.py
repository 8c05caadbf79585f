"""A dónde va lo leído: un plan nuevo, o uno que ya existe y se actualiza."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from datos import planes
from datos.conexion import lectura
from datos.planes import PlanEnLista
from modelos.arbol import PlanCompleto
from modelos.importacion.reimportacion import salio_de
from paginas.componentes.importacion import revision
from paginas.componentes.plan_actual import leer

NUEVO = "nuevo"
_AVISADOS = "planes_de_igual_nombre_avisados"


class Destino(NamedTuple):
    """El plan que se actualizará; None si se creará uno.

    `avisados` son los planes de igual nombre que el nuevo que la persona ya sabía que hay.
    """

    existente: PlanCompleto | None
    avisados: frozenset[int]


def elegir(abierta: revision.Revision) -> Destino:
    """Pregunta a dónde va; si todavía no hay ningún plan, a uno nuevo."""
    avisados: frozenset[int] = st.session_state.get(_AVISADOS, frozenset())
    return Destino(_preguntar(abierta), avisados)


def avisar(ids: Iterable[int]) -> None:
    """La persona ya sabe que esos planes se llaman igual: si pulsa de nuevo, quiere tener los dos."""
    st.session_state[_AVISADOS] = st.session_state.get(_AVISADOS, frozenset()).union(ids)


def _preguntar(abierta: revision.Revision) -> PlanCompleto | None:
    with lectura() as sesion:
        disponibles = {str(plan.id): plan for plan in planes.listar(sesion)}
    if not disponibles:
        return None
    opciones = [NUEVO, *disponibles]
    elegido = st.selectbox(
        "Guardar como",
        opciones,
        opciones.index(_de_donde_salio(abierta, disponibles)),
        key="destino",
        format_func=lambda valor: _nombre(disponibles.get(valor)),
    )
    if elegido != NUEVO:
        return leer(int(elegido))
    iguales = [p.id for p in disponibles.values() if abierta.decision.es_como(p.nombre, p.anio_inicio)]
    if iguales:
        avisar(iguales)
        st.html(
            '<p class="por-confirmar">Ya hay un plan con este nombre. Para ver qué cambiaría en él y no '
            "tenerlo dos veces, elíjalo arriba.</p>"
        )
    return None


def con_los_datos_del(plan: PlanCompleto, abierta: revision.Revision) -> revision.Revision:
    """La revisión vista desde el plan que se actualiza: su nombre y su período son los de él."""
    decision = replace(
        abierta.decision,
        nombre=plan.nombre,
        municipalidad=plan.municipalidad,
        pais=plan.pais,
        tipo=plan.tipo,
        nivel=plan.nivel,
        unidad=plan.unidad,
        anio=plan.inicio.anio,
        mes_inicio=plan.inicio.mes,
        cantidad_meses=plan.cantidad_meses,
    )
    return replace(abierta, decision=decision)


def _de_donde_salio(abierta: revision.Revision, disponibles: Mapping[str, PlanEnLista]) -> str:
    """El plan del que se exportó el documento; uno nuevo si no salió de aquí, o aquel ya no está."""
    exportado = abierta.leido.exportado
    if exportado is None or str(exportado.plan_id) not in disponibles:
        return NUEVO
    plan = leer(exportado.plan_id)
    return str(plan.id) if salio_de(plan, abierta.leido.actividades) else NUEVO


def _nombre(plan: PlanEnLista | None) -> str:
    return f"Actualizar «{plan.nombre}» · {plan.anio_inicio}" if plan else "Un plan nuevo"
