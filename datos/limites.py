"""Los límites de escritura: entre un paso y el siguiente, donde un corte debe dejarlo todo sano."""

from collections.abc import Callable

LIMITES = (
    "almacen.escrito",
    "almacen.en_su_lugar",
    "accion.abierta",
    "accion.por_confirmar",
    "accion.confirmada",
    "importar.archivo_guardado",
    "importar.plan_a_medias",
    "respaldar.tablas_copiadas",
    "respaldar.archivos_copiados",
    "respaldar.en_el_disco",
    "respaldar.en_su_lugar",
    "respaldar.verificado",
    "rotar.sin_constancia",
    "restaurar.archivos_extraidos",
    "restaurar.tablas_cargadas",
    "restaurar.archivos_entregados",
    "restaurar.confirmado",
    "restaurar.entregado",
    "migrar.copia_apartada",
    "migrar.esquema_llevado",
)
"""Todos, en el orden en que se pasan; las pruebas matan un proceso en cada uno."""


def seguir(_nombre: str) -> None:
    """Lo que pasa en un límite: nada."""


al_llegar: Callable[[str], None] = seguir
"""Lo cambia una prueba, en su propio proceso; ningún ajuste ni variable llega aquí."""


def limite(nombre: str) -> None:
    """Aquí termina un paso y todavía no empieza el siguiente."""
    al_llegar(nombre)
