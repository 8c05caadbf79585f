"""Los filtros del cronograma: en la pantalla, en la dirección y en la sesión dicen siempre lo mismo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Filtro, anio_por_omision, meses_mostrados
from modelos.estados import EstadoActividad
from modelos.frases import es_femenino
from modelos.meses import Mes
from paginas.componentes import controles, plan_actual
from paginas.componentes.directo import directo

CUALQUIERA = ""
PLAN_ENTERO = "todo"
CLAVES = ("linea", "responsable", "estado", "mes", "buscar", "anio", "corte")
EDITAR = "editar_cronograma"
"""Clave de un botón que solo existe en esta página: si está, la página ya se estaba viendo."""

_ESCRITO = "cronograma_en_la_direccion"
_TOCADO = "cronograma_filtro_tocado"

Opciones = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Eleccion:
    """Qué se mira: el filtro, el corte (None: el último mes completo) y el año (None: todo el plan)."""

    filtro: Filtro
    corte: Mes | None
    anio: int | None


def elegir(plan: PlanCompleto, hoy: date) -> Eleccion:
    """Muestra los filtros uno tras otro y entrega lo elegido, que queda también en la dirección."""
    opciones = _opciones(clave=plan_actual.clave(plan, hoy), _plan=plan, _hoy=hoy)
    _recibir(opciones)
    elegido = {clave: str(st.session_state.get(clave) or CUALQUIERA) for clave in CLAVES}
    with st.sidebar:
        st.html(directo(controles.selector("Corte del avance", "corte", opciones["corte"], elegido["corte"])))
    st.html(directo(_controles(plan, opciones, elegido)), width="stretch")
    _escribir(elegido, opciones)
    return _interpretar(elegido)


def quitar() -> None:
    """Vuelve a mostrar todas las actividades; el año y el corte quedan como están."""
    for clave in ("linea", "responsable", "estado", "mes", "buscar"):
        st.session_state[clave] = CUALQUIERA
    st.session_state[_TOCADO] = True


@st.cache_resource(max_entries=40, show_spinner=False)
def _opciones(clave: str, _plan: PlanCompleto, _hoy: date) -> dict[str, dict[str, str]]:  # noqa: ARG001
    """Lo que admite cada selector: valor en la dirección y nombre en pantalla; el primero es por omisión."""
    unidades = sorted({u for a in _plan.actividades for u in a.unidades}, key=lambda unidad: unidad.nombre)
    mostrados = meses_mostrados(_plan, None)
    por_omision = anio_por_omision(_plan, _hoy)
    anios = {str(anio): str(anio) for anio in sorted({mes.anio for mes in _plan.meses})}
    entero = {PLAN_ENTERO: "Todos"}
    return {
        "linea": {CUALQUIERA: "Todas" if es_femenino(_plan.etiquetas.linea) else "Todos"}
        | {str(linea.id): linea.titulo for linea in _plan.lineas},
        "responsable": {CUALQUIERA: "Todas"} | {str(unidad.id): unidad.nombre for unidad in unidades},
        "estado": {CUALQUIERA: "Todos"} | {estado.value: estado.etiqueta for estado in EstadoActividad},
        "mes": {CUALQUIERA: "Todo mes"} | {mes.clave: str(mes).capitalize() for mes in mostrados},
        "anio": entero if por_omision is None else {str(por_omision): str(por_omision)} | anios | entero,
        "corte": {CUALQUIERA: "Último mes completo"}
        | {mes.clave: str(mes).capitalize() for mes in _plan.meses},
    }


def _recibir(opciones: Opciones) -> None:
    """Toma lo que diga la dirección, salvo que la persona acabe de elegir otra cosa."""
    en_direccion = {clave: st.query_params[clave] for clave in CLAVES if clave in st.query_params}
    tocado = st.session_state.pop(_TOCADO, False)
    siguen = EDITAR in st.session_state
    nuevo = en_direccion != st.session_state.get(_ESCRITO, {})
    if not tocado and nuevo and (en_direccion or siguen):
        supuesto = {"anio": en_direccion.get("mes", CUALQUIERA)[:4]}  # el mes que se pide tiene que verse
        for clave in CLAVES:
            st.session_state[clave] = en_direccion.get(clave, supuesto.get(clave, CUALQUIERA))
    for clave, validas in opciones.items():
        if st.session_state.get(clave) not in validas:
            st.session_state[clave] = next(iter(validas))


def _escribir(elegido: Mapping[str, str], opciones: Opciones) -> None:
    """Lo que no está por omisión va en la dirección, para guardarla o enviarla."""
    omisiones = {clave: next(iter(validas)) for clave, validas in opciones.items()}
    debido = {clave: valor for clave, valor in elegido.items() if valor != omisiones.get(clave, CUALQUIERA)}
    for clave in CLAVES:
        if clave in debido and st.query_params.get(clave) != debido[clave]:
            st.query_params[clave] = debido[clave]
        elif clave not in debido and clave in st.query_params:
            del st.query_params[clave]
    st.session_state[_ESCRITO] = debido


def _controles(plan: PlanCompleto, opciones: Opciones, elegido: Mapping[str, str]) -> str:
    """HTML de los filtros; el año, solo si el plan tiene varios."""
    selectores = [
        controles.selector(rotulo, clave, opciones[clave], elegido[clave], ancho=ancho)
        for rotulo, clave, ancho in (
            (plan.etiquetas.linea.capitalize(), "linea", 140),
            ("Responsable", "responsable", 130),
            ("Estado", "estado", 110),
            ("Programada en", "mes", 120),
            ("Año", "anio", 96),
        )
        if clave != "anio" or len(opciones["anio"]) > 1
    ]
    buscador = controles.buscador("Buscar", "buscar", elegido["buscar"], ejemplo="Actividad…")
    return controles.barra(*selectores, buscador)


def _interpretar(elegido: Mapping[str, str]) -> Eleccion:
    linea, unidad, estado, mes = (elegido[clave] for clave in ("linea", "responsable", "estado", "mes"))
    filtro = Filtro(
        linea_id=int(linea) if linea else None,
        unidad_id=int(unidad) if unidad else None,
        estado=EstadoActividad(estado) if estado else None,
        mes=_mes(mes),
        texto=elegido["buscar"].strip(),
    )
    anio = elegido["anio"]
    return Eleccion(filtro, _mes(elegido["corte"]), None if anio == PLAN_ENTERO else int(anio))


def _mes(clave: str) -> Mes | None:
    """«2026-10»; ya se comprobó que es una de las opciones."""
    if not clave:
        return None
    anio, mes = clave.split("-")
    return Mes(int(anio), int(mes))
