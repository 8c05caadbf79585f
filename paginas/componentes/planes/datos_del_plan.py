"""El formulario con los datos de un plan, al crearlo y al corregirlo."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import streamlit as st

from modelos.meses import NOMBRES, Mes
from modelos.paises import Pais, nombre_de_pais
from modelos.plan import MESES_MAXIMOS, SIN_MUNICIPALIDAD, Nivel, TipoPlan, nombre_de_nivel
from modelos.vigencia import ANIOS_ADMITIDOS, DatosDelPlan
from paginas.componentes.opciones import con_la_guardada

AYUDA_TIPO = "Cambia cómo se llaman los niveles en todas las pantallas."
AYUDA_PAIS = "Es de la municipalidad: si ya existe, un plan nuevo usa el suyo."


class Escrito(NamedTuple):
    """Los datos escritos, y si lo programado se corre junto con el primer mes."""

    datos: DatosDelPlan
    con_los_meses: bool


def pedir(
    clave: str, datos: DatosDelPlan, municipalidades: Sequence[str], boton: str, *, corregible: bool = False
) -> Escrito | None:
    """Muestra los datos y entrega los escritos cuando se guardan.

    `corregible`: es un borrador que ya existe, y al cambiarle el primer mes se puede correr lo programado.
    """
    with st.form(f"datos_{clave}", border=False):
        nombre = st.text_input("Nombre", datos.nombre, key=f"nombre_{clave}")
        tipo = TipoPlan(
            _elegir("Tipo de plan", TipoPlan, datos.tipo, f"tipo_{clave}", _nombrar_tipo, AYUDA_TIPO)
        )
        municipalidad = _pedir_municipalidad(clave, datos.municipalidad, municipalidades)
        if datos.municipalidad == SIN_MUNICIPALIDAD:
            st.html('<p class="por-confirmar">El documento no la dice: escriba aquí su nombre.</p>')
        pais = _elegir("País", Pais, datos.pais, f"pais_{clave}", nombre_de_pais, AYUDA_PAIS)
        inicio, cantidad_meses = _pedir_periodo(clave, datos)
        con_los_meses = corregible and st.checkbox(
            "Si cambia el primer mes o el año, correr también lo programado", key=f"con_los_meses_{clave}"
        )
        niveles = con_la_guardada(Nivel, datos.nivel or None)
        nivel = st.selectbox(
            "Nivel que persigue",
            niveles,
            index=niveles.index(datos.nivel) if datos.nivel else None,
            format_func=nombre_de_nivel,
            key=f"nivel_{clave}",
            placeholder="Solo en la certificación ambiental",
        )
        unidad = st.text_input("Unidad a cargo", datos.unidad or "", key=f"unidad_{clave}")
        guardar = st.form_submit_button(boton, key=f"guardar_{clave}", type="primary")
    if not guardar:
        return None
    escritos = DatosDelPlan(nombre, municipalidad, pais, tipo, *inicio, cantidad_meses, nivel, unidad or None)
    return Escrito(escritos, con_los_meses)


def _elegir(
    etiqueta: str,
    opciones: Iterable[str],
    actual: str,
    clave: str,
    nombrar: Callable[[str], str],
    ayuda: str,
) -> str:
    todas = con_la_guardada(opciones, actual)
    lugar = todas.index(actual)
    return st.selectbox(etiqueta, todas, lugar, format_func=nombrar, key=clave, help=ayuda) or actual


def _pedir_periodo(clave: str, datos: DatosDelPlan) -> tuple[Mes, int]:
    inicio, anio, duracion = st.columns(3)
    mes = inicio.selectbox(
        "Primer mes",
        range(1, 13),
        index=datos.mes_inicio - 1,
        format_func=lambda numero: NOMBRES[numero - 1],
        key=f"mes_inicio_{clave}",
    )
    primero, ultimo = ANIOS_ADMITIDOS[0], ANIOS_ADMITIDOS[-1]
    del_anio = anio.number_input("Año", primero, ultimo, datos.anio_inicio, key=f"anio_{clave}")
    meses = duracion.number_input("Meses", 1, MESES_MAXIMOS, datos.cantidad_meses, key=f"meses_{clave}")
    return Mes(int(del_anio), mes), int(meses)


def _pedir_municipalidad(clave: str, actual: str, conocidas: Sequence[str]) -> str:
    """La primera se escribe; después se elige entre las conocidas o se escribe otra."""
    if not conocidas:
        return st.text_input("Municipalidad", key=f"municipalidad_{clave}") or ""
    opciones = list(dict.fromkeys([*([actual] if actual else []), *conocidas]))
    elegida = st.selectbox(
        "Municipalidad",
        opciones,
        index=0 if actual else None,
        key=f"municipalidad_{clave}",
        accept_new_options=True,
        placeholder="Elija o escriba su nombre",
    )
    return elegida or ""


def _nombrar_tipo(tipo: str) -> str:
    etiquetas = TipoPlan(tipo).etiquetas
    return f"{TipoPlan(tipo).etiqueta}: {etiquetas.lineas}, {etiquetas.objetivos} y actividades"
