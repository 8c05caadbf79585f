"""La actividad, lo programado y ejecutado en cada mes, y las unidades que responden por ella."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from modelos.tabla import Tabla, en_papelera, hacia, id_propio, indice_de_papelera, no_negativo, una_de


class Actividad(Tabla, table=True):
    """Lo que se compromete hacer; el dinero va en centavos de la moneda del país."""

    __tablename__ = "actividad"
    __table_args__ = (
        *no_negativo("peso", "presupuesto_centavos", "gastado_centavos"),
        indice_de_papelera(),
    )

    id: int = id_propio()
    objetivo_id: int = hacia("objetivo")
    orden: int
    codigo: str | None = None
    nombre: str
    nombre_corto: str | None = None  # con que se lee de lejos; sin él, se proponen sus primeras palabras
    peso: float = 1.0
    unidad_medida: str | None = None
    meta: str | None = None
    indicador: str | None = None
    medio_verificacion: str | None = None
    presupuesto_centavos: int | None = Field(default=None, sa_type=BigInteger)
    gastado_centavos: int | None = Field(default=None, sa_type=BigInteger)
    recurrencia: str | None = None
    observaciones: str | None = None
    causa: str | None = None  # por qué va atrasada
    proximo_paso: str | None = None
    papelera_id: int | None = en_papelera()


class MesActividad(Tabla, table=True):
    """Un mes de una actividad, en unidades enteras; hay fila solo donde hay algo."""

    __tablename__ = "mes_actividad"
    __table_args__ = (
        *no_negativo("programado", "ejecutado", "aprobado"),
        CheckConstraint("mes BETWEEN 1 AND 12", name="mes_valido"),
        {"sqlite_with_rowid": False},
    )

    actividad_id: int = Field(foreign_key="actividad.id", primary_key=True)
    anio: int = Field(primary_key=True)
    mes: int = Field(primary_key=True)
    programado: int = 0
    ejecutado: int = 0
    aprobado: int = 0  # lo programado cuando el plan se puso en vigencia
    ejecutado_el: date | None = None  # cuándo se registró lo último ejecutado
    nota: str | None = None


class Unidad(Tabla, table=True):
    """Una dirección, departamento o jefatura de la municipalidad."""

    __tablename__ = "unidad"
    __table_args__ = (UniqueConstraint("municipalidad_id", "nombre"),)

    id: int = id_propio()
    municipalidad_id: int = hacia("municipalidad")
    nombre: str
    sigla: str | None = None


class ActividadUnidad(Tabla, table=True):
    """Unidad que responde por una actividad; la de orden 0 es la principal."""

    __tablename__ = "actividad_unidad"

    actividad_id: int = Field(foreign_key="actividad.id", primary_key=True)
    unidad_id: int = Field(foreign_key="unidad.id", primary_key=True, index=True)
    orden: int = 0


class Motivo(StrEnum):
    """Por qué se mueve o baja lo programado en un plan vigente."""

    PRESUPUESTO = "presupuesto"
    PERSONAL = "personal"
    CLIMA = "clima"
    PROVEEDOR = "proveedor"
    CONTINGENCIA = "contingencia"
    OTRO = "otro"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return self.value.capitalize()


class Reprogramacion(Tabla, table=True):
    """Un cambio de lo programado en un plan vigente, con su razón."""

    __tablename__ = "reprogramacion"
    __table_args__ = (una_de(Motivo, "motivo"),)

    id: int = id_propio()
    actividad_id: int = hacia("actividad")
    fecha: date
    motivo: str
    explicacion: str
    cambios: str  # JSON: [{"anio", "mes", "antes", "despues"}]
