"""La barra de abajo: cuánto se importará y el botón que lo guarda."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import streamlit as st

from datos import reimportacion
from datos.cotejo import Renglon
from datos.importacion import ArchivoFuente, PlanRepetido
from modelos.arbol import PlanCompleto
from modelos.frases import contar
from modelos.importacion.plan_aceptado import PlanAceptado
from modelos.paises import conocido
from paginas.componentes import mensajes, reloj
from paginas.componentes.importacion import cotejo, destino, en_curso, guardado, revision
from paginas.componentes.importacion.diferencias import Eleccion

SinUsar = Sequence[tuple[Renglon, str]]


_COMPARADO = "comparado_a_la_vista"
_CAMBIO = (
    "El plan cambió mientras usted revisaba, así que no se aplicó nada: la comparación se hizo de nuevo. "
    "Revísela y vuelva a pulsar."
)


def plan_nuevo(
    abierta: revision.Revision,
    aceptado: PlanAceptado | None,
    falta: str,
    sin_usar: SinUsar,
    avisados: frozenset[int],
) -> None:
    """Totales e «Importar»; si falta algo, lo dice y no deja importar."""
    rotulo = f"Importar {contar(abierta.incluidas, 'actividad')}" if abierta.incluidas else "Importar"
    pulsado = _barra(_totales(aceptado) if aceptado else falta, rotulo, sin_usar, impedido=aceptado is None)
    if pulsado and aceptado is not None:
        with st.bottom, mensajes.explicar_rechazo(), _avisando_del_repetido():
            frase = f"{contar(len(aceptado.actividades), 'actividad importada')}."
            with en_curso.guardando(abierta, frase) as importacion:
                importacion.hecho = guardado.guardar(aceptado, abierta.archivo, _hoy(abierta), avisados)
            en_curso.terminar()


def plan_existente(
    abierta: revision.Revision,
    plan: PlanCompleto,
    nuevo: PlanAceptado | None,
    eleccion: Eleccion,
    sin_usar: SinUsar,
) -> None:
    """Cuántos cambios se eligieron y «Aplicar»; lo que recién se comparó hay que verlo antes."""
    cuantos = len(eleccion.elegidas)
    elegidos = f"<b>{cuantos}</b> {'cambio elegido' if cuantos == 1 else 'cambios elegidos'}"
    rotulo = f"Aplicar {contar(cuantos, 'cambio', dentro_de_frase=True)}"
    pulsado = _barra(elegidos, rotulo, sin_usar, impedido=not cuantos)
    if _cambio_entretanto(abierta, plan):
        with st.bottom:
            mensajes.rechazar(_CAMBIO)
    elif pulsado and nuevo is not None:
        with st.bottom, mensajes.explicar_rechazo():
            with en_curso.guardando(abierta, f"{contar(cuantos, 'cambio aplicado')}.") as importacion:
                importacion.hecho = reimportacion.actualizar(
                    plan, nuevo, eleccion.elegidas, abierta.archivo, _hoy(abierta), eleccion.razon
                )
            en_curso.terminar()


class _Comparado(NamedTuple):
    """Contra qué plan, y en qué versión, se comparó el archivo que se está mirando."""

    archivo: ArchivoFuente
    plan_id: int
    version: int


def _cambio_entretanto(abierta: revision.Revision, plan: PlanCompleto) -> bool:
    """Si alguien guardó en el plan desde el dibujo anterior: lo de ahora nadie lo ha visto."""
    ahora = _Comparado(abierta.archivo, plan.id, plan.version)
    previo: _Comparado | None = st.session_state.get(_COMPARADO)
    st.session_state[_COMPARADO] = ahora
    return previo is not None and previo[:2] == ahora[:2] and previo.version != ahora.version


@contextmanager
def _avisando_del_repetido() -> Iterator[None]:
    try:
        yield
    except PlanRepetido as repetido:
        destino.avisar(repetido.ids)
        raise


def _hoy(abierta: revision.Revision) -> date:
    return reloj.hoy(conocido(abierta.decision.pais).zona_horaria)


def _barra(resumen: str, rotulo: str, sin_usar: SinUsar, *, impedido: bool) -> bool:
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="barra_importar"):
        st.html(f'<p class="totales">{resumen}</p>', width="content")
        if sin_usar:
            with st.popover(f"{contar(len(sin_usar), 'celda')} sin usar", type="tertiary"):
                cotejo.sin_usar(sin_usar)
        st.space("stretch")
        st.button("Descartar", key="descartar", type="tertiary", on_click=revision.descartar)
        return st.button(rotulo, key="importar", type="primary", disabled=impedido)


def _totales(aceptado: PlanAceptado) -> str:
    etiquetas = aceptado.decision.tipo.etiquetas
    partes = (
        (len(aceptado.programas), "programa"),
        (len(aceptado.lineas), etiquetas.linea),
        (len(aceptado.objetivos), etiquetas.objetivo),
        (len(aceptado.actividades), "actividad"),
        (len(aceptado.aportes), "aporte ciudadano"),
    )
    cuentas = (contar(cantidad, nombre).split(" ", 1) for cantidad, nombre in partes if cantidad)
    return " · ".join(f"<b>{cantidad}</b> {nombre}" for cantidad, nombre in cuentas)
