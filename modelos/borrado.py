"""Qué se lleva a la papelera junto con un nodo, y cuándo no puede volver."""

from typing import NamedTuple

from modelos.errores import ErrorDeDominio
from modelos.frases import contar, enumerar
from modelos.nodos import Clase
from modelos.plan import Etiquetas


class Cuelga(NamedTuple):
    """Cuánto hay bajo un nodo, contado sin él."""

    lineas: int = 0
    objetivos: int = 0
    actividades: int = 0
    aportes: int = 0
    con_ejecucion: int = 0

    def frase(self, etiquetas: Etiquetas) -> str:
        """«2 objetivos, 5 actividades y 1 aporte»; vacía si no cuelga nada."""
        partes = (
            (self.lineas, etiquetas.linea),
            (self.objetivos, etiquetas.objetivo),
            (self.actividades, "actividad"),
            (self.aportes, "aporte"),
        )
        return enumerar([contar(cuantos, nombre) for cuantos, nombre in partes if cuantos])


def comprobar_regreso(clase: Clase, padre: str | None, *, padre_en_papelera: bool) -> None:
    """Se niega a restaurar algo cuyo padre sigue en la papelera."""
    if padre_en_papelera:
        raise ErrorDeDominio(
            f"No se restauró: «{padre}», de donde cuelga, también está en la papelera. Restáurelo primero."
        )
    if padre is None and clase in (Clase.OBJETIVO, Clase.ACTIVIDAD):
        raise ErrorDeDominio("No se restauró: ya no existe el lugar de donde colgaba.")
