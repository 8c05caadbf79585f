"""Lo que una persona escribió y no alcanzó a guardar: qué se recuerda, de quién es y hasta cuándo."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from sqlalchemy import DateTime, UniqueConstraint
from sqlmodel import Field

from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, Valor
from modelos.tabla import Tabla, id_propio

CADUCA = timedelta(days=30)
"""Cuánto se guarda desde la última vez que se escribió en él."""
GRACIA = timedelta(hours=24)
"""Cuánto después de usar por última vez una sesión que venció sola se puede dejar todavía un borrador."""
MAXIMO = 2_000_000  # letras: más que todas las celdas de un plan grande


class Borrador(Tabla, table=True):
    """Lo escrito por una persona en un lugar de un plan; sin persona, en el modo local.

    No es un plan en estado de borrador. Se va con su plan y con su persona, y no se anota en la bitácora.
    """

    __tablename__ = "borrador"
    __table_args__ = (UniqueConstraint("persona_id", "plan_id", "lugar"),)

    id: int = id_propio()
    persona_id: int | None = Field(default=None, foreign_key="persona.id", ondelete="CASCADE", nullable=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE", index=True)
    lugar: str
    titulo: str  # cómo se nombra al ofrecerlo: «la actividad «Talleres»»
    contenido: str
    actualizado_el: datetime = Field(sa_type=DateTime(timezone=True))


class Parte(StrEnum):
    """En qué parte de la aplicación se escribe."""

    CRONOGRAMA = "cronograma"
    FICHA = "ficha"
    MESES = "meses"
    ATRASO = "atraso"
    APORTES = "aportes"  # los que se van a agregar
    DATOS = "datos"  # del plan
    OBJETIVOS = "objetivos"  # los enunciados de todo el plan
    FIRMAS = "firmas"
    PARCIAL = "parcial"  # el diálogo de registrar una parte
    TRASLADO = "traslado"  # el de reprogramar
    REQUISITO = "requisito"  # de la certificación


class Lugar(NamedTuple):
    """Dónde, dentro de un plan: «cronograma», «ficha/actividad-3», «meses/3»."""

    parte: Parte
    cual: str = ""

    def __str__(self) -> str:
        return f"{self.parte}/{self.cual}" if self.cual else str(self.parte)

    @classmethod
    def leer(cls, texto: str) -> Self:
        """El lugar que ese texto nombra; ValueError si ninguno."""
        parte, _, cual = texto.partition("/")
        return cls(Parte(parte), cual)


class Dejado(NamedTuple):
    """Lo que decía un campo cuando se comenzó a escribir en él, y lo que se escribió."""

    habia: Valor
    escrito: Valor


Dejados = Mapping[str, Dejado]


def lo_cambiado(visto: Campos, escrito: Campos) -> Dejados:
    """De los campos de una ficha, los que la persona cambió; los que ya no están guardados no decían nada."""
    return {c: Dejado(visto.get(c), valor) for c, valor in escrito.items() if valor != visto.get(c)}


def juntar(guardado: Dejados, propias: Collection[str], cambiado: Dejados) -> dict[str, Dejado]:
    """Lo que queda en el borrador cuando una pantalla deja lo suyo.

    `propias` es lo que esa misma pantalla había dejado: si ya no está cambiado, se quita. Lo que dejó otra
    (otra ventana de la persona, o una sesión anterior que no se ha retomado) sigue ahí.
    """
    ajeno = {campo: dejado for campo, dejado in guardado.items() if campo not in propias}
    return {**ajeno, **cambiado}


def a_texto(dejados: Dejados) -> str:
    """Como se guarda; ErrorDeDominio si es más de lo que cabe."""
    texto = json.dumps(dejados, ensure_ascii=False, separators=(",", ":"))
    if len(texto) > MAXIMO:
        raise ErrorDeDominio("son demasiados cambios sin guardar. Guarde los que tiene antes de seguir.")
    return texto


def de_texto(texto: str) -> dict[str, Dejado]:
    """Lo que guardó `a_texto`."""
    return {campo: Dejado(*map(_valor, par)) for campo, par in json.loads(texto).items()}


def _valor(leido: str | float | list[str] | None) -> Valor:
    return tuple(leido) if isinstance(leido, list) else leido
