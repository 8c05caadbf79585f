"""El formulario con los datos de un plan, al crearlo y al corregirlo."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from modelos.meses import NOMBRES
from modelos.paises import Pais
from modelos.plan import MESES_MAXIMOS, Nivel, TipoPlan
from modelos.vigencia import ANIOS_ADMITIDOS, DatosDelPlan


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
        tipo = st.selectbox(
            "Tipo de plan",
            list(TipoPlan),
            index=list(TipoPlan).index(datos.tipo),
            format_func=_nombrar_tipo,
            key=f"tipo_{clave}",
            help="Cambia cómo se llaman los niveles en todas las pantallas.",
        )
        municipalidad = _pedir_municipalidad(clave, datos.municipalidad, municipalidades)
        pais = st.selectbox(
            "País",
            list(Pais),
            index=list(Pais).index(Pais(datos.pais)),
            format_func=lambda cual: cual.etiqueta,
            key=f"pais_{clave}",
            help="Es de la municipalidad: si ya existe, un plan nuevo usa el suyo.",
        )
        inicio, anio, duracion = st.columns(3)
        mes = inicio.selectbox(
            "Primer mes",
            range(1, 13),
            index=datos.mes_inicio - 1,
            format_func=lambda numero: NOMBRES[numero - 1],
            key=f"mes_inicio_{clave}",
        )
        del_anio = anio.number_input(
            "Año",
            ANIOS_ADMITIDOS[0],
            ANIOS_ADMITIDOS[-1],
            datos.anio_inicio,
            key=f"anio_{clave}",
        )
        meses = duracion.number_input("Meses", 1, MESES_MAXIMOS, datos.cantidad_meses, key=f"meses_{clave}")
        con_los_meses = corregible and st.checkbox(
            "Si cambia el primer mes o el año, correr también lo programado", key=f"con_los_meses_{clave}"
        )
        nivel = st.selectbox(
            "Nivel que persigue",
            list(Nivel),
            index=list(Nivel).index(Nivel(datos.nivel)) if datos.nivel else None,
            format_func=lambda cual: cual.etiqueta,
            key=f"nivel_{clave}",
            placeholder="Solo en la certificación ambiental",
        )
        unidad = st.text_input("Unidad a cargo", datos.unidad or "", key=f"unidad_{clave}")
        guardar = st.form_submit_button(boton, key=f"guardar_{clave}", type="primary")
    if not guardar:
        return None
    escritos = DatosDelPlan(
        nombre=nombre or "",
        municipalidad=municipalidad,
        pais=pais or datos.pais,
        tipo=tipo or datos.tipo,
        anio_inicio=int(del_anio),
        mes_inicio=mes,
        cantidad_meses=int(meses),
        nivel=nivel,
        unidad=unidad,
    )
    return Escrito(escritos, con_los_meses)


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


def _nombrar_tipo(tipo: TipoPlan) -> str:
    etiquetas = tipo.etiquetas
    return f"{tipo.etiqueta}: {etiquetas.lineas}, {etiquetas.objetivos} y actividades"
