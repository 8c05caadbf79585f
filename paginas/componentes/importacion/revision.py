"""La revisión en curso: un solo valor inmutable en la sesión, desde leer el archivo hasta importarlo."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

import streamlit as st

from datos import lecturas
from datos.importacion import ArchivoFuente
from datos.importadores.avance import AlAvanzar
from datos.importadores.documento import Documento
from modelos.importacion.borrador import Ajustes, Borrador
from modelos.importacion.correcciones import Correcciones, aplicar, sumar
from modelos.importacion.decision import Decision, propuesta
from paginas.componentes import reloj
from paginas.componentes.importacion import avance

CLAVE = "revision"
DESCARTADA = "revision_descartada"
_CONTENIDO = frozenset({"leido", "correcciones", "excluidas"})
_versiones = count()
_PROPONIBLES = ("titulo", "anio", "municipalidad")


@dataclass(frozen=True, slots=True)
class TablaAbierta:
    """La tabla de correcciones que está en la página: su clave y la actividad de cada posición."""

    clave: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Lo leído de un documento y lo que la persona ha corregido; nada de esto está guardado."""

    archivo: ArchivoFuente
    documento: Documento
    ajustes: Ajustes
    leido: Borrador
    decision: Decision
    propuestos: frozenset[str] = frozenset()  # los datos del plan que el documento no dice
    propuesta: str | None = None  # la municipalidad, si se propuso la única que hay
    correcciones: Correcciones = field(default_factory=dict)
    excluidas: frozenset[str] = frozenset()
    recordada: bool = False
    tabla: TablaAbierta | None = None
    version: int = field(default_factory=lambda: next(_versiones))  # otra cada vez que cambia el contenido
    vuelta: int = 0  # cambia cuando hay que dibujar de nuevo la tabla de correcciones

    @property
    def borrador(self) -> Borrador:
        """Lo leído con lo corregido encima."""
        return aplicar(self.leido, self.correcciones, self.decision.inicio)

    @property
    def incluidas(self) -> int:
        """Cuántas actividades se importarán."""
        return sum(leida.id not in self.excluidas for leida in self.leido.actividades)


def actual() -> Revision | None:
    """La revisión abierta, si la hay."""
    revision: Revision | None = st.session_state.get(CLAVE)
    return revision


def comenzar(archivo: ArchivoFuente, al_abrirlo: Callable[[Documento], None], al_avanzar: AlAvanzar) -> None:
    """Lee el archivo y abre su revisión; ErrorDeDominio si no es un plan."""
    documento = lecturas.abrir(archivo)
    al_abrirlo(documento)
    leido, ajustes = lecturas.primera_lectura(documento, al_avanzar)
    decision = propuesta(leido, reloj.hoy())
    unica = None if decision.municipalidad else lecturas.unica_municipalidad()
    st.session_state[CLAVE] = Revision(
        archivo=archivo,
        documento=documento,
        ajustes=ajustes,
        leido=leido,
        decision=replace(decision, municipalidad=unica) if unica else decision,
        propuesta=unica,
        propuestos=frozenset(campo for campo in _PROPONIBLES if getattr(leido.plan, campo) is None),
        recordada=bool(ajustes.columnas),
    )
    st.session_state.pop(DESCARTADA, None)


def cambiar(**cambios: object) -> Revision:
    """Reemplaza algo de la revisión abierta."""
    previa: Revision = st.session_state[CLAVE]
    if any(_es_otro(getattr(previa, campo), cambios[campo]) for campo in _CONTENIDO & cambios.keys()):
        cambios["version"] = next(_versiones)
    revision: Revision = replace(st.session_state[CLAVE], **cambios)
    st.session_state[CLAVE] = revision
    return revision


def _es_otro(previo: object, nuevo: object) -> bool:
    """Dos lecturas distintas no se comparan entre sí: tienen decenas de miles de actividades."""
    return previo is not nuevo and (isinstance(nuevo, Borrador) or previo != nuevo)


def releer(ajustes: Ajustes) -> Revision:
    """Lee de nuevo el mismo documento con otros ajustes; las correcciones de celdas se quedan."""
    revision: Revision = st.session_state[CLAVE]
    with avance.a_la_vista("Leyendo de nuevo el documento") as al_avanzar:
        return cambiar(ajustes=ajustes, leido=lecturas.releer(revision.documento, ajustes, al_avanzar))


def corregir(nuevas: Correcciones, excluidas: frozenset[str]) -> Revision:
    """Suma correcciones de celdas y deja esas actividades fuera."""
    revision: Revision = st.session_state[CLAVE]
    correcciones = sumar(revision.correcciones, nuevas)
    if (correcciones, excluidas) == (revision.correcciones, revision.excluidas):
        return revision
    return cambiar(correcciones=correcciones, excluidas=excluidas)


def volver_a_lo_leido() -> None:
    """Quita todas las correcciones de celdas y vuelve a incluir todas las filas."""
    revision: Revision = st.session_state[CLAVE]
    cambiar(correcciones={}, excluidas=frozenset(), tabla=None, vuelta=revision.vuelta + 1)


def olvidar_columnas() -> None:
    """Deja de recordar las columnas de este tipo de documento y lo lee como la primera vez."""
    revision: Revision = st.session_state[CLAVE]
    lecturas.olvidar(revision.leido)
    releer(revision.ajustes.model_copy(update={"columnas": {}}))
    cambiar(recordada=False)


def descartar() -> None:
    """Cierra la revisión sin guardar nada; se puede retomar hasta leer otro archivo."""
    st.session_state[DESCARTADA] = st.session_state.pop(CLAVE)


def retomar() -> None:
    """Vuelve a abrir la última revisión descartada."""
    st.session_state[CLAVE] = st.session_state.pop(DESCARTADA)


def terminar() -> None:
    """Cierra la revisión porque ya se importó."""
    st.session_state.pop(CLAVE, None)
