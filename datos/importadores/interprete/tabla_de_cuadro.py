"""Los cuadros con un mes por columna y la actividad escrita en la celda: una fila por cada una."""

from dataclasses import replace

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.muestras import dice_meses, largo
from datos.importadores.interprete.rotulos import rotulo
from datos.importadores.interprete.titulares import Fila, propias

_FILAS_ANTES = 8  # de título sobre el encabezado
_MESES_MINIMOS = 2
_LARGO_DE_ACCION = 8  # letras, en promedio; una marca es más corta


def extendida(tabla: Tabla) -> Tabla | None:
    """La misma tabla con «responsable · actividad · mes» por fila, o None si no es un cuadro de meses."""
    for numero, fila in enumerate(tabla.filas[:_FILAS_ANTES]):
        meses = [n for n, celda in enumerate(fila) if n and not celda.repetida and rotulo(celda).mes]
        if len(meses) >= _MESES_MINIMOS and len(meses) == len(propias(fila)) - 1 and not fila[0].vacia:
            return _en_filas(tabla, numero, meses)
    return None


def _en_filas(tabla: Tabla, numero: int, meses: list[int]) -> Tabla | None:
    titulos, cuerpo = tabla.filas[numero], tabla.filas[numero + 1 :]
    acciones = [(fila, n) for fila in cuerpo for n in meses if not fila[n].vacia and not fila[n].repetida]
    textos = [fila[n].texto for fila, n in acciones]
    if largo(textos) < _LARGO_DE_ACCION or any(dice_meses(texto) for texto in textos):
        return None
    primero = titulos[meses[0]]
    encabezado = [titulos[0], replace(primero, texto="Actividad"), replace(primero, texto="Mes")]
    filas = [[fila[0], fila[n], titulos[n]] for fila, n in acciones]
    antes = [_corta(fila) for fila in tabla.filas[:numero]]
    return replace(tabla, filas=[*antes, encabezado, *filas])


def _corta(fila: Fila) -> list[Celda]:
    return list(fila[:3])
