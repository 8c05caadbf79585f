"""La vida de un plan: sus datos, su período, cuándo entra en vigencia y qué pasa al año siguiente."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.meses import Mes
from modelos.plan import MESES_MAXIMOS, EstadoPlan, TipoPlan

ANIOS_ADMITIDOS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class DatosDelPlan:
    """Lo que se escribe al crear un plan o al corregir sus datos."""

    nombre: str
    municipalidad: str
    pais: str = "CL"
    tipo: TipoPlan = TipoPlan.SCAM
    anio_inicio: int = 2026
    mes_inicio: int = 1
    cantidad_meses: int = 12
    nivel: str | None = None
    unidad: str | None = None

    @property
    def inicio(self) -> Mes:
        """Su primer mes."""
        return Mes(self.anio_inicio, self.mes_inicio)

    @property
    def fin(self) -> Mes:
        """Su último mes."""
        return self.inicio.mas(self.cantidad_meses - 1)

    def comprobar(self) -> None:
        """Se niega a un plan sin nombre, sin municipalidad o con un período imposible."""
        texto_exigido(self.nombre, "el nombre del plan")
        texto_exigido(self.municipalidad, "la municipalidad")
        if self.anio_inicio not in ANIOS_ADMITIDOS:
            raise ErrorDeDominio(f"No se guardó: el año va de {ANIOS_ADMITIDOS[0]} a {ANIOS_ADMITIDOS[-1]}.")
        if not 1 <= self.cantidad_meses <= MESES_MAXIMOS:
            raise ErrorDeDominio(f"No se guardó: un plan dura entre 1 y {MESES_MAXIMOS} meses.")


class MesOcupado(NamedTuple):
    """Un mes en que una actividad tiene algo programado o ejecutado."""

    actividad: str
    mes: Mes


class Preparacion(NamedTuple):
    """Con qué llega un plan a su puesta en vigencia."""

    estado: str
    actividades: int
    programadas: int

    @property
    def sin_programar(self) -> int:
        """Las que entrarían en vigencia sin ningún mes."""
        return self.actividades - self.programadas


def comprobar_periodo(inicio: Mes, fin: Mes, ocupados: Iterable[MesOcupado]) -> None:
    """Se niega a un período que deja fuera algo programado o ejecutado, y dice qué."""
    fuera = sorted((ocupado for ocupado in ocupados if not inicio <= ocupado.mes <= fin), key=_por_mes)
    if not fuera:
        return
    primero = fuera[0]
    otras = len({ocupado.actividad for ocupado in fuera}) - 1
    tambien = f" y {contar(otras, 'actividad')} más" if otras else ""
    raise ErrorDeDominio(
        f"No se cambió el período: «{primero.actividad}» tiene algo en {primero.mes}{tambien}, y quedaría "
        f"fuera de {inicio} a {fin}. Muévalo antes en el cronograma."
    )


def _por_mes(ocupado: MesOcupado) -> Mes:
    return ocupado.mes


def comprobar_traslado_de_todo(estado: str, *, algo_ejecutado: bool) -> None:
    """Se niega a correr todos los meses de un plan que ya rige o que ya tiene algo hecho."""
    if estado == EstadoPlan.VIGENTE:
        raise ErrorDeDominio(
            "No se cambió el período: el plan está vigente, y lo programado se mueve con un motivo en el "
            "cronograma."
        )
    if algo_ejecutado:
        raise ErrorDeDominio(
            "No se cambió el período: ya hay meses ejecutados, y lo hecho no cambia de fecha. Nada se corrió."
        )


def comprobar_puesta_en_vigencia(preparacion: Preparacion) -> None:
    """Se niega si ya rige o si no hay nada que aprobar."""
    if preparacion.estado == EstadoPlan.VIGENTE:
        raise ErrorDeDominio("Este plan ya está vigente.")
    if not preparacion.actividades:
        raise ErrorDeDominio("No entró en vigencia: el plan no tiene actividades. Agréguelas o impórtelas.")
    if not preparacion.programadas:
        raise ErrorDeDominio(
            "No entró en vigencia: ninguna actividad tiene meses programados, y no habría qué aprobar. "
            "Programe al menos una en el cronograma."
        )


def meses_hasta_el_siguiente(cantidad_meses: int) -> int:
    """Cuánto se corre un plan al copiarlo: años enteros, los que dura."""
    return -(-cantidad_meses // 12) * 12


def nombre_del_siguiente(nombre: str, anio: int, nuevo: int) -> str:
    """«Cronograma 2026» pasa a «Cronograma 2027»; sin el año en el nombre, se agrega."""
    cambiado, veces = re.subn(rf"\b{anio}\b", str(nuevo), nombre)
    return cambiado if veces else f"{nombre} {nuevo}"
