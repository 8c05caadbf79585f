"""Lo leído, por el lugar del documento de donde salió: cuáles celdas se usaron y cuáles son dudosas."""

from collections import defaultdict
from dataclasses import dataclass, field

from modelos.importacion.borrador import CONFIANZA_SEGURA, ActividadBorrador, Aviso, Borrador
from modelos.importacion.origen import Origen

_PADRES = ("programa", "linea", "objetivo")
Lugar = tuple[str | None, int | None, int, int | None]


@dataclass(frozen=True, slots=True)
class OtroLeido:
    """Lo que se leyó en una fila y no es una actividad: «Acuerdo», «Firma»."""

    clase: str
    texto: str
    dudoso: bool = False


@dataclass(slots=True)
class Indice:
    """Lo leído, por su lugar en el documento."""

    usados: set[Lugar] = field(default_factory=set)
    dudosos: set[Lugar] = field(default_factory=set)
    encabezados: set[Lugar] = field(default_factory=set)
    actividades: defaultdict[Lugar, list[ActividadBorrador]] = field(
        default_factory=lambda: defaultdict(list)
    )
    aparte: defaultdict[Lugar, dict[OtroLeido, None]] = field(default_factory=lambda: defaultdict(dict))
    otros: defaultdict[Lugar, list[OtroLeido]] = field(default_factory=lambda: defaultdict(list))
    avisos: defaultdict[Lugar, list[Aviso]] = field(default_factory=lambda: defaultdict(list))


def indexar(borrador: Borrador) -> Indice:
    """Todo el borrador, cada cosa en el lugar del documento de donde salió."""
    indice = Indice()
    for columna in borrador.columnas:
        indice.encabezados.update(lugar_de(origen) for origen in columna.encabezados)
    indice.usados |= indice.encabezados
    _indexar_plan(borrador, indice)
    for actividad in borrador.actividades:
        _indexar_actividad(actividad, indice)
    for aporte in borrador.participacion:
        _indexar_otro(indice, aporte.origen, aporte.tipo, aporte.texto, aporte.confianza)
    for firma in borrador.firmas:
        texto = ", ".join(parte for parte in (firma.accion, firma.nombre, firma.cargo) if parte)
        _indexar_otro(indice, firma.origen, "firma", texto)
    for aviso in borrador.avisos:
        if aviso.origen:
            indice.avisos[fila_de(aviso.origen)].append(aviso)
    return indice


def _indexar_plan(borrador: Borrador, indice: Indice) -> None:
    plan = borrador.plan
    for campo, origen in plan.origen.items():
        clave = campo.split(".", 1)[0]
        _indexar_otro(indice, origen, clave, plan.dicho(clave), plan.confianzas.get(campo, 1.0))
    for objetivo in plan.objetivos:
        _indexar_otro(
            indice, objetivo.origen, f"objetivo {objetivo.clase}", objetivo.texto, objetivo.confianza
        )


def _indexar_actividad(actividad: ActividadBorrador, indice: Indice) -> None:
    for campo, origen in actividad.origen.items():
        indice.usados.add(lugar_de(origen))
        confianza = actividad.confianzas.get(campo, actividad.confianzas.get(campo.split(".", 1)[0], 1.0))
        if confianza < CONFIANZA_SEGURA:
            indice.dudosos.add(lugar_de(origen))
    propio = actividad.origen.get("actividad") or next(iter(actividad.origen.values()), None)
    if propio is None:
        return
    indice.actividades[fila_de(propio)].append(actividad)
    for campo, origen in actividad.origen.items():
        if origen.fila != propio.fila or fila_de(origen) != fila_de(propio):
            _indexar_aparte(indice, actividad, campo, origen)


def _indexar_aparte(indice: Indice, actividad: ActividadBorrador, campo: str, origen: Origen) -> None:
    """Lo que la actividad toma de otra fila se muestra en esa fila, si de ella no nace ninguna actividad."""
    clase = campo.split(".", 1)[0]
    if clase in ("actividad", "codigo"):
        return
    texto = getattr(actividad, clase) if clase in _PADRES else f"de «{actividad.actividad}»"
    otro = OtroLeido(clase, texto or "", actividad.confianzas.get(campo, 1.0) < CONFIANZA_SEGURA)
    if texto:
        indice.aparte[fila_de(origen)].setdefault(otro)


def _indexar_otro(
    indice: Indice, origen: Origen | None, clase: str, texto: str, confianza: float = 1.0
) -> None:
    if origen is None:
        return
    dudoso = confianza < CONFIANZA_SEGURA
    indice.usados.add(lugar_de(origen))
    if dudoso:
        indice.dudosos.add(lugar_de(origen))
    repetido = any((otro.clase, otro.texto) == (clase, texto) for otro in indice.otros[fila_de(origen)])
    if texto and not repetido:
        indice.otros[fila_de(origen)].append(OtroLeido(clase, texto, dudoso))


def lugar_de(origen: Origen) -> Lugar:
    """La celda."""
    return origen.hoja, origen.tabla, origen.fila, origen.columna


def fila_de(origen: Origen) -> Lugar:
    """La fila entera en que está la celda."""
    return origen.hoja, origen.tabla, origen.fila, None
