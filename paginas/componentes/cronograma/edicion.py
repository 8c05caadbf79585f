"""La edición en curso de un cronograma: qué se edita, qué se escribió y qué falta por guardar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.borradores import Dejado, Dejados, Lugar, Parte
from modelos.calendario.cronograma import Cronograma
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda, cantidad_en, leer_cantidad
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.meses import Mes
from paginas.componentes import borrador, ultima_accion
from paginas.componentes.plan_actual import clave

PANTALLA = "cronograma"
LUGAR = Lugar(Parte.CRONOGRAMA)
_CLAVE = "edicion_del_cronograma"
_DESCARTADA = "edicion_descartada_del_cronograma"

Escrito = Mapping[Celda, str]


@dataclass(frozen=True, slots=True)
class Edicion:
    """El plan y las filas como estaban al comenzar, y lo escrito que aún no se guarda."""

    plan: PlanCompleto
    filas: tuple[tuple[int, str], ...]  # actividad y su nombre, en el orden en que se muestran
    meses: tuple[Mes, ...]
    escrito: Escrito = field(default_factory=dict)
    repuesto: Escrito = field(default_factory=dict)  # lo escrito con que partieron los editores
    partida: str = ""  # con qué se recuerdan las tablas con que partieron
    abiertos: frozenset[Campo] = frozenset()  # los campos que se han mirado, y tienen editor
    vuelta: int = 0
    en_conflicto: bool = False
    habia_antes: Mapping[Celda, int] = field(
        default_factory=dict
    )  # de lo retomado, lo que la celda decía al escribirlo

    def clave(self, campo: Campo) -> str:
        """Clave del editor de ese campo; cambia cuando hay que llenarlo de nuevo."""
        return f"editar_{campo}_{self.plan.id}_{self.vuelta}"

    def habia(self) -> Callable[[Celda], int]:
        """Lo que tenía cada celda al comenzar."""
        meses = {actividad.id: actividad.meses for actividad in self.plan.actividades}

        def cantidad(celda: Celda) -> int:
            antes = self.habia_antes.get(celda)
            return cantidad_en(meses.get(celda.actividad_id, {}), celda) if antes is None else antes

        return cantidad

    def interpretar(self) -> tuple[list[CambioDeCelda], list[str]]:
        """Los cambios que se entienden, y una frase por cada celda que no."""
        nombres, habia = dict(self.filas), self.habia()
        cambios, rechazos = [], []
        for celda, texto in self.escrito.items():
            try:
                despues = leer_cantidad(texto)
            except ErrorDeDominio as error:
                rechazos.append(f"{nombres[celda.actividad_id]}, {celda.campo} en {celda.mes}: {error}")
                continue
            antes = habia(celda)
            if antes != despues:
                cambios.append(CambioDeCelda(celda, antes, despues))
        return cambios, rechazos


def en_curso(plan_id: int) -> Edicion | None:
    """La que no se ha guardado ni descartado, aunque entretanto se haya ido a otra pantalla."""
    return _todas().get(plan_id)


def dejar_borrador(edicion: Edicion) -> None:
    """Lo escrito en las celdas, como está, se entienda o no."""
    habia = edicion.habia()
    dejados = {celda.como_texto(): Dejado(habia(celda), texto) for celda, texto in edicion.escrito.items()}
    borrador.dejar(edicion.plan.id, LUGAR, "el cronograma", dejados)


def retomar(plan: PlanCompleto, cronograma: Cronograma, dejados: Dejados) -> Dejados:
    """Vuelve a las celdas lo que quedó sin guardar, encima de lo que se esté editando.

    Entrega lo que retomó: lo de actividades que ya no están en el plan no tiene dónde ir.
    """
    if (actual := en_curso(plan.id)) is None:
        comenzar(plan, cronograma)
        actual = _todas()[plan.id]
    ids = {actividad_id for actividad_id, _ in actual.filas}
    suyos = {Celda.de_texto(campo): dejado for campo, dejado in dejados.items()}
    suyos = {celda: dejado for celda, dejado in suyos.items() if celda.actividad_id in ids}
    escrito = {celda: str(dejado.escrito or "") for celda, dejado in suyos.items()}
    antes = {celda: dejado.habia for celda, dejado in suyos.items() if isinstance(dejado.habia, int)}
    reponer(
        replace(
            actual,
            escrito={**escrito, **actual.escrito},
            habia_antes={**antes, **actual.habia_antes},
        )
    )
    return {celda.como_texto(): dejado for celda, dejado in suyos.items()}


def comenzar(plan: PlanCompleto, cronograma: Cronograma) -> None:
    """Fija las filas, los meses y los valores que se van a editar."""
    filas = tuple(
        (fila.actividad.id, fila.titulo(linea.numeral))
        for linea in cronograma.lineas
        for fila in linea.actividades
    )
    st.session_state.pop(_DESCARTADA, None)
    dejar(Edicion(plan, filas, cronograma.meses, partida=clave(plan, filas, cronograma.meses)))


def dejar(edicion: Edicion) -> None:
    """Recuerda la edición como está."""
    st.session_state[_CLAVE] = _todas() | {edicion.plan.id: edicion}


def reponer(edicion: Edicion) -> Edicion:
    """La misma, con editores nuevos llenos con lo escrito."""
    repuesta = replace(
        edicion,
        repuesto=edicion.escrito,
        partida=clave(edicion.plan, edicion.filas, edicion.meses, edicion.escrito),
        abiertos=frozenset(),
        vuelta=edicion.vuelta + 1,
        en_conflicto=False,
    )
    dejar(repuesta)
    return repuesta


def descartar(edicion: Edicion) -> None:
    """Vuelve a la lectura; lo escrito se guarda aparte, por si se quiere recuperar."""
    terminar(edicion.plan.id)
    if edicion.escrito:
        st.session_state[_DESCARTADA] = edicion


def ofrecer_lo_descartado(plan_id: int) -> None:
    """«Se descartaron 3 cambios. Recuperarlos», hasta que se edite de nuevo."""
    descartada: Edicion | None = st.session_state.get(_DESCARTADA)
    if descartada is None or descartada.plan.id != plan_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="edicion_descartada"):
        cuantos = contar(len(descartada.escrito), "cambio sin guardar", dentro_de_frase=True)
        st.markdown(f"Se dejó de editar con {cuantos}.", width="content")
        st.button(
            "Recuperar", key="recuperar_edicion", type="tertiary", on_click=_recuperar, args=(descartada,)
        )


def _recuperar(descartada: Edicion) -> None:
    del st.session_state[_DESCARTADA]
    reponer(descartada)


def ofrecer_deshacer(accion_id: int, celdas: int) -> None:
    """«3 celdas guardadas», con su «Deshacer», en el cronograma."""
    ultima_accion.anotar(accion_id, f"{contar(celdas, 'celda guardada')}.", PANTALLA)


def terminar(plan_id: int) -> None:
    """Vuelve a la lectura, y ya no hay nada sin guardar."""
    st.session_state[_CLAVE] = {id_: edicion for id_, edicion in _todas().items() if id_ != plan_id}
    borrador.olvidar(plan_id, LUGAR)


def _todas() -> dict[int, Edicion]:
    abiertas: dict[int, Edicion] = st.session_state.get(_CLAVE, {})
    return abiertas
