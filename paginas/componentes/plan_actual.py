"""El plan que se está mirando: va en la dirección y se lee una vez por versión."""

import streamlit as st

from datos import planes
from datos.conexion import direccion, lectura
from datos.planes import PlanEnLista
from datos.reserva import se_tapa
from modelos.arbol import PlanCompleto
from modelos.plan import SIN_MUNICIPALIDAD
from paginas.componentes.texto import sin_formato

CLAVE = "plan"
_SELECTOR = "selector_de_plan"
_RECIEN_VISTA = "version_del_plan"


def elegir() -> None:
    """Selector de la barra lateral; sin planes no muestra nada. La dirección manda sobre lo recordado.

    Si el plan pedido ya no está, muestra otro y lo dice.
    """
    with lectura() as sesion:
        disponibles = planes.listar(sesion)
    if not disponibles:
        st.session_state.pop(CLAVE, None)
        return
    por_id = {str(plan.id): plan for plan in disponibles}
    pedidos = [st.query_params.get(CLAVE), st.session_state.get(CLAVE)]
    elegido = next((pedido for pedido in pedidos if pedido in por_id), str(disponibles[0].id))
    if next(filter(None, pedidos), elegido) not in por_id:
        nombre = sin_formato(_nombre(por_id[elegido]))
        st.toast(f"El plan pedido ya no está; si se borró, quedó en la Papelera. Se muestra «{nombre}».")
    st.session_state[CLAVE] = st.session_state[_SELECTOR] = elegido
    st.session_state[_RECIEN_VISTA] = por_id[elegido].version
    if st.query_params.get(CLAVE) != elegido:
        st.query_params[CLAVE] = elegido
    with st.sidebar:
        municipalidad = por_id[elegido].municipalidad
        st.selectbox(
            "Plan" if municipalidad == SIN_MUNICIPALIDAD else f"Plan de **{sin_formato(municipalidad)}**",
            list(por_id),
            format_func=lambda id_: _nombre(por_id[id_]),
            key=_SELECTOR,
            on_change=_cambiar,
        )


def _cambiar() -> None:
    elegido = str(st.session_state[_SELECTOR])
    if elegido.isdecimal():  # de un plan recién borrado el navegador manda su nombre, no su número
        abrir(int(elegido))


def abrir(plan_id: int) -> None:
    """Deja elegido el plan desde el próximo dibujo."""
    st.session_state[CLAVE] = str(plan_id)
    st.query_params[CLAVE] = str(plan_id)


def olvidar() -> None:
    """Quien borra el plan que mira no pidió ninguno: el próximo dibujo muestra otro sin más aviso."""
    st.session_state.pop(CLAVE, None)
    st.query_params.pop(CLAVE, None)


def plan_elegido() -> PlanCompleto:
    """El plan elegido, entero; si no hay ninguno, invita a empezar y termina la página.

    La versión que vio el selector sirve una vez, al comienzo del dibujo; después se pregunta de nuevo.
    """
    elegido = st.session_state.get(CLAVE)
    if elegido is None:
        st.title("Aún no hay un plan.")
        st.html(
            '<p class="subtitulo">Traiga el suyo en Word, Excel, LibreOffice, PDF o texto, '
            "o cargue los de ejemplo.</p>"
        )
        if st.button("Empezar", key="empezar", type="primary", icon=":material/arrow_forward:"):
            st.switch_page("paginas/inicio.py")
        st.stop()
    version = st.session_state.pop(_RECIEN_VISTA, None)
    return leer(int(elegido)) if version is None else _de_la_version(int(elegido), version)


def leer(plan_id: int) -> PlanCompleto:
    """Un plan entero por su número, el elegido u otro."""
    with lectura() as sesion:
        version = planes.version(sesion, plan_id)
    return _de_la_version(plan_id, version)


def _de_la_version(plan_id: int, version: int) -> PlanCompleto:
    return _leer(base=direccion(), plan_id=plan_id, version=version, tapado=se_tapa())


@st.cache_resource(max_entries=40, show_spinner=False)
def _leer(
    base: str,  # noqa: ARG001  (con lo demás, la clave de la caché)
    plan_id: int,
    version: int,  # noqa: ARG001
    *,
    tapado: bool,  # noqa: ARG001
) -> PlanCompleto:
    """Lo leído no cambia nunca: una escritura sube la versión y se lee de nuevo."""
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def clave(plan: PlanCompleto, *elegido: object) -> str:
    """Con qué se recuerda lo que se calculó de un plan: cambia con su versión, lo elegido y si se tapa.

    Lo que se recuerda se pide por nombre: por lugar, Streamlit mira la firma de la función cada vez.
    """
    return repr((direccion(), plan.id, plan.version, se_tapa(), *elegido))


def _nombre(plan: PlanEnLista) -> str:
    anio = str(plan.anio_inicio)
    return plan.nombre if anio in plan.nombre else f"{plan.nombre} · {anio}"
