"""Los nodos del plan que se editan uno por uno: qué son y cómo los llama cada tipo de plan."""

import re
from enum import StrEnum
from typing import NamedTuple, Self

from modelos.errores import ErrorDeDominio
from modelos.plan import Etiquetas

_IDENTIFICADOR = re.compile(r"[0-9]{1,9}")  # cabe en la columna de la base


class Clase(StrEnum):
    """Lo que se crea, edita, mueve y borra dentro de un plan."""

    PROGRAMA = "programa"
    LINEA = "linea"
    OBJETIVO = "objetivo"
    ACTIVIDAD = "actividad"
    APORTE = "aporte"

    def nombre(self, etiquetas: Etiquetas) -> str:
        """«línea», «eje» o «unidad», según el tipo de plan."""
        if self is Clase.LINEA:
            return etiquetas.linea
        return etiquetas.objetivo if self is Clase.OBJETIVO else self.value

    @property
    def campo_de_texto(self) -> str:
        """La columna que lo nombra."""
        return "texto" if self is Clase.APORTE else "nombre"


def nombre_de_clase(clase: str, etiquetas: Etiquetas) -> str:
    """El que lee la persona; tal cual si no es una de las conocidas."""
    return Clase(clase).nombre(etiquetas) if clase in set(Clase) else clase


class Nodo(NamedTuple):
    """Un programa, una línea, un objetivo, una actividad o un aporte, por su identificador."""

    clase: Clase
    id: int

    def __str__(self) -> str:
        return f"{self.clase}-{self.id}"

    @classmethod
    def leer(cls, texto: str | None) -> Self | None:
        """El nodo de «linea-3»; None si el texto no nombra ninguno."""
        clase, _, numero = (texto or "").partition("-")
        if clase not in set(Clase) or not _IDENTIFICADOR.fullmatch(numero):
            return None
        return cls(Clase(clase), int(numero))


class Paso(StrEnum):
    """Hacia dónde se corre un nodo entre sus hermanos."""

    SUBIR = "subir"
    BAJAR = "bajar"


def corrido(hermanos: list[int], elegido: int, paso: Paso) -> list[int]:
    """Los hermanos con el elegido un lugar antes o después; en el borde queda donde estaba."""
    lugar = hermanos.index(elegido)
    otro = lugar + (1 if paso is Paso.BAJAR else -1)
    if not 0 <= otro < len(hermanos):
        return hermanos
    nuevos = list(hermanos)
    nuevos[lugar], nuevos[otro] = nuevos[otro], nuevos[lugar]
    return nuevos


def ubicado(hermanos: list[int], elegido: int, posicion: int | None) -> list[int]:
    """Los hermanos con el elegido en esa posición, contando desde 0; sin posición, al final."""
    resto = [hermano for hermano in hermanos if hermano != elegido]
    lugar = len(resto) if posicion is None else max(0, min(posicion, len(resto)))
    return [*resto[:lugar], elegido, *resto[lugar:]]


def comprobar_destino(destino: str, *, mismo_plan: bool, en_papelera: bool) -> None:
    """Se niega a mover un nodo a otro plan o bajo algo que está en la papelera."""
    if not mismo_plan:
        raise ErrorDeDominio(f"No se movió: «{destino}» es de otro plan.")
    if en_papelera:
        raise ErrorDeDominio(f"No se movió: «{destino}» está en la papelera. Restáurelo primero.")
