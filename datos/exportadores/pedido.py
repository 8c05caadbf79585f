"""Qué se exporta y cómo se ofrece: lo que todos los formatos reciben y lo que dicen de sí."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Filtro
from modelos.meses import Mes
from modelos.parecido import normalizar

_LARGO_DEL_NOMBRE = 90
"""Letras; con la carpeta, Windows admite 260 en total."""


class Documento(StrEnum):
    """Qué se lleva del plan; cada pantalla ofrece los formatos del suyo."""

    CRONOGRAMA = "cronograma"
    AVANCE = "avance"
    PARTICIPACION = "participacion"


@dataclass(frozen=True, slots=True)
class Pedido:
    """Un plan y cómo se lo estaba mirando; cada formato usa lo que le sirve y no mira el reloj."""

    plan: PlanCompleto
    hoy: date
    corte: Mes | None = None
    anio: int | None = None
    filtro: Filtro = field(default_factory=Filtro)

    @property
    def unidad(self) -> str | None:
        """El nombre de la unidad responsable elegida, si se eligió una."""
        unidades = (unidad for actividad in self.plan.actividades for unidad in actividad.unidades)
        return next((unidad.nombre for unidad in unidades if unidad.id == self.filtro.unidad_id), None)


@dataclass(frozen=True, slots=True)
class Exportacion:
    """Un formato de un documento; `generar` recibe una sesión de lectura para lo que no está en el plan.

    El que es `filtrable` lleva solo las actividades que pasan el filtro del pedido, y el que va `por_anio`,
    solo los meses del año pedido; los demás, todas y todos.
    """

    clave: str
    documento: Documento
    etiqueta: str
    extension: str
    mime: str
    generar: Callable[[Session, Pedido], bytes]
    filtrable: bool = False
    por_anio: bool = False

    @property
    def nombre(self) -> str:
        """«Excel», sin para qué sirve."""
        return self.etiqueta.partition(",")[0]

    def nombre_de_archivo(self, pedido: Pedido) -> str:
        """«cronograma-plan-2024-valle-2026-11-25.xlsx»: sin tildes ni signos, como lo admite Windows."""
        unidad = pedido.unidad if self.filtrable else None
        partes = [self.documento, unidad or "", pedido.plan.nombre]
        nombre = normalizar(" ".join(partes)).replace(" ", "-")[:_LARGO_DEL_NOMBRE].rstrip("-")
        return f"{nombre}-{pedido.hoy.isoformat()}.{self.extension}"
