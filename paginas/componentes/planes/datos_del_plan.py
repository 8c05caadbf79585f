"""El formulario con los datos de un plan, al crearlo y al corregirlo."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from modelos.fusion import Campos, Valor
from modelos.meses import NOMBRES
from modelos.paises import Pais, nombre_de_pais
from modelos.plan import MESES_MAXIMOS, SIN_MUNICIPALIDAD, Nivel, TipoPlan, nombre_de_nivel
from modelos.vigencia import ANIOS_ADMITIDOS, DatosDelPlan
from paginas.componentes import ficha_en_curso
from paginas.componentes.ficha_en_curso import Ficha
from paginas.componentes.opciones import con_la_guardada

AYUDA_TIPO = "Cambia cómo se llaman los niveles en todas las pantallas."
AYUDA_PAIS = "Es de la municipalidad: si ya existe, un plan nuevo usa el suyo."
_NUMEROS = frozenset({"anio_inicio", "mes_inicio", "cantidad_meses"})
_OPCIONALES = frozenset({"nivel", "unidad"})
COMO_SE_LEEN: Mapping[str, Callable[[Any], str]] = {
    "tipo": lambda tipo: TipoPlan(tipo).etiqueta,
    "pais": nombre_de_pais,
    "nivel": nombre_de_nivel,
    "mes_inicio": lambda numero: NOMBRES[numero - 1],
}
"""Los datos que se guardan de una manera y se leen de otra."""


def pedir(clave: str, datos: DatosDelPlan, municipalidades: Sequence[str], boton: str) -> DatosDelPlan | None:
    """El formulario de un plan nuevo; entrega lo escrito cuando se guarda."""
    with st.form(f"datos_{clave}", border=False):
        _campos(clave, datos, municipalidades)
        guardar = st.form_submit_button(boton, key=f"guardar_{clave}", type="primary")
    if not guardar:
        return None
    escritos = {campo: _a_valor(campo, st.session_state[f"{campo}_{clave}"]) for campo in a_campos(datos)}
    return de_campos(escritos)


def corregir(
    ficha: Ficha, municipalidades: Sequence[str], *, corregible: bool
) -> tuple[DatosDelPlan, DatosDelPlan, bool] | None:
    """La ficha de un plan que ya existe: lo visto, lo escrito y si lo programado se corre con el primer mes.

    `corregible`: es un borrador, y al cambiarle el primer mes se puede correr lo programado.
    """

    def escrito() -> Campos:
        return ficha_en_curso.leer(ficha, _a_valor)

    _campos(
        ficha.clave, de_campos(ficha.partida), municipalidades, lambda: ficha_en_curso.dejar(ficha, escrito())
    )
    con_los_meses = corregible and st.checkbox(
        "Si cambia el primer mes o el año, correr también lo programado", key=f"con_los_meses_{ficha.clave}"
    )
    elegido = ficha_en_curso.boton_de_guardar(ficha, escrito(), "Guardar datos")
    if elegido is None:
        return None
    visto, dejado = elegido
    return de_campos(visto), de_campos(dejado), con_los_meses


def a_campos(datos: DatosDelPlan) -> Campos:
    """Los datos como los campos de una ficha."""
    return asdict(datos)


def de_campos(campos: Campos) -> DatosDelPlan:
    """Los datos que dicen esos campos."""
    return DatosDelPlan(**{**campos, "tipo": TipoPlan(str(campos["tipo"]))})  # type: ignore[arg-type]


def _a_valor(campo: str, leido: Any) -> Valor:
    if campo in _NUMEROS:
        return int(leido)
    return (str(leido) if leido else None) if campo in _OPCIONALES else str(leido or "")


def _campos(
    clave: str,
    datos: DatosDelPlan,
    municipalidades: Sequence[str],
    al_cambiar: Callable[[], None] | None = None,
) -> None:
    st.text_input("Nombre", datos.nombre, key=f"nombre_{clave}", on_change=al_cambiar)
    _elegir("Tipo de plan", TipoPlan, datos.tipo, f"tipo_{clave}", _nombrar_tipo, AYUDA_TIPO, al_cambiar)
    _pedir_municipalidad(clave, datos.municipalidad, municipalidades, al_cambiar)
    if datos.municipalidad == SIN_MUNICIPALIDAD:
        st.html('<p class="por-confirmar">El documento no la dice: escriba aquí su nombre.</p>')
    _elegir("País", Pais, datos.pais, f"pais_{clave}", nombre_de_pais, AYUDA_PAIS, al_cambiar)
    _pedir_periodo(clave, datos, al_cambiar)
    niveles = con_la_guardada(Nivel, datos.nivel or None)
    st.selectbox(
        "Nivel que persigue",
        niveles,
        index=niveles.index(datos.nivel) if datos.nivel else None,
        format_func=nombre_de_nivel,
        key=f"nivel_{clave}",
        placeholder="Solo en la certificación ambiental",
        on_change=al_cambiar,
    )
    st.text_input("Unidad a cargo", datos.unidad or "", key=f"unidad_{clave}", on_change=al_cambiar)


def _elegir(
    etiqueta: str,
    opciones: Iterable[str],
    actual: str,
    clave: str,
    nombrar: Callable[[str], str],
    ayuda: str,
    al_cambiar: Callable[[], None] | None,
) -> None:
    todas = con_la_guardada(opciones, actual)
    lugar = todas.index(actual)
    st.selectbox(etiqueta, todas, lugar, format_func=nombrar, key=clave, help=ayuda, on_change=al_cambiar)


def _pedir_periodo(clave: str, datos: DatosDelPlan, al_cambiar: Callable[[], None] | None) -> None:
    inicio, anio, duracion = st.columns(3)
    inicio.selectbox(
        "Primer mes",
        range(1, 13),
        index=datos.mes_inicio - 1,
        format_func=lambda numero: NOMBRES[numero - 1],
        key=f"mes_inicio_{clave}",
        on_change=al_cambiar,
    )
    for columna, rotulo, campo, (minimo, maximo) in (
        (anio, "Año", "anio_inicio", (ANIOS_ADMITIDOS[0], ANIOS_ADMITIDOS[-1])),
        (duracion, "Meses", "cantidad_meses", (1, MESES_MAXIMOS)),
    ):
        columna.number_input(
            rotulo, minimo, maximo, getattr(datos, campo), key=f"{campo}_{clave}", on_change=al_cambiar
        )


def _pedir_municipalidad(
    clave: str, actual: str, conocidas: Sequence[str], al_cambiar: Callable[[], None] | None
) -> None:
    """La primera se escribe; después se elige entre las conocidas o se escribe otra."""
    if not conocidas:
        st.text_input("Municipalidad", key=f"municipalidad_{clave}", on_change=al_cambiar)
        return
    opciones = list(dict.fromkeys([*([actual] if actual else []), *conocidas]))
    st.selectbox(
        "Municipalidad",
        opciones,
        index=0 if actual else None,
        key=f"municipalidad_{clave}",
        accept_new_options=True,
        placeholder="Elija o escriba su nombre",
        on_change=al_cambiar,
    )


def _nombrar_tipo(tipo: str) -> str:
    etiquetas = TipoPlan(tipo).etiquetas
    return f"{TipoPlan(tipo).etiqueta}: {etiquetas.lineas}, {etiquetas.objetivos} y actividades"
