"""Un plan publicado: lo que cualquiera puede ver, sin cuenta, como estaba al publicarlo."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from modelos.tabla import Tabla


class Publicacion(Tabla, table=True):
    """La de un plan; publicar de nuevo cambia lo congelado y conserva el código de su dirección."""

    __tablename__ = "publicacion"
    __table_args__ = (UniqueConstraint("codigo"),)

    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    codigo: str
    publicada_el: date
    contenido: str  # JSON: por tabla, sus filas
