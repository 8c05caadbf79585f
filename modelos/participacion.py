"""Lo que la ciudadanía observó, aportó o acordó, y las actividades que le responden."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Field

from modelos.tabla import Tabla, en_papelera, hacia, id_propio, indice_de_papelera, una_de


class TipoAporte(StrEnum):
    """Las tres formas en que la ciudadanía participa de un plan."""

    OBSERVACION = "observacion"
    APORTE = "aporte"
    ACUERDO = "acuerdo"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return {"observacion": "Observación", "aporte": "Aporte", "acuerdo": "Acuerdo"}[self.value]


class AporteCiudadano(Tabla, table=True):
    """Una observación, un aporte o un acuerdo; sin línea si el documento no la dice."""

    __tablename__ = "aporte_ciudadano"
    __table_args__ = (una_de(TipoAporte, "tipo"), indice_de_papelera())

    id: int = id_propio()
    plan_id: int = hacia("plan")
    linea_id: int | None = hacia("linea_estrategica", nulo=True)
    orden: int
    tipo: str
    texto: str
    papelera_id: int | None = en_papelera()


class ActividadAporte(Tabla, table=True):
    """Actividad que responde a un aporte."""

    __tablename__ = "actividad_aporte"

    actividad_id: int = Field(foreign_key="actividad.id", primary_key=True)
    aporte_id: int = Field(foreign_key="aporte_ciudadano.id", primary_key=True, index=True)


class RespuestaDescartada(Tabla, table=True):
    """Actividad que una persona dijo que no responde a un aporte: no se le vuelve a proponer."""

    __tablename__ = "respuesta_descartada"

    actividad_id: int = Field(foreign_key="actividad.id", primary_key=True)
    aporte_id: int = Field(foreign_key="aporte_ciudadano.id", primary_key=True, index=True)


@dataclass(frozen=True, slots=True)
class Aporte:
    """Un aporte como lo leen las pantallas, con las actividades vivas que le responden."""

    id: int
    linea_id: int | None
    tipo: TipoAporte
    texto: str
    actividades: tuple[int, ...] = ()
