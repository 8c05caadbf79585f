"""Los tres documentos de que nació el producto se leen como los leería una persona atenta."""

import json
from pathlib import Path

import pytest

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.esquema import a_json
from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import lugares_escritos, lugares_usados
from datos.importadores.lector_texto import leer_texto
from datos.importadores.lectores import leer
from modelos.importacion.borrador import Borrador
from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Linea, Rejilla
from tests.datos.importadores.corpus.escritores import ESCRITORES

EJEMPLOS = Path(__file__).parents[3] / "datos" / "ejemplos"
ESPERADO = Path(__file__).parent / "esperado"
DOCUMENTOS = ("la-serena-cronograma", "valle-de-los-chillos-2024", "plan-operativo-2017")
SIN_MAYUSCULAS = ("titulo", "municipalidad", "unidad")


def texto_de(nombre: str) -> Documento:
    return leer_texto(f"{nombre}.txt", (EJEMPLOS / f"{nombre}.txt").read_text())


def leido(nombre: str) -> Borrador:
    return interpretar(texto_de(nombre))


def en_bloques(documento: Documento) -> list[Bloque]:
    """El mismo documento, para escribirlo en otro formato."""
    return [
        Linea(bloque.texto, bloque.nivel, bloque.vineta)
        if isinstance(bloque, Parrafo)
        else Rejilla([[Casilla(celda.texto) for celda in fila] for fila in bloque.filas])
        for bloque in documento.bloques
    ]


def diferencias(esperado: object, obtenido: object, ruta: str = "") -> list[str]:
    """Lo que falta o cambia, sin mirar lo que sobra ni los espacios."""
    if isinstance(esperado, dict):
        assert isinstance(obtenido, dict), ruta
        return [
            d
            for clave, valor in esperado.items()
            for d in diferencias(valor, obtenido.get(clave), f"{ruta}.{clave}")
        ]
    if isinstance(esperado, list):
        assert isinstance(obtenido, list), ruta
        distinto_largo = (
            [] if len(esperado) == len(obtenido) else [f"{ruta}: {len(obtenido)} y no {len(esperado)}"]
        )
        pares = enumerate(zip(esperado, obtenido, strict=False))
        return distinto_largo + [
            d for n, (uno, otro) in pares for d in diferencias(uno, otro, f"{ruta}[{n}]")
        ]
    uno, otro = (" ".join(v.split()) if isinstance(v, str) else v for v in (esperado, obtenido))
    if ruta.rsplit(".", 1)[-1] in SIN_MAYUSCULAS and isinstance(uno, str) and isinstance(otro, str):
        uno, otro = uno.casefold(), otro.casefold()
    return [] if uno == otro else [f"{ruta}: {otro!r} y no {uno!r}"]


@pytest.mark.parametrize("nombre", DOCUMENTOS)
def test_el_documento_se_lee_como_lo_leeria_una_persona(nombre: str) -> None:
    esperado = json.loads((ESPERADO / f"{nombre}.json").read_text())

    assert diferencias(esperado, a_json(leido(nombre))) == []


@pytest.mark.parametrize("formato", ["ods", "xls", "odt", "pdf"])
@pytest.mark.parametrize("nombre", DOCUMENTOS)
def test_en_otro_formato_se_lee_lo_mismo(nombre: str, formato: str) -> None:
    esperado = json.loads((ESPERADO / f"{nombre}.json").read_text())
    contenido = ESCRITORES[formato](en_bloques(texto_de(nombre)))

    leido = interpretar(leer(f"{nombre}.{formato}", contenido))

    assert diferencias(esperado, a_json(leido)) == []


@pytest.mark.parametrize("nombre", DOCUMENTOS)
def test_cada_celda_escrita_tiene_un_lugar_o_un_aviso_propio(nombre: str) -> None:
    documento = texto_de(nombre)

    borrador = interpretar(documento)

    con_aviso = {lugar for aviso in borrador.avisos for lugar in aviso.lugares}
    escritos = {origen for origen, _ in lugares_escritos(documento)}
    assert escritos - lugares_usados(borrador) - con_aviso == set()
    assert con_aviso & lugares_usados(borrador) == set()
