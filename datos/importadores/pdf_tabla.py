"""Una tabla con líneas de un PDF: su rejilla, qué letras caen en cada celda y cuáles están pintadas."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from datos.importadores.documento import Celda
from datos.importadores.pdf_texto import Letra, Renglon, en_parrafos, girado, junto, renglones
from datos.importadores.rechazos import archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS, Lugar, Rango, expandir

Caja = tuple[float, float, float, float]  # izquierda, arriba, derecha, abajo, en puntos

MISMO_BORDE = 2.0  # puntos: dos líneas más cerca que esto son la misma
CASI_BLANCO = 0.97
Color = tuple[float, ...]


@dataclass(slots=True)
class RejillaPdf:
    """Las columnas y filas que dibujan las líneas; una celda combinada ocupa varias."""

    bordes_x: list[float]
    bordes_y: list[float]
    rangos: list[Rango] = field(default_factory=list)
    ancla: dict[Lugar, Lugar] = field(default_factory=dict)

    @property
    def ancho(self) -> int:
        """Cantidad de columnas."""
        return len(self.bordes_x) - 1

    @property
    def alto(self) -> int:
        """Cantidad de filas."""
        return len(self.bordes_y) - 1

    def lugar(self, x: float, y: float) -> Lugar | None:
        """La primera celda de la que contiene el punto; None si el punto no está en ninguna."""
        return self.ancla.get((bisect_right(self.bordes_y, y), bisect_right(self.bordes_x, x)))

    def ancho_de(self, primera: Lugar, ultima: Lugar) -> float:
        """En puntos, de la primera columna a la última."""
        return self.bordes_x[ultima[1]] - self.bordes_x[primera[1] - 1]


def rejilla_de(cajas: Sequence[Caja]) -> RejillaPdf:
    """La rejilla de las celdas; ErrorDeDominio si tiene más que cualquier plan."""
    rejilla = RejillaPdf(
        _bordes([x for caja in cajas for x in (caja[0], caja[2])]),
        _bordes([y for caja in cajas for y in (caja[1], caja[3])]),
    )
    if rejilla.alto * rejilla.ancho > CELDAS_MAXIMAS:
        raise archivo_excesivo()
    for izquierda, arriba, derecha, abajo in sorted(cajas, key=lambda caja: (caja[1], caja[0])):
        primera = _indice(rejilla.bordes_y, arriba), _indice(rejilla.bordes_x, izquierda)
        ultima = _indice(rejilla.bordes_y, abajo) - 1, _indice(rejilla.bordes_x, derecha) - 1
        rejilla.rangos.append((primera, ultima))
        for fila in range(primera[0], ultima[0] + 1):
            for columna in range(primera[1], ultima[1] + 1):
                rejilla.ancla.setdefault((fila, columna), primera)
    return rejilla


def _bordes(valores: Iterable[float]) -> list[float]:
    bordes: list[float] = []
    for valor in sorted(valores):
        if not bordes or valor - bordes[-1] > MISMO_BORDE:
            bordes.append(valor)
    return bordes


def _indice(bordes: list[float], valor: float) -> int:
    """Desde 1, el borde que está en ese valor."""
    return bisect_right(bordes, valor + 0.01)


def leer_celdas(rejilla: RejillaPdf, letras: Iterable[Letra], pintado: Iterable[Any]) -> list[list[Celda]]:
    """Las filas con sus celdas combinadas desplegadas; las pintadas van marcadas."""
    por_celda: defaultdict[Lugar, list[Letra]] = defaultdict(list)
    for letra in letras:
        lugar = rejilla.lugar(*medio(letra))
        if lugar is not None:
            por_celda[lugar].append(letra)
    lineas = {lugar: renglones(suyas) for lugar, suyas in por_celda.items()}
    margenes = _margenes(rejilla, lineas)
    anchos = {
        primera: rejilla.ancho_de(primera, ultima) - 2 * margenes.get(primera[1], 0)
        for primera, ultima in rejilla.rangos
    }
    tituladas = {columna for fila, columna in lineas if fila == 1}
    marcadas = _pintadas(rejilla, pintado, tituladas)
    filas = [
        [Celda("", f, c, marcada=(f, c) in marcadas) for c in range(1, rejilla.ancho + 1)]
        for f in range(1, rejilla.alto + 1)
    ]
    for (f, c), suyas in lineas.items():
        parrafos = [junto(parrafo) for parrafo in en_parrafos(suyas, anchos[f, c])]
        texto = "\n".join([*parrafos, girado(por_celda[f, c])]).strip()
        filas[f - 1][c - 1] = Celda(texto, f, c, texto or None, (f, c) in marcadas)
    expandir(filas, (rango for rango in rejilla.rangos if rango[0] != rango[1]))
    return filas


def medio(letra: Letra) -> tuple[float, float]:
    """El punto medio de la letra."""
    return (letra["x0"] + letra["x1"]) / 2, (letra["top"] + letra["bottom"]) / 2


def _margenes(rejilla: RejillaPdf, lineas: dict[Lugar, list[Renglon]]) -> dict[int, float]:
    """De las celdas que nacen en cada columna, el menor blanco entre la línea y la primera letra."""
    margenes: dict[int, float] = {}
    for (_, columna), suyas in lineas.items():
        if not suyas:  # todo lo suyo está escrito de lado
            continue
        blanco = min(linea.x0 for linea in suyas) - rejilla.bordes_x[columna - 1]
        margenes[columna] = min(margenes.get(columna, blanco), blanco)
    return margenes


def _pintadas(rejilla: RejillaPdf, pintado: Iterable[Any], tituladas: set[int]) -> set[Lugar]:
    """Las celdas con fondo; un mismo color en toda la fila, o en la columna con su título, es adorno.

    Sin título arriba, una columna toda pintada es un mes en que se hace todo lo de esa página.
    """
    colores: dict[Lugar, Color] = {}
    for figura in pintado:
        color = _color(figura)
        if color is None:
            continue
        for fila in _tapados(rejilla.bordes_y, figura["top"], figura["bottom"]):
            for columna in _tapados(rejilla.bordes_x, figura["x0"], figura["x1"]):
                colores[fila, columna] = color
    filas, columnas = range(1, rejilla.alto + 1), range(1, rejilla.ancho + 1)
    parejas = {f for f in filas if len({colores.get((f, c)) for c in columnas}) == 1}
    adornadas = {c for c in tituladas if len({colores.get((f, c)) for f in filas}) == 1}
    return {(f, c) for f, c in colores if f not in parejas and c not in adornadas}


def _tapados(bordes: list[float], desde: float, hasta: float) -> range:
    """Las filas o columnas cuyo medio queda dentro del tramo."""
    medios = [(uno + otro) / 2 for uno, otro in pairwise(bordes)]
    return range(bisect_right(medios, desde) + 1, bisect_right(medios, hasta) + 1)


def _color(figura: Any) -> Color | None:
    """El relleno, si lo tiene y no es blanco; en CMYK el blanco es no tener tinta."""
    color = figura.get("non_stroking_color")
    if not figura.get("fill") or not isinstance(color, tuple | list) or not color:
        return None
    if not all(isinstance(parte, int | float) for parte in color):
        return None
    claridad = 1 - max(color) if len(color) == 4 else min(color)
    return tuple(color) if claridad < CASI_BLANCO else None
