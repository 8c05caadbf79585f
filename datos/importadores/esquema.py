"""El borrador como JSON: la forma que imprime `python -m datos.importar`."""

from modelos.importacion.borrador import ActividadBorrador, Borrador


def a_json(borrador: Borrador) -> dict[str, object]:
    """El borrador entero con tipos de JSON; lo ausente es null."""
    crudo = borrador.model_dump(mode="json")
    crudo["actividades"] = [_actividad(actividad) for actividad in borrador.actividades]
    return crudo


def _actividad(actividad: ActividadBorrador) -> dict[str, object]:
    return {**actividad.model_dump(mode="json"), "confianza": round(actividad.confianza, 3)}
