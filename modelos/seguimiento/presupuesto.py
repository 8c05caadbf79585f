"""Lo planificado y lo gastado por un conjunto de actividades, en centavos de la moneda del país."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from modelos.arbol import ActividadDelPlan

SIN_ANOTAR = "sin anotar"
"""Lo que se dice de un monto que nadie anotó: no es cero."""


class Presupuesto(NamedTuple):
    """Sumas en centavos, y de cuántas actividades sale cada una: en las demás no se anotó."""

    planificado: int = 0
    gastado: int = 0
    con_planificado: int = 0
    con_gasto: int = 0

    @property
    def hay(self) -> bool:
        """Si alguna actividad dice cuánto cuesta o cuánto se gastó."""
        return bool(self.con_planificado or self.con_gasto)

    @property
    def parte_gastada(self) -> Fraction | None:
        """Lo gastado sobre lo planificado; más de 1 si se gastó de más, None si falta uno de los dos."""
        if not self.con_gasto or not self.planificado:
            return None
        return Fraction(self.gastado, self.planificado)


def sumar(actividades: Iterable[ActividadDelPlan]) -> Presupuesto:
    """El presupuesto de todas ellas."""
    todas = list(actividades)
    planificado = [a.presupuesto_centavos for a in todas if a.presupuesto_centavos is not None]
    gastado = [a.gastado_centavos for a in todas if a.gastado_centavos is not None]
    return Presupuesto(sum(planificado), sum(gastado), len(planificado), len(gastado))
