"""Los datos del plan entero que la persona confirma antes de importar, y los que se le proponen."""

from dataclasses import dataclass
from datetime import date

from modelos.importacion.borrador import Borrador
from modelos.meses import Mes
from modelos.paises import Pais, pais_propuesto
from modelos.parecido import normalizar
from modelos.plan import Nivel, TipoPlan

MESES_HABITUALES = 12


@dataclass(frozen=True, slots=True)
class Decision:
    """Los datos del plan que la persona confirma antes de importar."""

    nombre: str
    municipalidad: str
    anio: int
    mes_inicio: int = 1
    cantidad_meses: int = MESES_HABITUALES
    tipo: TipoPlan = TipoPlan.SCAM
    pais: str = Pais.CHILE
    nivel: str | None = None
    unidad: str | None = None
    excluidas: frozenset[str] = frozenset()

    @property
    def inicio(self) -> Mes:
        """El primer mes del plan."""
        return Mes(self.anio, self.mes_inicio)

    def es_como(self, nombre: str, anio: int) -> bool:
        """Si un plan de ese nombre y ese año parece el mismo."""
        return normalizar(nombre) == normalizar(self.nombre) and anio == self.anio


def propuesta(borrador: Borrador, hoy: date) -> Decision:
    """Los datos del plan como los dice el documento; el año que no dice es el de hoy."""
    leido, tipo = borrador.plan, TipoPlan(borrador.plan.tipo)
    return Decision(
        nombre=leido.titulo or "",
        municipalidad=leido.municipalidad or "",
        anio=leido.anio or hoy.year,
        mes_inicio=leido.mes_inicio,
        cantidad_meses=borrador.exportado.cantidad_meses if borrador.exportado else MESES_HABITUALES,
        tipo=tipo,
        pais=pais_propuesto(tipo),
        nivel=nivel_leido(leido.nivel),
        unidad=leido.unidad,
    )


def nivel_leido(nivel: str | None) -> str | None:
    """El nivel del SCAM que el documento nombra, aunque lo abrevie («gobernanza»); None si es otro."""
    if nivel is None or nivel in set(Nivel):
        return nivel
    return next((conocido.value for conocido in Nivel if conocido.value.startswith(nivel)), None)
