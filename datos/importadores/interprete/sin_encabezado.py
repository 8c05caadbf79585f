"""Las tablas sin encabezado: qué es cada columna por su contenido, siempre con poca confianza."""

from collections.abc import Callable, Sequence

from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.normalizar import limpio
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.piezas import INFERIDA
from datos.importadores.interprete.responsables import parece_unidad
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.importacion.borrador import Campo

_FILAS_MINIMAS = 2
_MAYORIA = 0.6
_PALABRAS_DE_NOMBRE = 4
_LARGO_DE_ACTIVIDAD = 12  # letras, en promedio


def titular_por_contenido(filas: Sequence[Fila]) -> Titular | None:
    """Las columnas que se adivinan; None si no hay a la vez textos y meses o responsables."""
    utiles = [fila for fila in filas if len(propias(fila)) > 1]
    if len(utiles) < _FILAS_MINIMAS:
        return None
    columnas = [Columna(indice, confianza=INFERIDA) for indice in range(len(utiles[0]))]
    textos = {
        c.indice: [limpio(fila[c.indice].texto) for fila in utiles if not fila[c.indice].vacia]
        for c in columnas
    }
    con_mes = _poner(columnas, textos, Campo.MES, lambda texto: bool(leer(texto).meses))
    con_unidad = _poner(columnas, textos, Campo.RESPONSABLE, parece_unidad)
    libres = [c for c in columnas if c.campo is None and textos[c.indice]]
    if not libres or not (con_mes or con_unidad):
        return None
    actividad = max(libres, key=lambda c: _largo(textos[c.indice]))
    if _largo(textos[actividad.indice]) < _LARGO_DE_ACTIVIDAD:
        return None
    actividad.campo = Campo.ACTIVIDAD
    _poner_codigo(columnas[0], textos[0])
    if not con_unidad:
        _poner(columnas[actividad.indice + 1 :], textos, Campo.RESPONSABLE, _parece_nombre)
    _poner_linea(columnas[: actividad.indice], textos)
    return Titular(filas=0, columnas=columnas)


def _poner(
    columnas: list[Columna], textos: dict[int, list[str]], campo: Campo, prueba: Callable[[str], bool]
) -> bool:
    """Da el campo a la primera columna libre en que casi todo pasa la prueba."""
    for columna in columnas:
        escritos = textos[columna.indice]
        if columna.campo is None and escritos and sum(map(prueba, escritos)) >= _MAYORIA * len(escritos):
            columna.campo = campo
            return True
    return False


def _poner_codigo(primera: Columna, escritos: list[str]) -> None:
    """«1, 2, 3» en la primera columna numera las filas."""
    if primera.campo is None and escritos == [str(n) for n in range(1, len(escritos) + 1)]:
        primera.campo = Campo.CODIGO


def _parece_nombre(texto: str) -> bool:
    return texto[:1].isupper() and len(texto.split()) <= _PALABRAS_DE_NOMBRE and not leer(texto).meses


def _poner_linea(columnas: list[Columna], textos: dict[int, list[str]]) -> None:
    """A la izquierda de la actividad, la columna de textos más cercana es su línea."""
    for columna in reversed(columnas):
        if columna.campo is None and _largo(textos[columna.indice]) > 3:
            columna.campo = Campo.LINEA
            return


def _largo(textos: list[str]) -> float:
    return sum(map(len, textos)) / len(textos) if textos else 0.0
