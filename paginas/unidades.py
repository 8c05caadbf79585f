"""Unidades: quiénes responden por las actividades, sus nombres, y unir las que están repetidas."""

import streamlit as st

from datos import unidades
from datos.conexion import lectura
from datos.unidades import UnidadEnLista
from modelos.frases import contar
from modelos.unidades import Propuesta, proponer
from paginas.componentes.acciones import accion, mostrar_ultima, vuelta
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.texto import sin_formato

PAGINA = "unidades"

plan = plan_elegido()
with lectura() as sesion:
    todas = unidades.listar(sesion, plan.municipalidad_id)
propuestas = proponer(unidad.como_nombre for unidad in todas)


def _proponer(propuesta: Propuesta) -> None:
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
            _unir(queda.id, sobra.id, sobra.nombre, queda.nombre)


def _unir(queda_id: int, sobra_id: int, sobra: str, queda: str) -> None:
    with accion(f"Unir «{sobra}» con «{queda}»", PAGINA, plan.id) as escribiendo:
        unidades.unir(escribiendo, queda_id, [sobra_id])


def _fila(unidad: UnidadEnLista) -> None:
    with st.container(key=f"elemento_unidad_{unidad.id}", horizontal=True, vertical_alignment="center"):
        sigla = f" :gray[· {sin_formato(unidad.sigla)}]" if unidad.sigla else ""
        cuantas = contar(unidad.actividades, "actividad")
        st.markdown(f"**{sin_formato(unidad.nombre)}**{sigla}  \n:gray[{cuantas}]", width="stretch")
        with st.popover("Cambiar…", key=f"cambiar_{unidad.id}", type="tertiary"):
            _cambiar(unidad)


def _cambiar(unidad: UnidadEnLista) -> None:
    clave = f"{unidad.id}_{vuelta()}"
    nombre = st.text_input("Nombre", unidad.nombre, key=f"nombre_unidad_{clave}")
    sigla = st.text_input("Sigla", unidad.sigla or "", key=f"sigla_unidad_{clave}")
    if st.button("Guardar", key=f"guardar_unidad_{clave}", type="primary"):
        with accion(f"Cambiar la unidad «{unidad.nombre}»", PAGINA, plan.id) as escribiendo:
            unidades.renombrar(escribiendo, unidad.id, nombre or "", sigla)
    otras = {otra.id: otra.nombre for otra in todas if otra.id != unidad.id}
    queda = st.selectbox(
        "Es la misma que",
        list(otras),
        index=None,
        format_func=lambda id_: otras[id_],
        key=f"misma_{clave}",
        placeholder="Elija la que queda",
    )
    if queda is not None and st.button("Unirlas", key=f"unirlas_{clave}"):
        _unir(queda, unidad.id, unidad.nombre, otras[queda])
    if not unidad.actividades and st.button("Borrar", key=f"borrar_unidad_{clave}", icon=":material/delete:"):
        with accion(f"Borrar la unidad «{unidad.nombre}»", PAGINA, plan.id) as escribiendo:
            unidades.borrar(escribiendo, unidad.id)


st.title("Unidades")
st.html(
    '<p class="subtitulo">Las que responden por las actividades, en todos los planes de la municipalidad.</p>'
)
if propuestas:
    st.subheader("Parecen la misma")
    with st.container(key="lista_pares", gap=None):
        for propuesta in propuestas:
            _proponer(propuesta)
    st.subheader("Todas")
if not todas:
    st.html(
        '<p class="aviso-vacio">Aún no hay unidades. Escriba la primera, o asígnela en la ficha '
        "de una actividad.</p>"
    )
with st.container(key="lista_unidades", gap=None):
    for unidad in todas:
        _fila(unidad)
with st.container():
    escrito = st.chat_input("Agregar unidad", key="agregar_unidad")
if escrito:
    with accion("Agregar una unidad", PAGINA, plan.id) as escribiendo:
        for renglon in escrito.splitlines():
            unidades.crear(escribiendo, plan.municipalidad_id, renglon)
mostrar_ultima(PAGINA)
