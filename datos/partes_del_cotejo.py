"""Las filas del cotejo que se dibujan: las por revisar, o una ventana de todas."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from datos.cotejo import Renglon, Seccion


def por_revisar(secciones: Iterable[Seccion]) -> list[Seccion]:
    """Las secciones solo con las filas que piden que la persona las mire."""
    return _con_filas(
        (seccion, [renglon for renglon in seccion.renglones if renglon.por_revisar]) for seccion in secciones
    )


def celdas_sin_usar(secciones: Iterable[Seccion]) -> list[tuple[Renglon, str]]:
    """Cada celda con texto que no quedó en ninguna parte del borrador."""
    return [
        (renglon, celda.texto)
        for seccion in secciones
        for renglon in seccion.renglones
        for celda in renglon.celdas
        if celda.sin_usar
    ]


def cuantas_filas(secciones: Iterable[Seccion]) -> int:
    """Las filas de todas las secciones."""
    return sum(len(seccion.renglones) for seccion in secciones)


def ventana_de(secciones: Iterable[Seccion], ventana: slice) -> list[Seccion]:
    """Las secciones solo con las filas que caen en ese tramo de todas ellas, contadas de corrido."""
    recortadas = []
    antes = 0
    for seccion in secciones:
        desde, hasta = max(ventana.start - antes, 0), max(ventana.stop - antes, 0)
        recortadas.append((seccion, seccion.renglones[desde:hasta]))
        antes += len(seccion.renglones)
    return _con_filas(recortadas)


def _con_filas(pares: Iterable[tuple[Seccion, Sequence[Renglon]]]) -> list[Seccion]:
    return [replace(seccion, renglones=tuple(filas)) for seccion, filas in pares if filas]
