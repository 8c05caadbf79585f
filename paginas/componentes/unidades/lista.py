"""Las filas de la pantalla «Unidades»: los pares que parecen la misma, y cada unidad con sus cambios."""

from collections.abc import Sequence

import streamlit as st

from datos import unidades
from datos.unidades import UnidadEnLista
from modelos.frases import contar
from modelos.unidades import Propuesta
from paginas.componentes.acciones import accion
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.texto import sin_formato

PAGINA = "unidades"


def mostrar_pares(propuestas: Sequence[Propuesta], plan_id: int) -> None:
    """Cada par con su motivo y su «Unir»."""
    with st.container(key="lista_pares", gap=None):
        for propuesta in propuestas:
            _par(propuesta, plan_id)


def mostrar(todas: Sequence[UnidadEnLista], plan_id: int) -> None:
    """Cada unidad con cuántas actividades responde y lo que se le puede cambiar."""
    with st.container(key="lista_unidades", gap=None):
        for unidad in todas:
            _fila(unidad, todas, plan_id)


def _par(propuesta: Propuesta, plan_id: int) -> None:
    queda, sobra = propuesta.queda, propuesta.sobra
    with st.container(
        key=f"elemento_par_{queda.id}_{sobra.id}", horizontal=True, vertical_alignment="center"
    ):
        st.markdown(
            f"**{sin_formato(sobra.nombre)}** pasaría a **{sin_formato(queda.nombre)}**  \n"
            f":gray[{'Seguro' if propuesta.segura else 'Por confirmar'}: {sin_formato(propuesta.motivo)}.]",
            width="stretch",
        )
        if st.button("Unir", key=f"unir_{queda.id}_{sobra.id}", icon=":material/merge:"):
            _unir(queda.id, queda.nombre, sobra.id, sobra.nombre, plan_id)


def _fila(unidad: UnidadEnLista, todas: Sequence[UnidadEnLista], plan_id: int) -> None:
    with st.container(key=f"elemento_unidad_{unidad.id}", horizontal=True, vertical_alignment="center"):
        sigla = f" :gray[· {sin_formato(unidad.sigla)}]" if unidad.sigla else ""
        cuantas = contar(unidad.actividades, "actividad")
        st.markdown(f"**{sin_formato(unidad.nombre)}**{sigla}  \n:gray[{cuantas}]", width="stretch")
        with st.popover("Cambiar…", key=f"cambiar_{unidad.id}", type="tertiary"):
            _renombrar(unidad, plan_id)
            _unir_con_otra(unidad, {otra.id: otra.nombre for otra in todas if otra.id != unidad.id}, plan_id)
            if not unidad.actividades:
                _borrar(unidad, plan_id)


def _renombrar(unidad: UnidadEnLista, plan_id: int) -> None:
    clave = f"{unidad.id}_{vuelta()}"
    nombre = st.text_input("Nombre", unidad.nombre, key=f"nombre_unidad_{clave}")
    sigla = st.text_input("Sigla", unidad.sigla or "", key=f"sigla_unidad_{clave}")
    if st.button("Guardar", key=f"guardar_unidad_{clave}", type="primary"):
        with accion(f"Cambiar la unidad «{unidad.nombre}»", PAGINA, plan_id) as sesion:
            unidades.renombrar(sesion, unidad.id, nombre or "", sigla)


def _unir_con_otra(unidad: UnidadEnLista, otras: dict[int, str], plan_id: int) -> None:
    queda = st.selectbox(
        "Es la misma que",
        list(otras),
        index=None,
        format_func=lambda id_: otras[id_],
        key=f"misma_{unidad.id}_{vuelta()}",
        placeholder="Elija la que queda",
    )
    if queda is not None and st.button("Unirlas", key=f"unirlas_{unidad.id}"):
        _unir(queda, otras[queda], unidad.id, unidad.nombre, plan_id)


def _unir(queda_id: int, queda: str, sobra_id: int, sobra: str, plan_id: int) -> None:
    with accion(f"Unir «{sobra}» con «{queda}»", PAGINA, plan_id) as sesion:
        unidades.unir(sesion, queda_id, [sobra_id])


def _borrar(unidad: UnidadEnLista, plan_id: int) -> None:
    if st.button("Borrar", key=f"borrar_unidad_{unidad.id}", icon=":material/delete:"):
        with accion(f"Borrar la unidad «{unidad.nombre}»", PAGINA, plan_id) as sesion:
            unidades.borrar(sesion, unidad.id)
