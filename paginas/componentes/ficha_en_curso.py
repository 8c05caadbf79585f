"""Una ficha que se está escribiendo: con qué partió, lo que dice ahora, y lo que choca con lo de otros."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from datos.historial import Autoria
from modelos.borradores import Dejado, Lugar, lo_cambiado
from modelos.fusion import Campos, Choque, Valor
from paginas.componentes import borrador
from paginas.componentes.ficha_abierta import refrescar, vuelta

_FICHAS = "fichas_en_curso"


@dataclass(frozen=True, slots=True)
class Ficha:
    """Lo guardado cuando se abrió y lo escrito con que se llenan sus campos."""

    plan_id: int
    lugar: Lugar
    titulo: str  # «la actividad «Talleres»»
    clave: str  # con que terminan las claves de sus campos
    visto: Campos
    partida: Campos
    choques: tuple[Choque, ...] = ()
    autores: Mapping[str, Autoria] = field(default_factory=dict)
    preparada: bool = False  # sus campos todavía no se dibujan, y no por eso se abre de nuevo

    def campo(self, nombre: str) -> str:
        """La clave de ese campo."""
        return f"{nombre}_{self.clave}"


def abrir(plan_id: int, lugar: Lugar, titulo: str, un_campo: str, guardado: Campos) -> Ficha:
    """La que se está escribiendo, aunque otros guarden después; o una nueva, con lo que haya sin guardar.

    `un_campo` es uno que siempre se dibuja: si no está en la pantalla, la ficha se abre recién ahora.
    """
    clave = f"{lugar.cual}_{vuelta()}"
    fichas: dict[tuple[int, Lugar], Ficha] = st.session_state.setdefault(_FICHAS, {})
    ficha = fichas.get((plan_id, lugar))
    sigue = ficha is not None and (
        ficha.preparada or (ficha.clave == clave and f"{un_campo}_{clave}" in st.session_state)
    )
    if ficha is None or not sigue:
        ficha = _nueva(plan_id, lugar, titulo, clave, guardado)
    ficha = replace(ficha, clave=clave, preparada=bool(ficha.choques))
    fichas[plan_id, lugar] = ficha
    return ficha


def _nueva(plan_id: int, lugar: Lugar, titulo: str, clave: str, guardado: Campos) -> Ficha:
    suyos: dict[str, Dejado] = {
        campo: dejado for campo, dejado in borrador.lo_propio(plan_id, lugar).items() if campo in guardado
    }
    visto = {**guardado, **{campo: dejado.habia for campo, dejado in suyos.items()}}
    partida = {**visto, **{campo: dejado.escrito for campo, dejado in suyos.items()}}
    return Ficha(plan_id, lugar, titulo, clave, visto, partida)


def leer(ficha: Ficha, a_valor: Callable[[str, Any], Valor]) -> Campos:
    """Lo que dicen los campos en la pantalla; los que todavía no están, lo de partida."""
    return {
        campo: a_valor(campo, st.session_state[ficha.campo(campo)])
        if ficha.campo(campo) in st.session_state
        else valor
        for campo, valor in ficha.partida.items()
    }


def boton_de_guardar(ficha: Ficha, escrito: Campos, rotulo: str = "Guardar") -> tuple[Campos, Campos] | None:
    """Lo visto y lo escrito, si se pulsó; de paso queda el borrador."""
    dejar(ficha, escrito)
    guardar = st.button(rotulo, key=f"guardar_{ficha.clave}", type="primary")
    borrador.decir_si_falla()
    return (ficha.visto, escrito) if guardar else None


def dejar(ficha: Ficha, escrito: Campos) -> None:
    """Deja el borrador de la ficha como está escrita."""
    borrador.dejar(ficha.plan_id, ficha.lugar, ficha.titulo, lo_cambiado(ficha.visto, escrito))


def cerrar(ficha: Ficha) -> None:
    """Se guardó: su borrador se quita, y la próxima vez se llena con lo que hay."""
    st.session_state[_FICHAS].pop((ficha.plan_id, ficha.lugar), None)
    borrador.olvidar(ficha.plan_id, ficha.lugar)


def chocar(
    ficha: Ficha, escrito: Campos, choques: tuple[Choque, ...], autores: Mapping[str, Autoria]
) -> None:
    """Desde ahora, en vez de sus campos se muestra qué choca."""
    _dejar(replace(ficha, partida=escrito, choques=choques, autores=autores, preparada=True))


def dar_por_visto(ficha: Ficha, guardado: Campos) -> None:
    """Tras una negativa que ya mostró lo que otra persona guardó: si se guarda otra vez, manda lo propio."""
    _dejar(replace(ficha, visto=guardado))


def seguir(ficha: Ficha) -> None:
    """Vuelve a sus campos con todo lo escrito; lo de la otra persona ya se vio."""
    visto = {**ficha.visto, **{choque.campo: choque.ahora for choque in ficha.choques}}
    siguiente = replace(ficha, visto=visto, choques=(), autores={}, preparada=True)
    dejar(siguiente, siguiente.partida)
    refrescar()
    _dejar(siguiente)


def _dejar(ficha: Ficha) -> None:
    st.session_state[_FICHAS][ficha.plan_id, ficha.lugar] = ficha
