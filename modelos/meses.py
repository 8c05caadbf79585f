"""El mes de un año: la unidad de tiempo con que se programa y se ejecuta."""

from datetime import date
from typing import NamedTuple

NOMBRES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


class Mes(NamedTuple):
    """Un mes del calendario; se ordena y se resta como tal."""

    anio: int
    mes: int

    @classmethod
    def de(cls, fecha: date) -> "Mes":
        """El mes en que cae la fecha."""
        return cls(fecha.year, fecha.month)

    @property
    def nombre(self) -> str:
        """«octubre»."""
        return NOMBRES[self.mes - 1]

    @property
    def abreviado(self) -> str:
        """«Oct», para los encabezados de las grillas."""
        return self.nombre[:3].capitalize()

    @property
    def clave(self) -> str:
        """«2026-09», como va en la dirección de una página."""
        return f"{self.anio}-{self.mes:02}"

    def __str__(self) -> str:
        return f"{self.nombre} de {self.anio}"

    def mas(self, meses: int) -> "Mes":
        """El mes que está tantos meses después (o antes, si es negativo)."""
        cuenta = self.anio * 12 + self.mes - 1 + meses
        return Mes(cuenta // 12, cuenta % 12 + 1)

    def desde(self, otro: "Mes") -> int:
        """Meses que van de otro a este; 0 si son el mismo."""
        return (self.anio - otro.anio) * 12 + self.mes - otro.mes


def periodo(inicio: Mes, cantidad: int) -> list[Mes]:
    """Los meses seguidos desde `inicio`."""
    return [inicio.mas(n) for n in range(cantidad)]
