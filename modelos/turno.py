"""El turno con que varios procesos se reparten una tarea: quién lo tiene y hasta cuándo."""

from datetime import datetime, timedelta

from sqlalchemy import DateTime
from sqlmodel import Field

from modelos.tabla import Tabla

DURACION = timedelta(hours=1)
"""Lo que dura un turno sin renovarse: quien muere con él no lo retiene más que esto."""


class Turno(Tabla, table=True):
    """Una tarea y el proceso que la está haciendo; no es una acción de nadie y no va a la bitácora."""

    __tablename__ = "turno"

    tarea: str = Field(primary_key=True)
    dueno: str
    vence: datetime = Field(sa_type=DateTime(timezone=True))


def plazos(ahora: datetime) -> tuple[datetime, datetime]:
    """Entre qué momentos puede vencer un turno vigente.

    Uno que vence más allá lo tomó un reloj que después retrocedió, y no vale: retendría la tarea por años.
    """
    return ahora, ahora + DURACION
