"""Documentos del corpus escritos, además, como LibreOffice, Excel antiguo y PDF."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, cycle

from tests.datos.importadores.corpus import a_mano, ajenos, variantes
from tests.datos.importadores.corpus.bloques import Rejilla
from tests.datos.importadores.corpus.variantes import Caso

DE_PLANILLA, DE_TEXTO = ("ods", "xls"), ("odt", "pdf")
UNO_DE_CADA = 9


def casos() -> Iterator[Caso]:
    """De cada tantos .xlsx uno va a planilla, y de cada tantos .docx, uno a texto o PDF."""
    todos = list(chain(variantes.casos(), ajenos.casos(), a_mano.casos(), a_mano.casos_a_ciegas()))
    for extension, formatos in (("xlsx", DE_PLANILLA), ("docx", DE_TEXTO)):
        suyos = [caso for caso in todos if caso.archivo.endswith(f".{extension}")]
        for caso, formato in zip(suyos[::UNO_DE_CADA], cycle(formatos), strict=False):
            if formato != "pdf" or _tiene_tabla(caso):  # un PDF sin tablas no se lee: se pega su texto
                yield _como(caso, formato)


def _tiene_tabla(caso: Caso) -> bool:
    return any(isinstance(bloque, Rejilla) for bloque in caso.bloques)


def _como(caso: Caso, formato: str) -> Caso:
    nombre, archivo = (texto.rpartition(".")[0] + f".{formato}" for texto in (caso.nombre, caso.archivo))
    return replace(caso, nombre=nombre, archivo=archivo)
