"""De dónde, en el documento, salió lo leído; aparte del borrador, que el proceso lector no necesita."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origen:
    """Lugar de una celda o párrafo en el documento; cuenta desde 1, como lo ve la persona."""

    hoja: str | None = None
    pagina: int | None = None  # de un PDF; lo demás no tiene páginas hasta que se imprime
    tabla: int | None = None
    fila: int
    columna: int | None = None
