"""Las opciones de una lista que se elige, cuando lo guardado puede no ser una de ellas."""

from collections.abc import Iterable


def con_la_guardada(conocidas: Iterable[str], guardada: str | None) -> list[str]:
    """Las conocidas y, si no es ninguna de ellas, la que está guardada: se muestra tal cual y se conserva."""
    opciones = list(conocidas)
    return opciones if guardada is None or guardada in opciones else [*opciones, guardada]
