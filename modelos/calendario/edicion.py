"""Los cambios de celdas de un cronograma: cómo se leen, se comparan y se reparten en muchas actividades."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self

from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.frases import entero
from modelos.meses import Mes
from modelos.seguimiento.reprogramacion import CambioProgramado, exigen_motivo

CANTIDAD_MAXIMA = 1_000_000
MARCA = "x"
"""Como en los cronogramas de papel: una equis es 1."""

_ENTERO = re.compile(r"[0-9]{1,9}")


class Campo(StrEnum):
    """Lo que se edita de un mes."""

    PROGRAMADO = "programado"
    EJECUTADO = "ejecutado"


class Celda(NamedTuple):
    """Una cantidad del cronograma, por su lugar."""

    actividad_id: int
    mes: Mes
    campo: Campo

    def como_texto(self) -> str:
        """«12/2026-03/programado»."""
        return f"{self.actividad_id}/{self.mes.anio}-{self.mes.mes:02}/{self.campo}"

    @classmethod
    def de_texto(cls, texto: str) -> Self:
        """La de `como_texto`; ValueError si no es una."""
        actividad_id, cuando, campo = texto.split("/")
        anio, _, mes = cuando.partition("-")
        return cls(int(actividad_id), Mes(int(anio), int(mes)), Campo(campo))


class CambioDeCelda(NamedTuple):
    """Lo que había en una celda cuando se comenzó a editar, y lo que se quiere dejar."""

    celda: Celda
    antes: int
    despues: int


class Choque(NamedTuple):
    """Una celda que dos personas dejaron distinta."""

    cambio: CambioDeCelda
    ahora: int  # lo que guardó la otra


@dataclass(frozen=True, slots=True)
class Cotejo:
    """Los cambios propios frente a lo que otra persona guardó entretanto."""

    libres: tuple[CambioDeCelda, ...]
    choques: tuple[Choque, ...]


def leer_cantidad(escrito: str | None) -> int:
    """Unidades enteras; vacío es 0 y «x» es 1. ErrorDeDominio con lo que se esperaba."""
    texto = (escrito or "").strip()
    if not texto:
        return 0
    if texto.lower() == MARCA:
        return 1
    if not _ENTERO.fullmatch(texto) or int(texto) > CANTIDAD_MAXIMA:
        raise ErrorDeDominio(
            f"«{texto[:40]}» no es una cantidad: escriba un número entero hasta {entero(CANTIDAD_MAXIMA)}, "
            "o nada."
        )
    return int(texto)


def cantidad_en(plan_o_meses: Mapping[Mes, CeldaMes], celda: Celda) -> int:
    """Lo que hay en la celda; sin fila, 0."""
    valores = plan_o_meses.get(celda.mes, CeldaMes())
    return valores.programado if celda.campo is Campo.PROGRAMADO else valores.ejecutado


def cotejar(cambios: Iterable[CambioDeCelda], plan: PlanCompleto) -> Cotejo:
    """Cada cambio contra el plan como está ahora, celda por celda.

    Choca si la otra persona dejó un valor distinto del que había y del que se quiere dejar, o si la
    actividad ya no está. Lo que ambas dejaron igual no es ni cambio ni choque.
    """
    meses = {actividad.id: actividad.meses for actividad in plan.actividades}
    libres, choques = [], []
    for cambio in cambios:
        if cambio.celda.actividad_id not in meses:
            continue
        ahora = cantidad_en(meses[cambio.celda.actividad_id], cambio.celda)
        if ahora == cambio.antes:
            libres.append(cambio)
        elif ahora != cambio.despues:
            choques.append(Choque(cambio, ahora))
    return Cotejo(tuple(libres), tuple(choques))


def sin_lugar(cambios: Iterable[CambioDeCelda], plan: PlanCompleto) -> tuple[CambioDeCelda, ...]:
    """Los cambios de actividades que otra persona borró: no hay dónde guardarlos."""
    ids = {actividad.id for actividad in plan.actividades}
    return tuple(cambio for cambio in cambios if cambio.celda.actividad_id not in ids)


def bajas_de(plan: PlanCompleto, cambios: Iterable[CambioDeCelda]) -> dict[int, tuple[CambioProgramado, ...]]:
    """Por actividad, los meses en que baja lo programado y por eso hay que decir un motivo."""
    por_actividad: dict[int, tuple[dict[Mes, int], dict[Mes, int]]] = {}
    for (actividad_id, mes, campo), antes, despues in cambios:
        if campo is Campo.PROGRAMADO:
            previos, nuevos = por_actividad.setdefault(actividad_id, ({}, {}))
            previos[mes], nuevos[mes] = antes, despues
    bajas = {id_: exigen_motivo(plan.estado, *calendarios) for id_, calendarios in por_actividad.items()}
    return {id_: encontradas for id_, encontradas in bajas.items() if encontradas}


def programar(
    actividades: Iterable[ActividadDelPlan], meses: Sequence[Mes], cantidad: int
) -> tuple[CambioDeCelda, ...]:
    """La misma cantidad en los mismos meses para todas; los demás meses no se tocan."""
    celdas = ((a, Celda(a.id, mes, Campo.PROGRAMADO)) for a in actividades for mes in meses)
    cambios = (CambioDeCelda(celda, cantidad_en(a.meses, celda), cantidad) for a, celda in celdas)
    return tuple(cambio for cambio in cambios if cambio.antes != cambio.despues)


def cada_tantos(meses: Sequence[Mes], salto: int) -> list[Mes]:
    """El último mes de cada período de `salto` meses: con 3, el fin de cada trimestre."""
    return [mes for lugar, mes in enumerate(meses, start=1) if lugar % salto == 0]
