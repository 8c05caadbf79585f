"""Qué cambios de lo programado exigen decir una razón, cuándo está dicha y cómo se cuentan."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from modelos.actividad import Motivo
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan


class CambioProgramado(NamedTuple):
    """Lo programado en un mes antes y después, en la unidad de la actividad."""

    mes: Mes
    antes: int
    despues: int

    @property
    def frase(self) -> str:
        """«agosto de 2026: de 2 a 0»."""
        return f"{self.mes}: de {self.antes} a {self.despues}"


class Razon(NamedTuple):
    """Por qué baja lo programado en un plan vigente, y por qué se cambia un mes ya cerrado."""

    motivo: Motivo | None = None
    explicacion: str = ""
    tras_cierre: str = ""

    @property
    def del_cambio(self) -> str:
        """La que vale para un mes cerrado: la suya, o la explicación que ya se dio."""
        return self.tras_cierre.strip() or self.explicacion.strip()


SIN_RAZON = Razon()


class Traslado(NamedTuple):
    """Una vez que se movió o bajó lo programado de una actividad en el plan vigente, con su razón."""

    actividad_id: int
    fecha: date
    motivo: Motivo
    explicacion: str
    cambios: tuple[CambioProgramado, ...]


def contar_por_motivo(traslados: Iterable[Traslado]) -> list[tuple[Motivo, int]]:
    """Cuántas reprogramaciones lleva cada motivo, del más frecuente al menos; sin los que no tienen."""
    return Counter(traslado.motivo for traslado in traslados).most_common()


def cambios_de(antes: Mapping[Mes, int], despues: Mapping[Mes, int]) -> tuple[CambioProgramado, ...]:
    """Los meses cuyo programado cambia, en orden; el mes que falta es cero."""
    return tuple(
        CambioProgramado(mes, antes.get(mes, 0), despues.get(mes, 0))
        for mes in sorted(antes.keys() | despues.keys())
        if antes.get(mes, 0) != despues.get(mes, 0)
    )


def exigen_motivo(
    estado: str, antes: Mapping[Mes, int], despues: Mapping[Mes, int]
) -> tuple[CambioProgramado, ...]:
    """En un plan vigente, los meses en que baja lo programado; mover es bajar en un mes y subir en otro.

    Agregar no exige motivo, y en un borrador nada lo exige.
    """
    if estado != EstadoPlan.VIGENTE:
        return ()
    return tuple(cambio for cambio in cambios_de(antes, despues) if cambio.despues < cambio.antes)


def comprobar_razon(bajas: Iterable[CambioProgramado], razon: Razon) -> None:
    """Se niega si hay bajas sin motivo, o si el motivo es «otro» y no se explica."""
    bajas = tuple(bajas)
    if not bajas:
        return
    if razon.motivo is None:
        detalle = "; ".join(baja.frase for baja in bajas)
        raise ErrorDeDominio(
            f"No se guardó: el plan está vigente y baja lo programado ({detalle}). Elija un motivo."
        )
    if razon.motivo is Motivo.OTRO and not razon.explicacion.strip():
        raise ErrorDeDominio("No se guardó: con el motivo «Otro» escriba una frase que lo explique.")
