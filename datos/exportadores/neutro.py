"""Los textos que una planilla tomaría por fórmula, escritos para que no lo sean, y su vuelta."""

_PELIGROSOS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""Con qué empieza lo que Excel o LibreOffice calculan al abrir un CSV; el apóstrofo, para poder volver."""


def neutralizar(texto: str) -> str:
    """«'=1+1»: con un apóstrofo delante, la planilla lo deja como texto."""
    return f"'{texto}" if texto.lstrip(" ").startswith(_PELIGROSOS) else texto


def restituir(texto: str) -> str:
    """El texto como era antes de `neutralizar`."""
    cuerpo = texto.removeprefix("'")
    return cuerpo if cuerpo.lstrip(" ").startswith(_PELIGROSOS) else texto
