"""Programar o correr los meses de varias actividades a la vez."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from modelos.errores import ErrorDeDominio
from modelos.meses import Mes, periodo

Calendario = Mapping[Mes, int]


class CambioEnLote(Protocol):
    """Un cambio que se aplica igual a lo programado de cada actividad."""

    def aplicar(self, programado: Calendario, /, inicio: Mes, fin: Mes) -> Calendario:
        """Lo programado después del cambio, dentro del período del plan; ErrorDeDominio si no cabe."""


@dataclass(frozen=True, slots=True)
class UnoPorMes:
    """Una unidad en cada mes desde el primero al último, en vez de lo que hubiera."""

    primero: Mes
    ultimo: Mes

    def aplicar(self, _programado: Calendario, /, inicio: Mes, fin: Mes) -> Calendario:
        """Un mes sí y otro también; lo programado antes se reemplaza."""
        if self.ultimo < self.primero:
            raise ErrorDeDominio(f"No se guardó: {self.ultimo} es antes de {self.primero}.")
        if self.primero < inicio or self.ultimo > fin:
            raise ErrorDeDominio(f"No se guardó: el plan va de {inicio} a {fin}.")
        return dict.fromkeys(periodo(self.primero, self.ultimo.desde(self.primero) + 1), 1)


@dataclass(frozen=True, slots=True)
class Correr:
    """Todo lo programado, tantos meses después (o antes, si es negativo)."""

    meses: int

    def aplicar(self, programado: Calendario, /, inicio: Mes, fin: Mes) -> Calendario:
        """Las mismas cantidades en otros meses; se niega si algo queda fuera del plan."""
        corrido = {mes.mas(self.meses): cantidad for mes, cantidad in programado.items() if cantidad}
        fuera = sorted(mes for mes in corrido if not inicio <= mes <= fin)
        if fuera:
            raise ErrorDeDominio(
                f"No se guardó: algo quedaría en {fuera[0]}, y el plan va de {inicio} a {fin}. Nada cambió."
            )
        return corrido
