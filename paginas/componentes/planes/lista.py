"""Los planes en una lista; elegir uno lo deja abierto en todas las pantallas."""

from collections.abc import Sequence

import streamlit as st

from datos.vida_del_plan import ResumenDePlan
from modelos.frases import contar, enumerar
from modelos.plan import EstadoPlan
from paginas.componentes.plan_actual import abrir
from paginas.componentes.texto import sin_formato

CONTENIDO = "paginas/estructura.py"


def mostrar(planes: Sequence[ResumenDePlan], elegido: ResumenDePlan | None) -> None:
    """Una fila por plan, los vigentes primero."""
    with st.container(key="lista_planes", gap=None):
        for plan in planes:
            marca = "_elegido" if plan == elegido else ""
            with st.container(key=f"renglon_plan_{plan.id}{marca}"):
                st.button(
                    _renglon(plan),
                    key=f"plan_{plan.id}",
                    type="tertiary",
                    width="stretch",
                    on_click=_elegir,
                    args=(plan.id,),
                )
    if not planes:
        st.html('<p class="aviso-vacio">Aún no hay planes. Cree uno aquí, o impórtelo de su documento.</p>')


def resumen(planes: Sequence[ResumenDePlan]) -> str:
    """«3 planes, 1 vigente»."""
    vigentes = sum(1 for plan in planes if plan.estado is EstadoPlan.VIGENTE)
    cuantos = contar(len(planes), "plan")
    return f"{cuantos}, {contar(vigentes, 'vigente')}" if vigentes else cuantos


def ofrecer_nuevo(parametro: str) -> None:
    """Crear un plan vacío o importar uno."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Plan nuevo", key="plan_nuevo", icon=":material/add:", on_click=_empezar, args=(parametro,))
        st.page_link("paginas/importar.py", label="Importar un documento", icon=":material/upload_file:")


def abrir_nuevo(plan_id: int) -> None:
    """Recién creado, se va a su contenido, que es lo que le falta."""
    abrir(plan_id)
    st.switch_page(CONTENIDO)


def _renglon(plan: ResumenDePlan) -> str:
    etiquetas = plan.tipo.etiquetas
    cifras = enumerar([contar(plan.lineas, etiquetas.linea), contar(plan.actividades, "actividad").lower()])
    anios = (
        str(plan.inicio.anio) if plan.inicio.anio == plan.fin.anio else f"{plan.inicio.anio}–{plan.fin.anio}"
    )
    detalle = f"{plan.municipalidad} · {anios} · {cifras}"
    return f"**{sin_formato(plan.nombre)}** :gray[· {plan.estado.etiqueta}]  \n:gray[{sin_formato(detalle)}]"


def _elegir(plan_id: int) -> None:
    st.query_params.pop("nuevo", None)
    abrir(plan_id)


def _empezar(parametro: str) -> None:
    st.query_params[parametro] = "1"
