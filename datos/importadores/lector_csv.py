"""Lee una tabla separada por comas, puntos y coma, tabulaciones o barras."""

import csv
from collections import Counter
from io import StringIO
from itertools import islice

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.rechazos import archivo_excesivo, rechazo
from modelos.errores import ErrorDeDominio

SEPARADORES = (";", ",", "\t", "|")
FILAS_DE_MUESTRA = 200
CELDAS_MAXIMAS = 51_000 * 16  # cincuenta mil filas de dieciséis columnas, y sus títulos


def leer_csv(nombre: str, texto: str) -> Documento:
    """El documento con una sola tabla; las filas cortas se completan con celdas vacías."""
    declarado, cuerpo = _separador_declarado(texto)
    try:
        filas = _filas(cuerpo, declarado or separador(cuerpo) or ",")
    except csv.Error as error:
        raise _csv_ilegible() from error
    while filas and not any(celda.strip() for celda in filas[-1]):
        filas.pop()
    ancho = max(map(len, filas), default=0)
    if ancho * len(filas) > CELDAS_MAXIMAS:
        raise archivo_excesivo()
    salto = 2 if declarado else 1  # la línea «sep=;» también ocupa una fila del archivo
    celdas = [_celdas(fila, numero, ancho) for numero, fila in enumerate(filas, start=salto)]
    return Documento(nombre=nombre, formato="csv", bloques=[Tabla(numero=1, filas=celdas)])


def separador(texto: str) -> str | None:
    """El que corta más filas en la misma cantidad de columnas, o None si ninguno corta."""
    mejor = max(SEPARADORES, key=lambda candidato: _regularidad(texto, candidato))
    return mejor if _regularidad(texto, mejor) > (0, 0) else None


def es_tabular(texto: str) -> bool:
    """Si casi todas sus líneas se cortan por punto y coma o coma en tres o más columnas iguales."""
    filas, columnas = max(_regularidad(texto, candidato) for candidato in ";,")
    lineas = sum(1 for linea in islice(StringIO(texto), FILAS_DE_MUESTRA) if linea.strip())
    return filas >= 3 and columnas >= 3 and filas >= lineas * 0.8


def _separador_declarado(texto: str) -> tuple[str | None, str]:
    """La primera línea «sep=;» que escribe Excel, y el texto sin ella."""
    primera, _, resto = texto.partition("\n")
    primera = primera.strip().strip('"').lower()
    if primera.startswith("sep=") and len(primera) == 5:
        return primera[4], resto
    return None, texto


def _regularidad(texto: str, candidato: str) -> tuple[int, int]:
    """(filas con el largo más común, ese largo); (0, 0) si el candidato no corta nada."""
    lector = csv.reader(StringIO(texto, newline=""), delimiter=candidato)
    try:
        largos = Counter(len(fila) for fila in islice(lector, FILAS_DE_MUESTRA) if len(fila) > 1)
    except csv.Error:
        return 0, 0
    if not largos:
        return 0, 0
    largo, veces = max(largos.items(), key=lambda par: (par[1], par[0]))
    return veces, largo


def _filas(texto: str, separador: str) -> list[list[str]]:
    return list(csv.reader(StringIO(texto, newline=""), delimiter=separador))


def _csv_ilegible() -> ErrorDeDominio:
    return rechazo(
        "El archivo CSV no se puede cortar en columnas.",
        "Revise que sus comillas estén cerradas, o guárdelo como libro de Excel.",
    )


def _celdas(fila: list[str], numero: int, ancho: int) -> list[Celda]:
    completa = (fila + [""] * ancho)[:ancho]
    return [
        Celda(texto=texto.replace("\r\n", "\n").strip(), fila=numero, columna=columna)
        for columna, texto in enumerate(completa, start=1)
    ]
