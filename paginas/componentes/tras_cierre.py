"""La razón que se pide al cambiar un mes ya aprobado: el campo aparece ahí mismo, con lo escrito intacto."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from modelos.cierre import MesCerrado
from modelos.errores import ErrorDeDominio
from paginas.componentes import mensajes
from paginas.componentes.texto import sin_formato

ETIQUETA = "Razón del cambio"
_PENDIENTE = "registro_en_mes_cerrado"


class RazonTrasCierre:
    """Un lugar de la página para la razón: vacío hasta que una escritura la pida."""

    def __init__(self, clave: str) -> None:
        self._clave, self._lugar = clave, st.container(key=f"tras_cierre_{clave}")
        frase: str | None = st.session_state.get(self._pedida)
        self.razon = "" if frase is None else self._preguntar(frase)

    @property
    def _pedida(self) -> str:
        return f"razon_pedida_{self._clave}"

    def _preguntar(self, frase: str) -> str:
        with self._lugar:
            st.warning(sin_formato(frase), icon=":material/lock:")
            return st.text_input(ETIQUETA, key=f"razon_{self._clave}", placeholder="Una frase") or ""

    @contextmanager
    def explicar_rechazo(self) -> Iterator[None]:
        """Como `mensajes.explicar_rechazo`; si el mes está cerrado, muestra el campo de la razón."""
        try:
            yield
        except MesCerrado as cerrado:
            if self._pedida not in st.session_state:
                st.session_state[self._pedida] = str(cerrado)
                self._preguntar(str(cerrado))
            return
        except ErrorDeDominio as error:
            mensajes.rechazar(str(error))
            return
        except BaseException:  # volver a dibujar también es una excepción: ya se guardó
            self._olvidar()
            raise
        self._olvidar()

    def _olvidar(self) -> None:
        st.session_state.pop(self._pedida, None)


class PorReintentar(NamedTuple):
    """Lo que se quiso registrar en un mes cerrado, para hacerlo con su razón."""

    frase: str
    hacer: Callable[[str], bool]


def dejar_para_reintentar(cerrado: MesCerrado, hacer: Callable[[str], bool]) -> None:
    """El próximo dibujo lo preguntará en un diálogo; `hacer` recibe la razón y dice si se guardó."""
    st.session_state[_PENDIENTE] = PorReintentar(str(cerrado), hacer)


def hay_por_reintentar() -> bool:
    """Si falta preguntar la razón de algo."""
    return _PENDIENTE in st.session_state


def preguntar() -> None:
    """Abre el diálogo de lo que espera su razón; va una vez en las pantallas que registran con un clic."""
    pendiente: PorReintentar | None = st.session_state.pop(_PENDIENTE, None)
    if pendiente is not None:
        st.dialog("Mes cerrado")(_preguntar)(pendiente)


def _preguntar(pendiente: PorReintentar) -> None:
    st.markdown(sin_formato(pendiente.frase))
    razon = st.text_input(ETIQUETA, key="razon_tras_cierre", placeholder="Una frase") or ""
    if st.button("Guardar", key="guardar_tras_cierre", type="primary"):
        if not razon.strip():
            mensajes.rechazar("Escriba la razón: queda a la vista junto al cambio.")
        else:
            pendiente.hacer(razon)
            st.rerun()
