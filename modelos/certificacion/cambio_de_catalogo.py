"""Pasar de una versión de un catálogo a otra: qué cambió, y qué se haría con lo que ya se tiene."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from modelos.certificacion.catalogo import Catalogo, RequisitoDeCatalogo
from modelos.frases import contar, enumerar

YA_NO_ESTA = "ya no está en el catálogo"
EN_OTRO_NIVEL = "el catálogo ya no lo pide en este nivel"
LO_EDITO = "la municipalidad lo editó"

_ESCRITOS = ("nombre", "qué se pide", "medios de verificación")
"""Los campos que la municipalidad puede dejar a su manera."""


class CambioDeCampo(NamedTuple):
    """Un campo que dice otra cosa, como se lee."""

    campo: str
    antes: str
    despues: str


class RequisitoCambiado(NamedTuple):
    """El mismo código, con algo distinto entre una versión y la otra."""

    antes: RequisitoDeCatalogo
    despues: RequisitoDeCatalogo
    campos: tuple[CambioDeCampo, ...]


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Lo que va de una versión a otra en un mismo nivel."""

    agregados: tuple[RequisitoDeCatalogo, ...]
    quitados: tuple[RequisitoDeCatalogo, ...]
    cambiados: tuple[RequisitoCambiado, ...]
    iguales: tuple[RequisitoDeCatalogo, ...]

    @property
    def hay(self) -> bool:
        """Si algo es distinto."""
        return bool(self.agregados or self.quitados or self.cambiados)


@dataclass(frozen=True, slots=True)
class RequisitoPropio:
    """Un requisito como lo tiene la municipalidad.

    `editado` es que le cambió algún texto o lo agregó ella; `con_trabajo`, que tiene resultado, evidencia,
    responsable, fecha, notas o actividades; `desactivado`, que ya no lo persigue, con su propia razón.
    """

    codigo: str
    nombre: str
    que_se_pide: str
    medios: str
    editado: bool = False
    con_trabajo: bool = False
    desactivado: bool = False


class Accion(StrEnum):
    """Qué se hace con un requisito al pasar de versión; ninguna borra nada."""

    AGREGAR = "por agregar"
    ACTUALIZAR = "por actualizar"
    CONSERVAR = "con el texto de la municipalidad"
    CONSERVAR_FUERA = "con trabajo y fuera del catálogo"
    DESACTIVAR = "por desactivar"
    DEJAR = "sin cambios"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return self.value.capitalize()


class Paso(NamedTuple):
    """Lo que se haría con un requisito: `despues` es como lo trae la versión nueva, si lo trae.

    Al conservar lo editado, `campos` es la diferencia con lo que dice la municipalidad, para mostrarla.
    """

    accion: Accion
    codigo: str
    nombre: str
    campos: tuple[CambioDeCampo, ...] = ()
    razon: str = ""
    despues: RequisitoDeCatalogo | None = None


@dataclass(frozen=True, slots=True)
class Traspaso:
    """Todo lo que se haría: primero lo que trae la versión nueva, en su orden, y después lo demás."""

    pasos: tuple[Paso, ...]

    def de(self, accion: Accion) -> tuple[Paso, ...]:
        """Los pasos de esa acción."""
        return tuple(paso for paso in self.pasos if paso.accion is accion)

    @property
    def hay(self) -> bool:
        """Si algo cambiaría, o hay una diferencia que mirar."""
        return any(paso.accion is not Accion.DEJAR for paso in self.pasos)

    @property
    def frase(self) -> str:
        """«2 requisitos por agregar, 1 requisito por desactivar y 9 requisitos sin cambios.»."""
        cuantos = Counter(paso.accion for paso in self.pasos)
        partes = [f"{contar(cuantos[accion], 'requisito')} {accion}" for accion in Accion if cuantos[accion]]
        return f"{enumerar(partes)}." if partes else "No hay requisitos."


def comparar(antes: Catalogo, despues: Catalogo, nivel: str) -> Diferencia:
    """Los requisitos de un nivel en dos versiones, por su código."""
    previos, actuales = _por_codigo(antes.requisitos_de(nivel)), _por_codigo(despues.requisitos_de(nivel))
    siguen = [
        RequisitoCambiado(previos[codigo], uno, _distintos(_leido(previos[codigo]), _leido(uno)))
        for codigo, uno in actuales.items()
        if codigo in previos
    ]
    return Diferencia(
        agregados=tuple(uno for codigo, uno in actuales.items() if codigo not in previos),
        quitados=tuple(uno for codigo, uno in previos.items() if codigo not in actuales),
        cambiados=tuple(cambiado for cambiado in siguen if cambiado.campos),
        iguales=tuple(cambiado.despues for cambiado in siguen if not cambiado.campos),
    )


