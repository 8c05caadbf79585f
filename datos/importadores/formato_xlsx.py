"""Lo que python-calamine no da de un libro: celdas coloreadas, porcentajes, errores y partes ocultas.

Se lee del XML y no con openpyxl porque este despliega en memoria cada rango que el archivo declare,
y un rango falso («A1:XFD1048576») lo cuelga.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from datos.importadores.paquete import Partes
from datos.importadores.simbolos import es_de_simbolos
from datos.importadores.xml_oficina import (
    Elemento,
    analizar,
    atributo,
    encendido,
    entero,
    hijo,
    hijos,
    relaciones,
)

Lugar = tuple[int, int]

COLUMNAS_DE_EXCEL = 16_384
PORCENTAJES_DE_FABRICA = frozenset({9, 10})  # «0%» y «0.00%»
BLANCOS_INDEXADOS = frozenset({"1", "9", "64", "65"})  # 64 y 65 son los colores del sistema
TEMA_FONDO_BLANCO = "0"
REFERENCIA = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class FormatoDeHoja:
    """Lugares (fila, columna) desde 1, filas y columnas ocultas, y hasta dónde llega lo escrito."""

    extension: Lugar = (0, 0)
    marcadas: set[Lugar] = field(default_factory=set)
    porcentajes: set[Lugar] = field(default_factory=set)
    simbolos: dict[Lugar, str] = field(default_factory=dict)  # la fuente de símbolos de la celda
    errores: dict[Lugar, str] = field(default_factory=dict)
    formulas: dict[Lugar, str] = field(default_factory=dict)  # las que vienen sin su resultado
    compartidos: Counter[int] = field(default_factory=Counter)  # cuántas celdas usan cada texto del libro
    filas_ocultas: set[int] = field(default_factory=set)
    columnas_ocultas: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class EstilosDelLibro:
    """Qué estilos, por su número, pintan la celda, muestran un porcentaje o usan fuente de símbolos."""

    coloreados: frozenset[str]
    porcentuales: frozenset[str]
    simbolicos: dict[str, str]


def leer_formatos(partes: Partes) -> dict[str, FormatoDeHoja]:
    """El formato de cada hoja, por su nombre; lanza ErrorDeDominio si el XML está dañado."""
    destinos = relaciones(partes, "xl/_rels/workbook.xml.rels")
    estilos = _estilos(analizar(partes["xl/styles.xml"]) if "xl/styles.xml" in partes else None)
    formatos: dict[str, FormatoDeHoja] = {}
    for hoja in hijos(hijo(analizar(partes["xl/workbook.xml"]), "sheets"), "sheet"):
        _, destino = destinos.get(atributo(hoja, "id") or "", ("", ""))
        parte = posixpath.normpath(posixpath.join("/xl", destino)).lstrip("/")
        if destino and parte in partes:
            formatos[atributo(hoja, "name") or ""] = _formato(analizar(partes[parte]), estilos)
    return formatos


def _estilos(raiz: Elemento | None) -> EstilosDelLibro:
    rellenos = [_coloreado(hijo(relleno, "patternFill")) for relleno in hijos(hijo(raiz, "fills"), "fill")]
    propios = {
        entero(atributo(e, "numFmtId"))
        for e in hijos(hijo(raiz, "numFmts"), "numFmt")
        if "%" in (atributo(e, "formatCode") or "")
    }
    fuentes = [atributo(hijo(fuente, "name")) or "" for fuente in hijos(hijo(raiz, "fonts"), "font")]
    coloreados, porcentuales, simbolicos = set(), set(), {}
    for numero, estilo in enumerate(hijos(hijo(raiz, "cellXfs"), "xf")):
        relleno = entero(atributo(estilo, "fillId"))
        if 0 <= relleno < len(rellenos) and rellenos[relleno]:
            coloreados.add(str(numero))
        if entero(atributo(estilo, "numFmtId")) in PORCENTAJES_DE_FABRICA | propios:
            porcentuales.add(str(numero))
        fuente = entero(atributo(estilo, "fontId"))
        if 0 <= fuente < len(fuentes) and es_de_simbolos(fuentes[fuente]):
            simbolicos[str(numero)] = fuentes[fuente]
    return EstilosDelLibro(frozenset(coloreados), frozenset(porcentuales), simbolicos)


def _coloreado(relleno: Elemento | None) -> bool:
    """Un color liso que no sea blanco, o una trama; «gray125» es la muestra que traen todos los libros."""
    tipo = atributo(relleno, "patternType") or "none"
    if tipo != "solid":
        return tipo not in ("none", "gray125")
    color = hijo(relleno, "fgColor")
    if color is None:
        return False
    tema, indice = atributo(color, "theme"), atributo(color, "indexed")
    if tema is not None:
        return tema != TEMA_FONDO_BLANCO or (atributo(color, "tint") or "0") not in ("0", "0.0")
    if indice is not None:
        return indice not in BLANCOS_INDEXADOS
    return not (atributo(color, "rgb") or "FFFFFF").upper().endswith("FFFFFF")


def _formato(raiz: Elemento, estilos: EstilosDelLibro) -> FormatoDeHoja:
    formato = FormatoDeHoja()
    for columna in hijos(hijo(raiz, "cols"), "col"):
        if encendido(columna, "hidden"):
            primera, ultima = entero(atributo(columna, "min")), entero(atributo(columna, "max"))
            formato.columnas_ocultas.update(range(max(primera, 1), min(ultima, COLUMNAS_DE_EXCEL) + 1))
    for numero, fila in _filas(raiz):
        if encendido(fila, "hidden"):
            formato.filas_ocultas.add(numero)
        for lugar, celda in _celdas(numero, fila):
            _anotar(formato, lugar, celda, estilos)
    return formato


def _filas(raiz: Elemento) -> Iterator[tuple[int, Elemento]]:
    """Las filas con su número; la que no lo declara sigue a la anterior."""
    numero = 0
    for fila in hijos(hijo(raiz, "sheetData"), "row"):
        numero = entero(atributo(fila, "r"), numero + 1)
        yield numero, fila


def _celdas(numero: int, fila: Elemento) -> Iterator[tuple[Lugar, Elemento]]:
    lugar = (numero, 0)
    for celda in hijos(fila, "c"):
        referencia = REFERENCIA.fullmatch(atributo(celda, "r") or "")
        lugar = _lugar(referencia) if referencia else (lugar[0], lugar[1] + 1)
        yield lugar, celda


def _lugar(referencia: re.Match[str]) -> Lugar:
    return int(referencia[2]), _numero_de_columna(referencia[1])


def _numero_de_columna(letras: str) -> int:
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return numero


def _anotar(formato: FormatoDeHoja, lugar: Lugar, celda: Elemento, estilos: EstilosDelLibro) -> None:
    estilo, tipo = atributo(celda, "s"), atributo(celda, "t") or "n"
    valor = hijo(celda, "v")
    if len(celda):
        ultima_fila, ultima_columna = formato.extension
        formato.extension = (max(ultima_fila, lugar[0]), max(ultima_columna, lugar[1]))
    if estilo in estilos.coloreados:
        formato.marcadas.add(lugar)
    if estilo in estilos.porcentuales and tipo == "n":
        formato.porcentajes.add(lugar)
    if estilo in estilos.simbolicos:
        formato.simbolos[lugar] = estilos.simbolicos[estilo]
    if tipo == "e" and valor is not None:
        formato.errores[lugar] = valor.text or ""
    if tipo == "s" and valor is not None:
        formato.compartidos[entero(valor.text, -1)] += 1
    formula = hijo(celda, "f")
    if formula is not None and (valor is None or not valor.text):
        formato.formulas[lugar] = f"={formula.text or '…'}"
