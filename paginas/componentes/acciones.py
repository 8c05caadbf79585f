"""Una acción de la persona: se escribe, se ofrece deshacerla, y la página se dibuja de nuevo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from sqlmodel import Session

from datos.conexion import escritura
from modelos.fusion import ConflictoDeCampos
from paginas.componentes import ultima_accion
from paginas.componentes.mensajes import explicar_rechazo
from paginas.componentes.tras_cierre import RazonTrasCierre


@contextmanager
def accion(
    descripcion: str,
    pagina: str,
    plan_id: int | None,
    *,
    version: int | None = None,
    restaura: bool = False,
    luego: Callable[[], object] | None = None,
    al_chocar: Callable[[ConflictoDeCampos], object] | None = None,
    cerrado: RazonTrasCierre | None = None,
) -> Iterator[Session]:
    """Escribe lo del bloque en una transacción y vuelve a dibujar; si una regla se niega, muestra su frase.

    `restaura` lo dice la que puede traer de vuelta un plan borrado. `luego` es lo que se hace en la pantalla
    una vez guardado; `al_chocar`, si otra persona guardó antes en los mismos campos, en vez de solo decirlo;
    `cerrado`, el lugar para la razón si lo escrito cambia un mes ya aprobado.
    Lo que sigue al bloque solo corre si se negó.
    """
    razon = cerrado.razon if cerrado else ""
    with cerrado.explicar_rechazo() if cerrado else explicar_rechazo():
        try:
            with escritura(
                descripcion, plan_id=plan_id, version=version, restaura=restaura, razon=razon
            ) as sesion:
                yield sesion
        except ConflictoDeCampos as conflicto:
            if al_chocar is None:
                raise
            al_chocar(conflicto)
            st.rerun()
        ultima_accion.anotar(sesion.info["accion_id"], f"Hecho: {_en_medio(descripcion)}", pagina)
        if luego is not None:
            luego()
        st.rerun()


def al_pulsar(
    descripcion: str, pagina: str, plan_id: int | None, escribir: Callable[[Session], object]
) -> None:
    """Lo mismo en un `on_click`, que corre aunque el botón ya no esté al dibujar; una negativa se lanza."""
    with escritura(descripcion, plan_id=plan_id) as sesion:
        escribir(sesion)
    ultima_accion.anotar(sesion.info["accion_id"], f"Hecho: {_en_medio(descripcion)}", pagina)


def _en_medio(descripcion: str) -> str:
    return descripcion[:1].lower() + descripcion[1:]
