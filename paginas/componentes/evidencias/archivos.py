"""Las direcciones por las que salen los archivos de evidencia, que sirve `entrega.py`."""

from modelos.archivos import TipoDeArchivo
from modelos.certificacion.proceso import RevisionDeEvidencia

CAMINO, CAMINO_DE_RESOLUCION = "/evidencia", "/resolucion"
_IMAGENES = frozenset({TipoDeArchivo.JPG.value, TipoDeArchivo.PNG.value})


def bajada(revision: RevisionDeEvidencia) -> str:
    """Donde se baja el original, sin alterar."""
    return f"{CAMINO}/{revision.id}"


def miniatura(revision: RevisionDeEvidencia) -> str:
    """Donde se ve en chico; vacía si no es una imagen ni un PDF."""
    se_ve = revision.tipo in _IMAGENES or (revision.tipo == TipoDeArchivo.PDF and not revision.ilegible)
    return f"{CAMINO}/{revision.id}/miniatura" if se_ve else ""


def vista(revision: RevisionDeEvidencia, pagina: int = 1) -> str:
    """Donde se ve una página, o la imagen, en grande."""
    return f"{CAMINO}/{revision.id}/vista/{pagina}"


def es_imagen(revision: RevisionDeEvidencia | None) -> bool:
    """Si es una fotografía u otra imagen."""
    return revision is not None and revision.tipo in _IMAGENES
