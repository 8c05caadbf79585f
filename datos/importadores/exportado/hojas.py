"""Las tablas de un documento que llevan los títulos de un cronograma exportado, y sus filas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from datos.exportadores.columnas import (
    ACTIVIDAD,
    CLAVE,
    CODIGO,
    LINEA,
    MESES,
    OBJETIVO,
    PROGRAMA,
    Columna,
    por_titulo,
)
from datos.exportadores.libro import NINGUNO
from datos.importadores.documento import Celda, Documento, Formato, Tabla
from datos.importadores.exportado import escrito
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.importacion.origen import Origen
from modelos.parecido import normalizar
from modelos.plan import TipoPlan

PADRES = (PROGRAMA, LINEA, OBJETIVO)
_FILAS_DE_TITULO = 10
_CLAVE_AL_FINAL = re.compile(r"(?P<codigo>.*?)\s*(?P<clave>p\d+-a\d+-[0-9a-f]{4}(?:-v\d+)?)", re.DOTALL)
_ROTULOS = {"Programa": PROGRAMA} | {
    etiqueta.capitalize(): campo
    for tipo in TipoPlan
    for etiqueta, campo in ((tipo.etiquetas.linea, LINEA), (tipo.etiquetas.objetivo, OBJETIVO))
}
"""Cómo empieza la fila que, en un Word, nombra a las que siguen: «Línea: Agua»."""


@dataclass(frozen=True, slots=True)
class Escrito:
    """Un texto del documento y su lugar."""

    texto: str
    origen: Origen


@dataclass(frozen=True, slots=True)
class Fila:
    """Una actividad en una tabla: sus textos por campo y, aparte, las celdas de sus meses."""

    origen: Origen
    textos: Mapping[str, Escrito]
    celdas: tuple[tuple[Columna, Celda, Origen], ...]  # las de cantidades y números, con algo escrito

    def texto(self, campo: str) -> str:
        """Lo escrito en ese campo; vacío si no hay nada."""
        return self.textos[campo].texto if campo in self.textos else ""

    @property
    def clave(self) -> ClaveExportada | None:
        """La de la actividad que se exportó en esta fila."""
        return ClaveExportada.leer(self.texto(CLAVE))

    @property
    def ruta(self) -> str:
        """Con qué se reconoce en otra tabla la que no tiene clave."""
        return " / ".join(normalizar(self.texto(campo)) for campo in (*PADRES, ACTIVIDAD))


@dataclass(frozen=True, slots=True)
class Hoja:
    """Una tabla exportada: sus columnas con la celda que las titula, y las filas que siguen."""

    tabla: Tabla
    formato: Formato
    columnas: tuple[tuple[Celda, Columna], ...]
    ajenas: tuple[Celda, ...]  # títulos que alguien agregó
    desde: int  # en `tabla.filas`

    @property
    def campos(self) -> set[str]:
        """Los que tienen columna."""
        return {columna.campo for _, columna in self.columnas}

    @property
    def agrega(self) -> bool:
        """Si dice qué actividades hay; la que solo trae lo ejecutado completa a las de otra."""
        return bool(self.campos & {LINEA, MESES})

    def filas(self) -> Iterator[Fila]:
        """Las que dicen algo, con los padres que un Word escribe en una fila propia."""
        padres: dict[str, Escrito] = {}
        for celdas in self.tabla.filas[self.desde :]:
            campo, nombre = _franja(celdas)
            if campo:
                for inferior in PADRES[PADRES.index(campo) :]:
                    padres.pop(inferior, None)
                padres[campo] = Escrito("" if nombre == NINGUNO else nombre, self.tabla.origen(celdas[0]))
            elif any(not celda.vacia for celda in celdas):
                yield self._fila(celdas, padres)

    def _fila(self, celdas: list[Celda], padres: Mapping[str, Escrito]) -> Fila:
        escritas = [
            (columna, celda, self.tabla.origen(celda))
            for titulo, columna in self.columnas
            if not (celda := celdas[titulo.columna - 1]).vacia
        ]
        textos = dict(padres) | {
            columna.campo: Escrito(escrito.texto(celda, self.formato), origen)
            for columna, celda, origen in escritas
            if columna.es_texto
        }
        numeros = tuple(escrita for escrita in escritas if not escrita[0].es_texto)
        return Fila(
            Origen(hoja=self.tabla.hoja, tabla=self.tabla.numero, fila=celdas[0].fila),
            _con_clave(textos),
            numeros,
        )


def hojas(documento: Documento) -> list[Hoja]:
    """Las del documento, en su orden."""
    halladas = (_hoja(tabla, documento.formato) for tabla in documento.tablas)
    return [hoja for hoja in halladas if hoja is not None]


def copias_ocultas(halladas: Iterable[Hoja]) -> list[Hoja]:
    """Las ocultas que dicen qué actividades hay, si otra a la vista también lo dice: la que vale es esa."""
    cronogramas = [hoja for hoja in halladas if hoja.agrega]
    ocultas = [hoja for hoja in cronogramas if hoja.tabla.oculta]
    return ocultas if len(ocultas) < len(cronogramas) else []


def _hoja(tabla: Tabla, formato: Formato) -> Hoja | None:
    for numero, fila in enumerate(tabla.filas[:_FILAS_DE_TITULO], start=1):
        propias = [celda for celda in fila if not celda.vacia and not celda.repetida]
        columnas = tuple((celda, columna) for celda in propias if (columna := por_titulo(celda.texto)))
        campos = {columna.campo for _, columna in columnas}
        if ACTIVIDAD in campos and campos & {CLAVE, CODIGO}:
            ajenas = tuple(celda for celda in propias if por_titulo(celda.texto) is None)
            return Hoja(tabla, formato, columnas, ajenas, numero)
    return None


def _franja(celdas: list[Celda]) -> tuple[str, str]:
    """El campo y el nombre de la fila de una sola celda a todo lo ancho; dos vacíos si no lo es."""
    rotulo, _, nombre = celdas[0].texto.partition(": ")
    campo = _ROTULOS.get(rotulo.strip(), "")
    entera = len(celdas) > 1 and all(celda.repetida for celda in celdas[1:])
    return (campo, nombre.strip()) if campo and nombre and entera else ("", "")


def _con_clave(textos: dict[str, Escrito]) -> dict[str, Escrito]:
    """En un Word la clave va oculta tras el número de la actividad."""
    codigo = None if CLAVE in textos else textos.get(CODIGO)
    hallada = _CLAVE_AL_FINAL.fullmatch(codigo.texto) if codigo else None
    if codigo is None or hallada is None:
        return textos
    separados = {campo: Escrito(hallada[campo], codigo.origen) for campo in (CODIGO, CLAVE) if hallada[campo]}
    return {campo: dicho for campo, dicho in textos.items() if campo != CODIGO} | separados
