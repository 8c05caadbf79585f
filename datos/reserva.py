"""Lo que de lo guardado ve quien pide: los datos de personas van tapados para el rol que no los necesita."""

from typing import TypeVar

from datos import identidad
from modelos.datos_personales import tapar_en
from modelos.permisos import Permiso

Dato = TypeVar("Dato")


def se_tapa() -> bool:
    """Si quien pide no ve los datos de las personas; va en la clave de lo que se recuerda entre personas."""
    return not identidad.en_curso().puede(Permiso.VER_PERSONAS)


def segun_quien(dato: Dato) -> Dato:
    """El dato como lo ve quien pide: igual, o con lo de personas tapado."""
    return tapar_en(dato) if se_tapa() else dato
