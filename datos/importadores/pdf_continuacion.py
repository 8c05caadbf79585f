"""La fila que el salto de página cortó en dos, de nuevo entera."""

from collections.abc import Iterable
from dataclasses import replace

from datos.importadores.documento import Celda, Parrafo, Tabla


def unir_filas_cortadas(bloques: Iterable[Parrafo | Tabla]) -> list[Parrafo | Tabla]:
    """Los mismos bloques; lo que siguió en otra página vuelve a la fila en que empezó.

    Se reconoce porque todo lo escrito en la primera fila de la página empieza en minúscula y lo de arriba no.
    """
    unidos: list[Parrafo | Tabla] = []
    pagina = 0  # la última en que se vio seguir la tabla con que terminan
    for bloque in bloques:
        anterior = unidos[-1] if unidos else None
        if isinstance(bloque, Tabla) and isinstance(anterior, Tabla) and bloque.pagina == pagina + 1:
            unidos[-1], resto = _unidas(anterior, bloque)
            unidos += [resto] if resto else []
        else:
            unidos.append(bloque)
        pagina = bloque.pagina or 0
    return unidos


def _unidas(anterior: Tabla, tabla: Tabla) -> tuple[Tabla, Tabla | None]:
    """La tabla de antes con la fila entera, y lo que queda de la otra si no es solo el encabezado."""
    numero = _filas_de_encabezado(anterior, tabla)
    if len(tabla.filas[0]) != len(anterior.filas[0]) or numero >= min(len(tabla.filas), len(anterior.filas)):
        return anterior, tabla
    if not _esta_cortada(anterior.filas[-1], tabla.filas[numero]):
        return anterior, tabla
    resto = _sin_la_fila(tabla, numero) if len(tabla.filas) > numero + 1 else None
    return _con_lo_que_sigue(anterior, tabla.filas[numero]), resto


def _filas_de_encabezado(anterior: Tabla, tabla: Tabla) -> int:
    """Cuántas de las primeras filas repiten las primeras de la página anterior."""
    parejas = zip(anterior.filas, tabla.filas, strict=False)
    iguales = [[c.texto for c in una] == [c.texto for c in otra] for una, otra in parejas]
    return next((n for n, igual in enumerate(iguales) if not igual), len(iguales))


def _esta_cortada(arriba: list[Celda], fila: list[Celda]) -> bool:
    escritas = [pareja for pareja in zip(arriba, fila, strict=True) if not pareja[1].vacia]
    return bool(escritas) and all(
        _en_minuscula(celda) and not de_arriba.vacia and not _en_minuscula(de_arriba)
        for de_arriba, celda in escritas
    )


def _en_minuscula(celda: Celda) -> bool:
    return celda.texto[:1].islower()


def _con_lo_que_sigue(tabla: Tabla, fila: list[Celda]) -> Tabla:
    """La tabla con cada texto agregado a su celda de la última fila, y a sus copias si es combinada."""
    textos = {
        _ancla(arriba): f"{arriba.texto} {celda.texto}"
        for arriba, celda in zip(tabla.filas[-1], fila, strict=True)
        if not celda.vacia and not celda.repetida
    }
    return replace(tabla, filas=[[_con_texto(celda, textos) for celda in una] for una in tabla.filas])


def _con_texto(celda: Celda, textos: dict[tuple[int, int], str]) -> Celda:
    texto = textos.get(_ancla(celda))
    return celda if texto is None else replace(celda, texto=texto, valor=texto)


def _ancla(celda: Celda) -> tuple[int, int]:
    return celda.ancla or (celda.fila, celda.columna)


def _sin_la_fila(tabla: Tabla, numero: int) -> Tabla:
    """Las demás filas; lo combinado que nacía en la quitada queda vacío, como si siguiera lo de arriba."""
    quitada = tabla.filas[numero][0].fila
    otras = [fila for n, fila in enumerate(tabla.filas) if n != numero]
    return replace(tabla, filas=[[_suelta(celda, quitada) for celda in fila] for fila in otras])


def _suelta(celda: Celda, quitada: int) -> Celda:
    if celda.ancla is None or celda.ancla[0] != quitada:
        return celda
    return Celda("", celda.fila, celda.columna)
