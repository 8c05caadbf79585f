"""Quién puede responder una observación: gestión, o la unidad a que se le dirigió."""

from datos import identidad
from modelos.permisos import Permiso, Rol


def puede(unidad_id: int | None) -> bool:
    """Si se le ofrece a quien mira."""
    quien = identidad.en_curso()
    if quien.puede(Permiso.EDITAR):
        return True
    return quien.rol is Rol.UNIDAD and quien.puede(Permiso.REGISTRAR) and quien.unidad_id == unidad_id
