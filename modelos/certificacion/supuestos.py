"""Qué cambiaría si un requisito se cumpliera, si otro no se persiguiera o si pasara el tiempo."""

from dataclasses import dataclass, replace
from datetime import date

from modelos.certificacion.brecha import Abierto, Ritmo, abiertos, ritmo_necesario
from modelos.certificacion.cumplimiento import Cuenta, Dicho, afirmar, contar
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import Certificacion
from modelos.frases import porcentaje

FUERA = "supuesto"


@dataclass(frozen=True, slots=True)
class Supuesto:
    """Los requisitos que se dan por cumplidos, los que se dejan fuera y la fecha en que se mira."""

    cumplen: frozenset[int] = frozenset()
    fuera: frozenset[int] = frozenset()
    hoy: date | None = None

    @property
    def vacio(self) -> bool:
        """Si no supone nada."""
        return not self.cumplen and not self.fuera and self.hoy is None


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Cómo está y cómo quedaría."""

    antes: Cuenta
    despues: Cuenta
    abiertos_antes: tuple[Abierto, ...]
    abiertos_despues: tuple[Abierto, ...]
    dicho: Dicho
    ritmo: Ritmo  # que habría que llevar

    @property
    def frase(self) -> str:
        """«De 40 % a 50 %; de 6 a 5 abiertos.»."""
        porcentajes = [
            "sin datos" if cuenta.cumplimiento is None else porcentaje(cuenta.cumplimiento)
            for cuenta in (self.antes, self.despues)
        ]
        return (
            f"De {porcentajes[0]} a {porcentajes[1]}; "
            f"de {len(self.abiertos_antes)} a {len(self.abiertos_despues)} abiertos."
        )


def suponer(certificacion: Certificacion, supuesto: Supuesto) -> Certificacion:
    """La certificación como sería; la guardada no cambia."""
    requisitos = tuple(
        replace(uno, desactivado=FUERA)
        if uno.id in supuesto.fuera
        else replace(uno, resultado=EstadoResultado.CUMPLE, auditado=EstadoResultado.NO_EVALUADO)
        if uno.id in supuesto.cumplen
        else uno
        for uno in certificacion.requisitos
    )
    return replace(certificacion, requisitos=requisitos)


def cambio(certificacion: Certificacion, supuesto: Supuesto, hoy: date, nombre_del_nivel: str) -> Diferencia:
    """Lo que va de como está a como sería."""
    supuesta = suponer(certificacion, supuesto)
    return Diferencia(
        contar(certificacion.requisitos),
        contar(supuesta.requisitos),
        abiertos(certificacion, hoy),
        abiertos(supuesta, supuesto.hoy or hoy),
        afirmar(supuesta, nombre_del_nivel),
        ritmo_necesario(supuesta, supuesto.hoy or hoy),
    )
