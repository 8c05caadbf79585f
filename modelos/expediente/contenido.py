"""Qué lleva el expediente: cada archivo de evidencia en la carpeta de su requisito, y qué le falta."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from modelos.certificacion.brecha import abiertos
from modelos.certificacion.cumplimiento import Afirmacion, afirmar, aplica, homologado
from modelos.certificacion.estados import EstadoEvidencia
from modelos.certificacion.proceso import (
    Certificacion,
    EvidenciaDelPlan,
    RequisitoDelProceso,
    RevisionDeEvidencia,
)
from modelos.expediente.nombres import nombre_de_archivo, ruta, unicas
from modelos.frases import enumerar

REQUISITOS = "requisitos"
EXTENSION_DE_DIRECCION = "txt"
"""Una dirección de la red va escrita en un texto: un acceso directo se ejecuta al abrirlo."""


@dataclass(frozen=True, slots=True)
class Entrada:
    """Un archivo del expediente: de qué requisito y evidencia es, y dónde queda dentro de data/."""

    numero: int
    ruta: str
    requisito: RequisitoDelProceso
    evidencia: EvidenciaDelPlan
    revision: RevisionDeEvidencia
    paginas: str


@dataclass(frozen=True, slots=True)
class Contenido:
    """Las entradas en el orden de los requisitos, y lo que falta para que esté completo."""

    entradas: tuple[Entrada, ...]
    faltas: tuple[str, ...]

    @property
    def completo(self) -> bool:
        """Si todos los requisitos cumplen y tienen con qué probarlo."""
        return not self.faltas


def reunir(certificacion: Certificacion, hoy: date, *, todas_las_revisiones: bool = False) -> Contenido:
    """La evidencia aceptada y vigente de cada requisito; con todas sus revisiones, si se pide."""
    sueltas = list(_sueltas(certificacion, hoy, todas_las_revisiones=todas_las_revisiones))
    rutas = unicas([_ruta(requisito, evidencia, revision) for requisito, evidencia, revision, _ in sueltas])
    entradas = tuple(
        Entrada(numero, puesta, requisito, evidencia, revision, paginas)
        for numero, (puesta, (requisito, evidencia, revision, paginas)) in enumerate(
            zip(rutas, sueltas, strict=True), start=1
        )
    )
    return Contenido(entradas, tuple(_faltas(certificacion, hoy)))


def _sueltas(
    certificacion: Certificacion, hoy: date, *, todas_las_revisiones: bool
) -> Iterator[tuple[RequisitoDelProceso, EvidenciaDelPlan, RevisionDeEvidencia, str]]:
    for requisito in certificacion.activos:
        for evidencia in certificacion.evidencia_por_requisito.get(requisito.id, ()):
            if not evidencia.prueba(hoy):
                continue
            paginas = next(uno.paginas for uno in evidencia.requisitos if uno.requisito_id == requisito.id)
            revisiones = evidencia.revisiones if todas_las_revisiones else evidencia.revisiones[-1:]
            for revision in revisiones:
                yield requisito, evidencia, revision, paginas


def carpeta(requisito: RequisitoDelProceso) -> str:
    """«SCAM-401 Política ambiental»."""
    return nombre_de_archivo(f"{requisito.codigo} {requisito.nombre}", hasta=60)


def _ruta(requisito: RequisitoDelProceso, evidencia: EvidenciaDelPlan, revision: RevisionDeEvidencia) -> str:
    vez = f" r{revision.numero}" if revision is not evidencia.actual else ""
    extension = revision.tipo or EXTENSION_DE_DIRECCION
    nombre = nombre_de_archivo(f"{evidencia.codigo}{vez} {evidencia.titulo}", extension)
    return ruta(REQUISITOS, carpeta(requisito), nombre)


def _faltas(certificacion: Certificacion, hoy: date) -> Iterator[str]:
    """Los requisitos que no cumplen, con por qué; y los que cumplen sin nada que lo pruebe.

    Si se llega al mínimo exigido, lo que no cumple no falta: el nivel se presenta así, y la matriz lo dice.
    """
    alcanza = afirmar(certificacion, "").afirmacion is Afirmacion.EN_CONDICIONES
    if not any(aplica(uno) for uno in certificacion.activos):
        yield "Requisitos: ninguno aplica todavía"
    sin_cumplir = {uno.requisito.id: uno for uno in abiertos(certificacion, hoy)}
    for requisito in certificacion.activos:
        nombre = f"{requisito.codigo} {requisito.nombre}"
        abierto = sin_cumplir.get(requisito.id)
        if abierto is not None:
            if not alcanza:
                yield f"{nombre}: {enumerar([causa.etiqueta.lower() for causa in abierto.causas])}"
            continue
        suya = certificacion.evidencia_por_requisito.get(requisito.id, ())
        probado = homologado(requisito) or any(una.prueba(hoy) for una in suya)
        if aplica(requisito) and not probado:
            yield f"{nombre}: cumple, y no tiene evidencia aceptada y vigente"
        for evidencia in suya:
            if evidencia.estado in (EstadoEvidencia.CARGADA, EstadoEvidencia.OBSERVADA):
                yield f"{nombre}: {evidencia.codigo} está {evidencia.estado.etiqueta.lower()}, sin aceptar"
