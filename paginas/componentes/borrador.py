"""Lo escrito y sin guardar: se deja en el servidor al salir de cada campo, y se quita al guardarlo.

Cada visita recuerda qué dejó ella: lo demás que la persona tenga es de otra ventana o de una sesión anterior,
y se le ofrece (`quedo_sin_guardar.py`).
"""

from datetime import UTC, datetime

import streamlit as st

from datos import borradores
from datos import identidad as quien_pide
from datos.borradores import SinGuardar
from modelos.borradores import Dejados, Lugar
from modelos.errores import ErrorDeDominio
from paginas.componentes import identidad
from paginas.componentes.texto import sin_formato

_PROPIOS = "borradores_de_esta_visita"
_FALLA = "falla_del_borrador"

Propios = dict[tuple[int, Lugar], Dejados]


def dejar(plan_id: int, lugar: Lugar, titulo: str, cambiado: Dejados) -> None:
    """Deja lo que la pantalla tiene cambiado, si no es lo que ya dejó; va al dibujarla y en cada `on_change`.

    En el `on_change`, que corre antes que todo, sirve aunque la sesión haya vencido hace poco.
    """
    propio = _propios().get((plan_id, lugar), {})
    if cambiado == propio:
        return
    ahora = datetime.now(UTC)
    try:
        quien = identidad.autor_de_borrador()
        borradores.dejar(quien, plan_id, lugar, titulo, cambiado, propio.keys(), ahora)
    except ErrorDeDominio as error:
        st.session_state[_FALLA] = str(error)
        return
    st.session_state.pop(_FALLA, None)
    _anotar(plan_id, lugar, cambiado)


def decir_si_falla() -> None:
    """Va al final de la ficha: si apareciera antes que algo, quien escribe ahí perdería el foco."""
    if falla := st.session_state.get(_FALLA):
        st.warning(
            "Lo que escribe no está quedando en el servidor: guárdelo antes de salir. "
            f"{sin_formato(str(falla).removeprefix('No se guardó: '))}",
            icon=":material/cloud_off:",
        )


def lo_propio(plan_id: int, lugar: Lugar) -> Dejados:
    """Lo que esta visita dejó o retomó ahí y sigue sin guardar; sin nada suyo, no consulta."""
    propio = _propios().get((plan_id, lugar))
    if not propio:
        return {}
    suyo = borradores.leer(quien_pide.en_curso(), plan_id, lugar, datetime.now(UTC))
    dejados = {} if suyo is None else {c: uno for c, uno in suyo.dejados.items() if c in propio}
    _anotar(plan_id, lugar, dejados)
    return dejados


def olvidar(plan_id: int, lugar: Lugar) -> None:
    """Lo propio se guardó o se descartó."""
    propio = _propios().pop((plan_id, lugar), None)
    if propio:
        borradores.quitar(quien_pide.en_curso(), plan_id, lugar, propio.keys())


def pendientes(plan_id: int) -> list[SinGuardar]:
    """Los de la persona en ese plan que no son de esta visita."""
    ahora, propios = datetime.now(UTC), _propios()
    encontrados = []
    for uno in borradores.listar(quien_pide.en_curso(), plan_id, ahora):
        propio = propios.get((plan_id, uno.lugar), {})
        ajenos = {campo: dejado for campo, dejado in uno.dejados.items() if campo not in propio}
        if ajenos:
            encontrados.append(SinGuardar(uno.lugar, uno.titulo, ajenos, uno.cuando))
    return encontrados


def apropiarse(plan_id: int, lugar: Lugar, dejados: Dejados) -> None:
    """Desde ahora son de esta visita."""
    _anotar(plan_id, lugar, {**_propios().get((plan_id, lugar), {}), **dejados})


def descartar(plan_id: int, uno: SinGuardar) -> None:
    """Los pendientes que se ofrecieron, y nada más."""
    borradores.quitar(quien_pide.en_curso(), plan_id, uno.lugar, uno.dejados.keys())


def _anotar(plan_id: int, lugar: Lugar, dejados: Dejados) -> None:
    _propios()[plan_id, lugar] = dict(dejados)


def _propios() -> Propios:
    propios: Propios = st.session_state.setdefault(_PROPIOS, {})
    return propios
