"""Buscar: unas palabras en todos los planes, sin mirar tildes ni mayúsculas."""

from itertools import groupby

import streamlit as st

from datos import busqueda
from datos.busqueda import Hallazgo
from datos.conexion import lectura
from modelos.frases import contar
from modelos.nodos import Clase, Nodo
from paginas.componentes import permitido
from paginas.componentes.mensajes import explicar_rechazo
from paginas.componentes.plan_actual import abrir
from paginas.componentes.texto import sin_formato


def _destino(hallado: Hallazgo) -> tuple[str, dict[str, str]]:
    """La pantalla donde se ve lo hallado, y lo que hay que decirle."""
    if not permitido.edita():
        return _destino_de_lectura(hallado)
    if hallado.plan_id is None:
        return "paginas/unidades.py", {}
    de_plan = {"plan": str(hallado.plan_id)}
    if hallado.nodo is None:
        return f"paginas/{'planes' if hallado.grupo == busqueda.PLANES else 'estructura'}.py", de_plan
    if hallado.grupo == busqueda.NOTAS:
        return "paginas/actividad.py", {**de_plan, "actividad": str(hallado.nodo.id)}
    pagina = "participacion" if hallado.nodo.clase is Clase.APORTE else "estructura"
    return f"paginas/{pagina}.py", {**de_plan, "nodo": str(hallado.nodo)}


def _destino_de_lectura(hallado: Hallazgo) -> tuple[str, dict[str, str]]:
    """Lo mismo para quien no edita: la actividad, la participación o el cronograma."""
    de_plan = {} if hallado.plan_id is None else {"plan": str(hallado.plan_id)}
    match hallado.nodo:
        case Nodo(Clase.ACTIVIDAD, id_):
            return "paginas/actividad.py", {**de_plan, "actividad": str(id_)}
        case Nodo(Clase.APORTE):
            return "paginas/participacion.py", {**de_plan, "nodo": str(hallado.nodo)}
    return "paginas/cronograma.py", de_plan


def _mostrar(numero: int, hallado: Hallazgo) -> None:
    lugar = " · ".join(parte for parte in (hallado.plan, hallado.lugar) if parte and parte != hallado.texto)
    with st.container(key=f"renglon_hallado_{numero}"):
        elegido = st.button(
            f"{sin_formato(hallado.texto)}  \n:gray[:small[{sin_formato(lugar)}]]",
            key=f"hallado_{numero}",
            type="tertiary",
            width="stretch",
            on_click=abrir if hallado.plan_id is not None else None,
            args=(hallado.plan_id,) if hallado.plan_id is not None else None,
        )
    if elegido:
        pagina, direccion = _destino(hallado)
        st.switch_page(pagina, query_params=direccion)


st.title("Buscar")
texto = st.text_input(
    "Qué buscar en todos los planes",
    key="buscar_en_todo",
    bind="query-params",
    placeholder="Palabras de una línea, actividad, nota, aporte o unidad",
    icon=":material/search:",
)
hallados: list[Hallazgo] = []
if texto:
    with explicar_rechazo(), lectura() as sesion:
        hallados = busqueda.buscar(sesion, texto)
        if not hallados:
            st.html('<p class="aviso-vacio">Nada dice eso. Pruebe con menos palabras o con parte de una.</p>')
with st.container(key="hallados"):
    for grupo, suyos in groupby(enumerate(hallados), key=lambda par: par[1].grupo):
        filas = list(suyos)
        tope = "las primeras " if len(filas) == busqueda.MAXIMO_POR_CLASE else ""
        st.markdown(f"**{grupo}** :gray[· {tope}{contar(len(filas), 'coincidencia')}]")
        with st.container(key=f"lista_hallados_{filas[0][0]}", gap=None):
            for numero, hallado in filas:
                _mostrar(numero, hallado)
