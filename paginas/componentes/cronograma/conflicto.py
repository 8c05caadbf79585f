"""Cuando otra persona guardó en medio: celda por celda, qué queda."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from datos import celdas, historial
from datos.conexion import lectura
from datos.historial import Autoria
from modelos.arbol import PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Choque, Cotejo, cotejar, sin_lugar
from modelos.errores import ConflictoDeVersion
from modelos.frases import contar
from modelos.seguimiento.reprogramacion import Razon
from paginas.componentes.choque import de_quien, hace_cuanto
from paginas.componentes.cronograma.edicion import Edicion, ofrecer_deshacer, reponer, terminar
from paginas.componentes.plan_actual import clave, plan_elegido
from paginas.componentes.razon_del_cambio import preguntar_por_bajas
from paginas.componentes.texto import sin_formato
from paginas.componentes.tras_cierre import RazonTrasCierre

MIO, SUYO = "mio", "suyo"


def resolver(edicion: Edicion, hoy: date) -> None:
    """Muestra lo que choca y lo que no, y guarda lo que la persona elija sobre lo que hay ahora."""
    actual = plan_elegido()
    cambios, _ = edicion.interpretar()
    cotejo = cotejar(cambios, actual)
    st.warning(_resumen(cotejo), icon=":material/group:")
    _decir_borradas(edicion, sin_lugar(cambios, actual))
    nombres = dict(edicion.filas)
    autores = _autores(clave=clave(actual, *cotejo.choques), _plan=actual, _choques=cotejo.choques)
    elegidos = [
        _elegir(choque, nombres[choque.cambio.celda.actividad_id], autor, actual.zona_horaria)
        for choque, autor in zip(cotejo.choques, autores, strict=True)
    ]
    por_guardar = [*cotejo.libres, *_propios(cotejo.choques, elegidos)]
    razon = preguntar_por_bajas(actual, por_guardar)
    cerrado = RazonTrasCierre(f"conflicto_{edicion.plan.id}")
    razon = razon._replace(tras_cierre=cerrado.razon)
    with st.container(horizontal=True, key="barra_de_conflicto"):
        guardar = st.button(
            f"Guardar lo elegido ({len(por_guardar)})",
            key="guardar_lo_elegido",
            type="primary",
            disabled=None in elegidos,
        )
        if st.button("Seguir editando", key="seguir_editando", type="tertiary"):
            reponer(replace(edicion, plan=actual, habia_antes={}))
            st.rerun()
    if guardar:
        _guardar(replace(edicion, plan=actual, habia_antes={}), por_guardar, razon, hoy, cerrado)


def _resumen(cotejo: Cotejo) -> str:
    libres = contar(len(cotejo.libres), "cambio suyo", dentro_de_frase=True)
    choques = contar(len(cotejo.choques), "celda", dentro_de_frase=True)
    return (
        "Otra persona guardó este plan mientras usted editaba; lo suyo sigue aquí. "
        f"No chocan con nada: {libres}. Chocan: {choques}."
    )


def _decir_borradas(edicion: Edicion, perdidos: Iterable[CambioDeCelda]) -> None:
    nombres = dict(edicion.filas)
    for cambio in perdidos:
        st.markdown(
            f"«{sin_formato(nombres[cambio.celda.actividad_id])}» ya no está en el plan: su {cambio.despues} "
            f"en {cambio.celda.mes} no tiene dónde guardarse."
        )


@st.cache_resource(max_entries=40, show_spinner=False)
def _autores(
    clave: str,  # noqa: ARG001  (lo demás ya está en ella)
    _plan: PlanCompleto,
    _choques: Sequence[Choque],
) -> list[Autoria | None]:
    """Quién dejó cada celda que choca como está, y cuándo; buscarlo en la bitácora se hace una vez."""
    with lectura() as sesion:
        return [historial.autoria_de_celda(sesion, _plan.id, *choque.cambio.celda) for choque in _choques]


def _elegir(choque: Choque, nombre: str, autor: Autoria | None, zona: str) -> str | None:
    celda, antes, despues = choque.cambio
    quien, cuando = sin_formato(de_quien(autor)), f" {hace_cuanto(autor, zona)}" if autor else ""
    opciones = {MIO: f"Lo mío: {despues}", SUYO: f"Lo de {quien}: {choque.ahora}"}
    return st.radio(
        f"{sin_formato(nombre)}, {celda.campo} en {celda.mes}: había {antes}, usted puso {despues}, "
        f"{quien} puso {choque.ahora}{cuando}.",
        list(opciones),
        index=None,
        format_func=opciones.__getitem__,
        key=f"choque_{celda.actividad_id}_{celda.mes.anio}_{celda.mes.mes}_{celda.campo}",
        horizontal=True,
    )


def _propios(choques: Iterable[Choque], elegidos: Iterable[str | None]) -> list[CambioDeCelda]:
    return [
        choque.cambio._replace(antes=choque.ahora)
        for choque, elegido in zip(choques, elegidos, strict=True)
        if elegido == MIO
    ]


def _guardar(
    edicion: Edicion, cambios: list[CambioDeCelda], razon: Razon, hoy: date, cerrado: RazonTrasCierre
) -> None:
    if not cambios:
        terminar(edicion.plan.id)
        st.rerun()
    with cerrado.explicar_rechazo():
        try:
            accion_id = celdas.guardar(edicion.plan, cambios, hoy, razon=razon)
        except ConflictoDeVersion:
            st.rerun()
        terminar(edicion.plan.id)
        ofrecer_deshacer(accion_id, len(cambios))
        st.rerun()
