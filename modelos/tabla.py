"""La base de todas las tablas: registro propio, nombres de restricciones y enumeraciones por valor."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, String, Table, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

ENTERO_MAXIMO = 2**31 - 1
"""El mayor que guarda una columna entera de PostgreSQL."""

NOMBRES_DE_RESTRICCIONES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Tabla(SQLModel, registry=registry(metadata=MetaData(naming_convention=NOMBRES_DE_RESTRICCIONES))):
    """Raíz de las tablas; su propio registro permite recargar el código con el servidor andando."""


def una_de(enumeracion: type[StrEnum], columna: str) -> CheckConstraint:
    """CHECK que solo admite los valores de la enumeración, guardados tal cual."""
    valores = ", ".join(f"'{miembro.value}'" for miembro in enumeracion)
    return CheckConstraint(f"{columna} IN ({valores})", name=f"{columna}_valido")


def no_negativo(*columnas: str) -> tuple[CheckConstraint, ...]:
    """Un CHECK por columna que admite nulo, cero o más."""
    return tuple(CheckConstraint(f"{columna} >= 0", name=f"{columna}_no_negativo") for columna in columnas)


def texto(valor_por_omision: str) -> Any:
    """Columna de texto para una enumeración guardada por valor."""
    return Field(default=valor_por_omision, sa_type=String)


def id_propio() -> Any:
    """Identificador que pone la base."""
    return Field(default=None, primary_key=True)


def hacia(tabla: str, *, nulo: bool = False) -> Any:
    """Clave foránea con índice hacia `tabla`.id."""
    if nulo:
        return Field(default=None, foreign_key=f"{tabla}.id", index=True, nullable=True)
    return Field(foreign_key=f"{tabla}.id", index=True)


def en_papelera() -> Any:
    """Con qué borrado se fue a la papelera; nulo mientras siga en el plan. Pide `indice_de_papelera`."""
    return Field(default=None, foreign_key="papelera.id", nullable=True)


def indice_de_papelera() -> Index:
    """Solo de lo borrado: con lo vivo, SQLite entraría por él y recorrería las filas de todos los planes."""
    borradas = text("papelera_id IS NOT NULL")
    return Index(None, "papelera_id", sqlite_where=borradas, postgresql_where=borradas)


def tabla_de(clase: type[Tabla]) -> Table:
    """La tabla de la clase, para consultas por columnas: `tabla_de(Plan).c.nombre`."""
    return Tabla.metadata.tables[str(clase.__tablename__)]
