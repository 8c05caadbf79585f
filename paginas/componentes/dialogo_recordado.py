"""Lo que se elige en un diálogo y aún no se guarda: queda como borrador, y se retoma con él abierto."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import streamlit as st

from modelos.borradores import Dejado, Lugar, Parte
from modelos.fusion import Valor
from modelos.meses import Mes
from paginas.componentes import borrador

_POR_ABRIR = "dialogo_por_abrir"


@dataclass(frozen=True, slots=True)
class Dialogo:
    """De qué plan y lugar es, cómo se nombra al ofrecerlo, y la clave de cada campo en la pantalla."""

    plan_id: int
    lugar: Lugar
    titulo: str
    claves: Mapping[str, str]

    def dejado(self) -> Mapping[str, Valor]:
        """Lo que esta visita dejó o retomó; vacío si se abre por primera vez."""
        dejados = borrador.lo_propio(self.plan_id, self.lugar)
        return {campo: uno.escrito for campo, uno in dejados.items()}

    def al_cambiar(self) -> None:
        """Va en el `on_change` de cada campo; los meses y motivos se recuerdan por su clave."""
        escritos = {
            campo: Dejado(None, _recordable(st.session_state[clave]))
            for campo, clave in self.claves.items()
            if st.session_state.get(clave) is not None
        }
        borrador.dejar(self.plan_id, self.lugar, self.titulo, escritos)

    def cerrar(self) -> None:
        """Se guardó."""
        borrador.olvidar(self.plan_id, self.lugar)


def _recordable(valor: Any) -> Valor:
    if isinstance(valor, Mes):
        return valor.clave
    return str(valor.value) if isinstance(valor, Enum) else valor


def abrir_despues(lugar: Lugar) -> None:
    """La pantalla de ese lugar lo abrirá al dibujarse."""
    st.session_state[_POR_ABRIR] = lugar


def por_abrir(cual: str) -> Parte | None:
    """Qué diálogo de eso se pidió abrir, si alguno; se pide una vez."""
    lugar: Lugar | None = st.session_state.get(_POR_ABRIR)
    if lugar is None or lugar.cual != cual:
        return None
    del st.session_state[_POR_ABRIR]
    return lugar.parte
