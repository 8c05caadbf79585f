"""El contenido de un documento antes de escribirlo en un formato: líneas, viñetas y rejillas."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Casilla:
    """Una celda; `alto` y `ancho` dicen cuántas combina hacia abajo y a la derecha."""

    texto: str = ""
    alto: int = 1
    ancho: int = 1
    pintada: bool = False
    valor: date | int | float | None = None


Fila = list[Casilla | None]  # None: la tapa una celda combinada


@dataclass(frozen=True, slots=True)
class Linea:
    """Un párrafo; `nivel` > 0 si es título."""

    texto: str
    nivel: int = 0
    vineta: bool = False


@dataclass(frozen=True, slots=True)
class Rejilla:
    """Una tabla; `hoja` la manda a una hoja propia en Excel."""

    filas: list[Fila]
    hoja: str | None = None
    columnas_ocultas: frozenset[int] = field(default_factory=frozenset)
    oculta: bool = False  # la hoja entera

    def ancho(self) -> int:
        """Cantidad de columnas."""
        return max(len(fila) for fila in self.filas)


Bloque = Linea | Rejilla
