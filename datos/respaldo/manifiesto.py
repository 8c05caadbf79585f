"""La hoja que acompaña a cada respaldo: qué trae, de qué versión es y la huella de cada parte."""

import json
import tomllib
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modelos.errores import ErrorDeDominio

FORMATO = 1
"""Sube cuando un programa anterior ya no podría leer el respaldo."""

NOMBRE = "manifiesto.json"
PRODUCTO = "planificador-ambiental-municipal"
_PROYECTO = Path(__file__).resolve().parents[2] / "pyproject.toml"


class Parte(BaseModel):
    """Un archivo dentro del respaldo: sus bytes sin comprimir y su SHA-256."""

    model_config = ConfigDict(frozen=True)

    tamano: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class TablaCopiada(BaseModel):
    """Cuántas filas se copiaron y el mayor identificador que la base alcanzó a entregar."""

    model_config = ConfigDict(frozen=True)

    filas: int = Field(ge=0)
    ultimo_id: int | None = None


class Manifiesto(BaseModel):
    """Todo lo que se necesita saber de un respaldo sin abrir sus filas."""

    model_config = ConfigDict(frozen=True)

    formato: int = FORMATO
    producto: str = PRODUCTO
    version: str
    esquema: str
    creado: datetime
    motor: str
    municipalidades: list[str]
    tablas: dict[str, TablaCopiada]
    partes: dict[str, Parte]
    documentos_faltantes: list[str] = []
    archivos_alterados: list[str] = []

    @property
    def filas(self) -> int:
        """Filas de todas las tablas."""
        return sum(tabla.filas for tabla in self.tablas.values())

    @property
    def archivos(self) -> int:
        """Archivos guardados con los planes."""
        return sum(nombre.startswith("archivos/") for nombre in self.partes)

    @property
    def tamano(self) -> int:
        """Bytes de todas las partes, sin comprimir."""
        return sum(parte.tamano for parte in self.partes.values())

    @property
    def advertencias(self) -> list[str]:
        """Lo que ya faltaba o estaba alterado cuando se hizo la copia, en oraciones."""
        return [
            *(f"Falta en el disco el documento «{nombre}»." for nombre in self.documentos_faltantes),
            *(f"El disco alteró {nombre}; se copió como está." for nombre in self.archivos_alterados),
        ]


def version_del_producto() -> str:
    """La versión de este programa, la misma que informa el servidor."""
    proyecto = tomllib.loads(_PROYECTO.read_text(encoding="utf-8"))
    return str(proyecto["project"]["version"])


def leer(contenido: bytes) -> Manifiesto:
    """El manifiesto de ese texto; ErrorDeDominio si no es de este producto o es de un formato más nuevo."""
    try:
        datos = json.loads(contenido)
    except ValueError as error:
        raise _ilegible() from error
    if not isinstance(datos, dict) or datos.get("producto") != PRODUCTO:
        raise _ilegible()
    formato = datos.get("formato")
    if isinstance(formato, int) and formato > FORMATO:
        raise ErrorDeDominio(
            "El respaldo tiene un formato más nuevo que este programa. Instale la versión nueva del programa "
            "y repita."
        )
    try:
        return Manifiesto.model_validate(datos)
    except ValidationError as error:
        raise _ilegible() from error


def _ilegible() -> ErrorDeDominio:
    return ErrorDeDominio("El archivo no es un respaldo del planificador: su manifiesto no se entiende.")