def al_pasar(antes: Catalogo, despues: Catalogo, nivel: str, propios: Sequence[RequisitoPropio]) -> Traspaso:
    """Qué se haría con cada requisito de la municipalidad, y cuáles se le agregarían; nada se pierde."""
    tenidos = {propio.codigo: propio for propio in propios}
    destinos = _destinos(antes, despues, nivel, tenidos)
    previos = _por_codigo(antes.requisitos)
    traidos = [_paso(previos.get(codigo), uno, tenidos.get(codigo)) for codigo, uno in destinos.items()]
    demas = [_sin_destino(propio, antes, despues) for propio in propios if propio.codigo not in destinos]
    return Traspaso((*traidos, *demas))


def _destinos(
    antes: Catalogo, despues: Catalogo, nivel: str, tenidos: Iterable[str]
) -> dict[str, RequisitoDeCatalogo]:
    """Los del nivel nuevo, y los que la municipalidad había tomado de fuera del nivel y siguen existiendo."""
    tomados = set(tenidos) - {uno.codigo for uno in antes.requisitos_de(nivel)}
    return {uno.codigo: uno for uno in despues.requisitos if nivel in uno.niveles or uno.codigo in tomados}


def _paso(
    previo: RequisitoDeCatalogo | None, nuevo: RequisitoDeCatalogo, propio: RequisitoPropio | None
) -> Paso:
    if propio is None:
        return Paso(Accion.AGREGAR, nuevo.codigo, nuevo.nombre, despues=nuevo)
    del_catalogo = _distintos(_leido(previo), _leido(nuevo)) if previo else ()
    de_lo_escrito = _distintos(_escrito(propio), _leido(nuevo))
    if propio.editado:
        novedad = de_lo_escrito and (del_catalogo or previo is None)
        accion, campos = (Accion.CONSERVAR, de_lo_escrito) if novedad else (Accion.DEJAR, ())
        return Paso(accion, nuevo.codigo, propio.nombre, campos, LO_EDITO if novedad else "", nuevo)
    campos = (*de_lo_escrito, *(cambio for cambio in del_catalogo if cambio.campo not in _ESCRITOS))
    accion = Accion.ACTUALIZAR if campos else Accion.DEJAR
    return Paso(accion, nuevo.codigo, propio.nombre, campos, despues=nuevo)


def _sin_destino(propio: RequisitoPropio, antes: Catalogo, despues: Catalogo) -> Paso:
    if propio.desactivado or propio.codigo not in _por_codigo(antes.requisitos):
        return Paso(Accion.DEJAR, propio.codigo, propio.nombre)
    razon = EN_OTRO_NIVEL if propio.codigo in _por_codigo(despues.requisitos) else YA_NO_ESTA
    accion = Accion.CONSERVAR_FUERA if propio.con_trabajo else Accion.DESACTIVAR
    return Paso(accion, propio.codigo, propio.nombre, razon=razon)


def _por_codigo(requisitos: Iterable[RequisitoDeCatalogo]) -> dict[str, RequisitoDeCatalogo]:
    return {requisito.codigo: requisito for requisito in requisitos}


def _leido(requisito: RequisitoDeCatalogo) -> dict[str, str]:
    return {
        "nombre": requisito.nombre,
        "qué se pide": requisito.que_se_pide,
        "medios de verificación": requisito.medios_escritos,
        "ámbito": requisito.ambito,
        "certeza": requisito.certeza.etiqueta,
        "fuente": requisito.fuente,
    }


def _escrito(propio: RequisitoPropio) -> dict[str, str]:
    return dict(zip(_ESCRITOS, (propio.nombre, propio.que_se_pide, propio.medios), strict=True))


def _distintos(antes: dict[str, str], despues: dict[str, str]) -> tuple[CambioDeCampo, ...]:
    return tuple(
        CambioDeCampo(campo, previo, despues[campo])
        for campo, previo in antes.items()
        if despues[campo] != previo
    )
