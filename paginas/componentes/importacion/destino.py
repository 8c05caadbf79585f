"""A dónde va lo leído: un plan nuevo, o uno que ya existe y se actualiza."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from datos import planes
from datos.conexion import lectura
from datos.planes import PlanEnLista
from modelos.arbol import PlanCompleto
from modelos.decision import Decision
from modelos.parecido import normalizar
from modelos.reimportacion import salio_de
from paginas.componentes.importacion import revision
from paginas.componentes.plan_actual import leer

NUEVO = "nuevo"


def elegir(abierta: revision.Revision) -> PlanCompleto | None:
    """El plan que se actualizará; None si se creará uno (o si todavía no hay ninguno)."""
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
    iguales = [plan for plan in disponibles.values() if _mismo_nombre(plan, abierta.decision)]
    if iguales:
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


def _mismo_nombre(plan: PlanEnLista, decision: Decision) -> bool:
    return normalizar(plan.nombre) == normalizar(decision.nombre) and plan.anio_inicio == decision.anio
