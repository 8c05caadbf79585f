"""Qué pasa cuando dos columnas del documento se leen como un mismo dato que la actividad lleva una vez."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from modelos.importacion.borrador import Campo, ColumnaLeida

_LA_PRIMERA = frozenset(
    {Campo.PROGRAMA, Campo.LINEA, Campo.OBJETIVO, Campo.ACTIVIDAD, Campo.CODIGO, Campo.INICIO, Campo.TERMINO}
)
_A_OBSERVACIONES = frozenset(
    {
        Campo.MEDIO_VERIFICACION, Campo.INDICADOR, Campo.META, Campo.UNIDAD, Campo.PRESUPUESTO, Campo.PESO,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repetida:
    """Un dato que dicen varias columnas de una tabla, y qué se hace con lo que sobra."""

    campo: Campo
    titulos: tuple[str, ...]

    @property
    def consecuencia(self) -> str:
        """Lo que la persona debe saber, como final de oración."""
        if self.campo in _A_OBSERVACIONES:
            return "vale la primera que trae algo y lo de las otras queda en las observaciones con su título"
        return "en cada fila vale la primera que trae texto y lo de las otras queda sin usar, con su aviso"


def repetidas(columnas: Iterable[ColumnaLeida], senaladas: Mapping[str, str]) -> list[Repetida]:
    """Las que la persona señaló («tabla:columna») y coinciden con otra de su tabla en un dato único."""
    por_campo: dict[tuple[int, Campo], list[ColumnaLeida]] = {}
    for columna in columnas:
        if columna.campo in _LA_PRIMERA | _A_OBSERVACIONES and not columna.aparte:
            por_campo.setdefault((columna.tabla, columna.campo), []).append(columna)
    return [
        Repetida(campo, tuple(columna.titulo for columna in iguales))
        for (_, campo), iguales in por_campo.items()
        if len(iguales) > 1 and any(f"{c.tabla}:{c.columna}" in senaladas for c in iguales)
    ]
