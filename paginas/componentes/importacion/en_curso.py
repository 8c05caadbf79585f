"""Lo que se está guardando: si la persona pulsa otra cosa, la página nueva espera a que quede y sigue de ahí.

Streamlit deja de atender la página que guardaba y dibuja otra a la vez; la transacción no se interrumpe.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

import streamlit as st

from datos import lecturas
from datos.importacion import Importado
from modelos.errores import ErrorDeDominio
from paginas.componentes import mensajes, plan_actual, ultima_accion
from paginas.componentes.importacion import calculado, revision

_EN_CURSO = "importacion_en_curso"
_ENTRE_MIRADAS = 0.25  # segundos


@dataclass(slots=True)
class EnCurso:
    """Una importación; quien la guarda anota `hecho` sin pasar por nada que se interrumpa."""

    abierta: revision.Revision
    frase: str
    hecho: Importado | None = None
    falla: str = ""
    listo: Event = field(default_factory=Event)


@contextmanager
def guardando(abierta: revision.Revision, frase: str) -> Iterator[EnCurso]:
    """Lo que hay que terminar cuando quede; `frase` es lo que se dirá."""
    en_curso = EnCurso(abierta, frase)
    st.session_state[_EN_CURSO] = en_curso
    try:
        yield en_curso
    except ErrorDeDominio as error:
        en_curso.falla = str(error)
        raise
    finally:
        en_curso.listo.set()


def terminar() -> None:
    """Si quedó, recuerda las columnas corregidas y lleva al cronograma, donde se puede deshacer."""
    en_curso: EnCurso | None = st.session_state.get(_EN_CURSO)
    if en_curso is None:
        return
    if not en_curso.listo.is_set():
        _esperar(en_curso)
    if en_curso.hecho is None:
        return
    lecturas.recordar(en_curso.abierta.leido, en_curso.abierta.ajustes.columnas)
    ultima_accion.anotar(en_curso.hecho.accion_id, en_curso.frase, "cronograma")
    revision.terminar()
    calculado.olvidar()
    plan_actual.abrir(en_curso.hecho.plan_id)
    del st.session_state[_EN_CURSO]
    st.switch_page("paginas/cronograma.py")


def _esperar(en_curso: EnCurso) -> None:
    with st.spinner("Guardando el plan"):
        while not en_curso.listo.wait(_ENTRE_MIRADAS):
            st.session_state.get(_EN_CURSO)  # aquí Streamlit puede dejar esta página por otra
    if en_curso.falla:
        mensajes.rechazar(en_curso.falla)
