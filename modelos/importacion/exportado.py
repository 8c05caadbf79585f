"""Lo que dice un documento que salió de este planificador, para saber al volver qué cambió y qué se borró."""

import re

from pydantic import BaseModel, ConfigDict

from modelos.meses import Mes
from modelos.plan import MESES_MAXIMOS

_INVISIBLES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # los que un documento no puede llevar


class Exportado(BaseModel):
    """De qué plan y versión salió, y qué trae todavía: lo que una persona le quitó no dice nada.

    `campos` son los de `ActividadBorrador` que tienen columna; una celda vacía en ella es un dato borrado.
    `version` es None si el formato no la lleva.
    """

    model_config = ConfigDict(frozen=True)

    plan_id: int
    version: int | None = None
    campos: frozenset[str] = frozenset()
    meses: frozenset[Mes] = frozenset()

    @property
    def cantidad_meses(self) -> int:
        """Los de su período, del primero al último que trae, hasta los que admite un plan."""
        return min(max(self.meses).desde(min(self.meses)) + 1, MESES_MAXIMOS) if self.meses else 1


def como_se_escribe(texto: str | None) -> str:
    """El texto como queda en un documento: sin espacios alrededor ni signos invisibles, con un solo salto."""
    con_saltos = (texto or "").replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLES.sub(" ", con_saltos).strip()
