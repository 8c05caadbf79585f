"""Lo que dice una celda de un cronograma exportado, como texto, cantidad o número."""

import re

from datos.exportadores.neutro import restituir
from datos.importadores.documento import Celda

_MARCAS = frozenset({"x", "✓", "✔", "●", "sí", "si"})
_CON_MILES = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def texto(celda: Celda, formato: str) -> str:
    """El de la celda; en un CSV, sin el apóstrofo que se puso para que no fuera una fórmula."""
    return restituir(celda.texto).strip() if formato == "csv" else celda.texto.strip()


def cantidad(celda: Celda) -> int | None:
    """Unidades enteras: vacía es cero y una marca es una; None si no se entiende."""
    if celda.texto.strip().lower() in _MARCAS:
        return 1
    leido = 0.0 if celda.vacia else numero(celda)
    return int(leido) if leido is not None and leido == int(leido) else None


def numero(celda: Celda) -> float | None:
    """Cero o más, con coma o punto decimal; None si no se entiende."""
    if isinstance(celda.valor, int | float):
        return float(celda.valor) if celda.valor >= 0 else None
    escrito = celda.texto.strip()
    if _CON_MILES.fullmatch(escrito):
        escrito = escrito.replace(".", "")
    try:
        leido = float(escrito.replace(",", "."))
    except ValueError:
        return None
    return leido if 0 <= leido < float("inf") else None
