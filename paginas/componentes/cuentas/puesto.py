"""El rol de una persona y lo que ese rol pide: de qué unidad, o qué plan y hasta cuándo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import escape

import streamlit as st

from datos.cuentas.personas import Puesto
from modelos.frases import fecha_larga
from modelos.permisos import Rol
from paginas.componentes import reloj

DIAS_DE_AUDITORIA = 30


@dataclass(frozen=True, slots=True)
class Elegibles:
    """Las unidades y los planes de la municipalidad, por su número."""

    unidades: Mapping[int, str]
    planes: Mapping[int, str]


def elegir(clave: str, elegibles: Elegibles, actual: Puesto | None = None) -> Puesto:
    """Los controles del puesto, con lo que ya es; entrega lo elegido, que puede estar incompleto."""
    roles = list(Rol)
    rol = st.selectbox(
        "Rol",
        roles,
        roles.index(actual.rol) if actual else roles.index(Rol.UNIDAD),
        format_func=lambda uno: uno.etiqueta,
        key=f"rol_{clave}",
    )
    st.html(f'<p class="tenue">{rol.descripcion}</p>')
    era = actual or Puesto(rol)
    if rol is Rol.UNIDAD:
        return Puesto(rol, unidad_id=_uno(f"unidad_{clave}", "Unidad", elegibles.unidades, era.unidad_id))
    if rol is Rol.AUDITORIA:
        plan_id = _uno(f"plan_{clave}", "Plan que audita", elegibles.planes, era.plan_id)
        supuesta = era.vence_el or reloj.hoy() + timedelta(days=DIAS_DE_AUDITORIA)
        vence = st.date_input("Hasta", supuesta, format="DD/MM/YYYY", key=f"vence_{clave}")
        return Puesto(rol, plan_id=plan_id, vence_el=vence)
    return Puesto(rol)


def _uno(clave: str, etiqueta: str, opciones: Mapping[int, str], actual: int | None) -> int | None:
    ids = list(opciones)
    elegido: int | None = st.selectbox(
        etiqueta,
        ids,
        ids.index(actual) if actual is not None and actual in opciones else None,
        format_func=lambda id_: opciones[id_],
        key=clave,
        placeholder="Elegir",
    )
    return elegido


def describir(puesto: Puesto, elegibles: Elegibles) -> str:
    """HTML: «Unidad: Aseo y Ornato», «Auditoría de Plan 2026 hasta el …»."""
    if puesto.unidad_id is not None:
        return f"{puesto.rol.etiqueta}: {escape(elegibles.unidades.get(puesto.unidad_id, ''))}"
    if puesto.plan_id is not None and puesto.vence_el is not None:
        plan = escape(elegibles.planes.get(puesto.plan_id, "un plan borrado"))
        return f"{puesto.rol.etiqueta} de {plan} hasta el {fecha_larga(puesto.vence_el)}"
    return puesto.rol.etiqueta
