"""Una razón contra su piso, medidos por turnos: la carga de la máquina los toca por igual."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

VECES = 20
DE_CALENTAMIENTO = 2

Cronometrada = Callable[[], float]
"""Hace algo y entrega los segundos que tardó."""


class Medida(NamedTuple):
    """Una razón medida y su tope; sin tope, solo se informa."""

    nombre: str
    razon: float
    tope: float | None = None

    @property
    def alcanza(self) -> bool:
        """Si no pasa el tope."""
        return self.tope is None or self.razon <= self.tope

    def __str__(self) -> str:
        """El renglón en que se imprime."""
        tope = "" if self.tope is None else f"{self.tope:.2f}"
        return f"{self.razon:7.2f}  {tope:>5}  {self.nombre}"

    @property
    def frase(self) -> str:
        """Qué no alcanza y por cuánto."""
        veces, tope = (f"{numero:.2f}".replace(".", ",") for numero in (self.razon, self.tope or 0))
        return f"No alcanza: {self.nombre} es {veces} veces su piso y el tope es {tope}."


def cronometrar(accion: Callable[[], object]) -> Cronometrada:
    """La misma acción, que al terminar dice cuánto tardó."""

    def medida() -> float:
        inicio = time.perf_counter()
        accion()
        return time.perf_counter() - inicio

    return medida


def por_turnos(acciones: Mapping[str, Cronometrada], veces: int = VECES) -> dict[str, float]:
    """La mediana de cada acción: una de cada una, y de nuevo desde la primera."""
    for medida in list(acciones.values()) * DE_CALENTAMIENTO:
        medida()
    turnos = [{nombre: medida() for nombre, medida in acciones.items()} for _ in range(veces)]
    return {nombre: statistics.median(turno[nombre] for turno in turnos) for nombre in acciones}


def razon(medida: Callable[[], object], piso: Callable[[], object], veces: int = VECES) -> float:
    """Cuántas veces lo que tarda el piso tarda la medida."""
    medianas = por_turnos({"medida": cronometrar(medida), "piso": cronometrar(piso)}, veces)
    return medianas["medida"] / medianas["piso"]
