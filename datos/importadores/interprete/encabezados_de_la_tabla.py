"""Los encabezados que va trayendo una tabla, y cuánto de ella se mira bajo cada uno."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from datos.importadores.interprete.titulares import Fila

FILAS_LIBRES = 20_000
"""Entre todos los encabezados de una tabla; un documento de verdad, con decenas de ellos, no las gasta."""
VECES_LA_TABLA = 4
FILAS_MINIMAS = 20
"""Bajo cada encabezado, gastadas las demás: así una tabla de miles de ellos se lee en línea recta."""
ENCABEZADOS_LIBRES = 100
"""Con tantos ya leídos, el que se repite letra por letra no se mide de nuevo."""


@dataclass(slots=True)
class Encabezados:
    """Reparte las filas de una tabla entre los encabezados que se le van hallando, y reconoce el repetido."""

    filas: Sequence[Fila]
    por_medir: int = field(init=False)
    abiertos: int = 0
    ultimo: list[str] | None = None

    def __post_init__(self) -> None:
        """Al comienzo alcanza para varios encabezados enteros."""
        self.por_medir = max(FILAS_LIBRES, VECES_LA_TABLA * len(self.filas))

    def abrir(self, numero: int, alto: int) -> slice:
        """El que comienza en esa fila y ocupa `alto`: las filas que se miran bajo él, todas si alcanza."""
        self.abiertos += 1
        self.ultimo = _textos(self.filas[numero]) if alto == 1 else None
        desde = numero + alto
        hasta = min(len(self.filas), desde + max(FILAS_MINIMAS, self.por_medir))
        self.por_medir -= hasta - desde
        return slice(desde, hasta)

    def es_el_mismo_de_siempre(self, numero: int) -> bool:
        """Si la fila es otra vez el último, de una tabla que ya lo repitió muchas."""
        return self.abiertos > ENCABEZADOS_LIBRES and _textos(self.filas[numero]) == self.ultimo


def _textos(fila: Fila) -> list[str]:
    return [celda.texto for celda in fila]
