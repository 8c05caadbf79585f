"""La integridad de los archivos guardados: qué se halló la última vez que se leyeron todos."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import DateTime
from sqlmodel import Field

from modelos.tabla import Tabla, id_propio, no_negativo

CADA_CUANTO = timedelta(days=7)
"""Pasado esto desde la última revisión, se hace sola."""


class Dano(StrEnum):
    """Lo que puede estar mal con un archivo."""

    FALTA = "falta"
    ALTERADO = "alterado"
    ILEGIBLE = "ilegible"
    HUERFANO = "huerfano"

    @property
    def etiqueta(self) -> str:
        """Lo que se lee."""
        return {
            "falta": "falta",
            "alterado": "alterado",
            "ilegible": "no se pudo leer",
            "huerfano": "sin registro",
        }[self.value]


class Hallado(NamedTuple):
    """Un archivo con algo malo; `de_que` dice qué lo nombra, vacío si nada."""

    dano: Dano
    sha256: str
    de_que: str


class RevisionDeArchivos(Tabla, table=True):
    """Una vez que se leyeron todos los archivos guardados; queda solo la última."""

    __tablename__ = "revision_de_archivos"
    __table_args__ = (*no_negativo("archivos", "integros"),)

    id: int = id_propio()
    terminada_el: datetime = Field(sa_type=DateTime(timezone=True))
    archivos: int
    integros: int
    hallazgos: str  # JSON: [["falta", sha256, "EV-0001 …"]]
