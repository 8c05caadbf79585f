"""Lo que el documento dice que significan sus códigos de plazo: «C = corto plazo (1 año)»."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.piezas import Dato
from datos.importadores.interprete.titulares import propias
from modelos.importacion.origen import Origen

_PLAZO = r"(?:(?:corto|mediano|largo|inmediato)(?:\s+plazo)?|medio\s+plazo)"
_CODIGO = r"[A-Z]{1,2}|[A-Z]\.\s?P\."
_CODIGO_PRIMERO = re.compile(
    rf"(?<!\w)(?P<codigo>{_CODIGO})\)?\s*[=:–-]\s*(?P<sentido>(?i:{_PLAZO})\b[^;.\n|]*)"
)
_NOMBRE_PRIMERO = re.compile(
    rf"\b(?P<nombre>(?i:{_PLAZO}))\s*\((?P<codigo>{_CODIGO})\)(?:\s*[=:–-]\s*(?P<detalle>[^;.\n|]*))?"
)
_SOLO_CODIGO = re.compile(rf"(?:{_CODIGO})")
_SOLO_SENTIDO = re.compile(rf"{_PLAZO}(?:\s*[:;,(=–-].*|\s+(?:de|hasta|entre|\d).*)?")
_JUNTO_A_LOS_MESES = "quedó escrito junto a los meses que dice otra parte"
_LARGO = 400
Definicion = tuple[str, str, Origen]  # el código, su significado y dónde lo dice
_SOLO_ANIOS = re.compile(
    r"(?:(?:desde|de|entre|hasta|del|al?|y|ano|anos|en adelante|(?:19|20)\d\d|\d\d)\b|[\s–/,;-])+"
)


def leyenda_de_plazos(documento: Documento) -> dict[str, Dato]:
    """Por código, su significado con las palabras del documento; vacío si no lo dice en ninguna parte."""
    definidos: dict[str, Dato] = {}
    for codigo, sentido, origen in [*_en_textos(documento), *_en_celdas_vecinas(documento)]:
        clave = llano(codigo).replace(" ", "").replace(".", "")
        definidos.setdefault(clave, Dato(limpio(sentido).strip(" ,:-–"), origen))
    return definidos


def plazo_sin_meses(texto: str, leyenda: Mapping[str, Dato], con_meses: bool) -> tuple[str, str]:
    """El plazo tal como queda escrito, con su significado si el documento lo da, y por qué no tiene meses.

    `con_meses` si la actividad los tiene por otra parte: entonces no le faltan.
    """
    plano = llano(texto).strip(" .")
    definido = leyenda.get(plano.replace(" ", "").replace(".", ""))
    if definido:
        que_es = f"«{texto}» es «{definido.texto}» según el documento, que"
        motivo = f"{que_es} dice los meses en otra parte." if con_meses else f"{que_es} no dice los meses."
        return f"{texto}: {definido.texto}", motivo
    queda = _JUNTO_A_LOS_MESES if con_meses else "quedó escrito, sin programar"
    if _SOLO_ANIOS.fullmatch(plano) and re.search(r"\d{4}", plano):
        return texto, f"«{texto}» dice los años y no los meses: {queda}."
    if re.fullmatch(_PLAZO, plano):
        return texto, f"«{texto}» no dice los meses: {queda}."
    return texto, no_se_entiende(texto, con_meses)


def no_se_entiende(texto: str, con_meses: bool) -> str:
    """Por qué mirar un plazo que no dice nada que se conozca."""
    queda = _JUNTO_A_LOS_MESES if con_meses else "faltan los meses"
    return f"No se entendió el plazo «{texto}»: {queda}."


def _en_textos(documento: Documento) -> Iterator[Definicion]:
    for texto, origen in _textos(documento):
        for hallado in _CODIGO_PRIMERO.finditer(texto):
            yield hallado["codigo"], hallado["sentido"], origen
        for hallado in _NOMBRE_PRIMERO.finditer(texto):
            detalle = limpio(hallado["detalle"] or "")
            sentido = f"{hallado['nombre']}: {detalle}" if detalle else hallado["nombre"]
            yield hallado["codigo"], sentido, origen


def _textos(documento: Documento) -> Iterator[tuple[str, Origen]]:
    for bloque in documento.bloques:
        if isinstance(bloque, Parrafo):
            yield bloque.texto[:_LARGO], bloque.origen()
            continue
        celdas = (celda for fila in bloque.filas for celda in fila if "lazo" in celda.texto.lower())
        yield from ((celda.texto[:_LARGO], bloque.origen(celda)) for celda in celdas)


def _en_celdas_vecinas(documento: Documento) -> Iterator[Definicion]:
    """«C» en una celda y «Corto plazo: hasta 12 meses» en la de su derecha."""
    for tabla in documento.tablas:
        for fila in tabla.filas:
            for codigo, sentido in pairwise(propias(fila)):
                if _SOLO_CODIGO.fullmatch(codigo.texto.strip()) and _SOLO_SENTIDO.match(llano(sentido.texto)):
                    yield codigo.texto, sentido.texto, tabla.origen(sentido)
