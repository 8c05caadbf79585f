"""El registro de todo lo que se escribe: cada acción de una persona y los cambios que hizo."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlmodel import Field

from modelos.tabla import Tabla, hacia, id_propio

SIN_RESPALDO = frozenset(
    {"sesion", "uso_de_sesion", "enlace", "intento", "turno", "borrador", "revision_de_archivos"}
)
"""Tablas de lo que vive unas horas o unos días: con un respaldo viejo no debe volver a abrirse una sesión,
ni ofrecerse lo que alguien no llegó a guardar."""

DE_PASO = SIN_RESPALDO | {"clave"}
"""Tablas que se escriben sin anotarlo: las claves, los borradores y lo que vive unas horas."""

INMUTABLES = ("accion", "cambio", "eslabon")
"""Las tablas de la bitácora: la base solo deja agregarles filas."""

SIN_CAMBIAR = (*INMUTABLES, "linea_base", "revision")
"""Las tablas cuyas filas la base no deja cambiar; las de la bitácora tampoco se borran."""

SIN_REGISTRO = frozenset({*INMUTABLES, "alembic_version"}) | DE_PASO
"""Tablas que no se anotan en la bitácora: la bitácora, la de las migraciones y las de paso."""

COLUMNAS_SIN_REGISTRO = {"plan": frozenset({"version"})}
"""Columnas que cambian con cada acción y por sí solas no son un cambio."""


class Accion(Tabla, table=True):
    """Lo que una persona hizo en una transacción."""

    __tablename__ = "accion"

    id: int = id_propio()
    cuando: datetime = Field(sa_type=DateTime(timezone=True))
    quien: str
    descripcion: str
    plan_id: int | None = Field(default=None, index=True)  # sin clave foránea: sobrevive al plan


class Cambio(Tabla, table=True):
    """Una fila escrita en una acción: antes y después, completas, en JSON."""

    __tablename__ = "cambio"

    id: int = id_propio()
    accion_id: int = hacia("accion")
    tabla: str
    antes: str | None = None
    despues: str | None = None


class Eslabon(Tabla, table=True):
    """El sello de una acción, en el orden en que se confirmaron: su huella cubre la del eslabón anterior.

    El plan es el de la acción o el que ella creó; la municipalidad, la de quien la hizo o de lo que escribió.
    Sin claves foráneas hacia ellos: los sobrevive.
    """

    __tablename__ = "eslabon"

    numero: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    accion_id: int = Field(foreign_key="accion.id", unique=True)
    plan_id: int | None = Field(default=None, index=True)
    municipalidad_id: int | None = None
    huella: str
