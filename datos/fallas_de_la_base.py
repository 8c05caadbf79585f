"""Lo que la base de datos no pudo hacer, dicho para la persona: ocupada, sin espacio, sin permiso, dañada."""

import sqlite3

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

_OCUPADA = "otro programa tiene ocupada la base de datos. Espere un momento y pruebe de nuevo."
_SIN_ESPACIO = "no queda espacio en el disco donde están los datos. Libere espacio y pruebe de nuevo."
_SIN_PERMISO = "la carpeta de datos no admite cambios. Revise sus permisos."
_DANADA = "la base de datos está dañada. Deje de usarla y restaure el último respaldo."
_DISCO = "el disco donde están los datos falló. Revíselo antes de seguir."
_SIN_RESPUESTA = "la base de datos no responde. Espere un momento y pruebe de nuevo."
_NO_CABE = "hay un número demasiado grande o un carácter que la base de datos no admite. Corríjalo."

_DE_SQLITE = {
    "SQLITE_BUSY": _OCUPADA,
    "SQLITE_LOCKED": _OCUPADA,
    "SQLITE_FULL": _SIN_ESPACIO,
    "SQLITE_READONLY": _SIN_PERMISO,
    "SQLITE_PERM": _SIN_PERMISO,
    "SQLITE_CANTOPEN": _SIN_PERMISO,
    "SQLITE_CORRUPT": _DANADA,
    "SQLITE_NOTADB": _DANADA,
    "SQLITE_IOERR": _DISCO,
}
"""Por el comienzo del código de resultado; los extendidos agregan detalle («SQLITE_IOERR_WRITE»)."""

_DE_POSTGRESQL = {
    "08": _SIN_RESPUESTA,
    "22": _NO_CABE,
    "25006": _SIN_PERMISO,
    "40": _OCUPADA,
    "53100": _SIN_ESPACIO,
    "53": _SIN_RESPUESTA,
    "55P03": _OCUPADA,
    "57P": _SIN_RESPUESTA,
    "58": _DISCO,
    "XX001": _DANADA,
    "XX002": _DANADA,
}
"""Por el comienzo del SQLSTATE."""


def motivo(falla: BaseException) -> str | None:
    """Por qué no se pudo, como final de frase; None si no es de la base o es un error del programa."""
    if isinstance(falla, OverflowError | UnicodeEncodeError | DataError):
        return _NO_CABE
    if not isinstance(falla, DBAPIError) or isinstance(falla, IntegrityError):
        return None
    if isinstance(falla.orig, sqlite3.Error):
        return _por_comienzo(_DE_SQLITE, getattr(falla.orig, "sqlite_errorname", ""))
    if falla.connection_invalidated:
        return _SIN_RESPUESTA
    estado: str | None = getattr(falla.orig, "sqlstate", None)
    return _por_comienzo(_DE_POSTGRESQL, estado) if estado else _SIN_RESPUESTA


def es_dano(falla: BaseException) -> bool:
    """Cierto si el motivo es que la base está dañada: esperar no la arregla."""
    return motivo(falla) == _DANADA


def _por_comienzo(motivos: dict[str, str], codigo: str) -> str | None:
    return next((motivo for comienzo, motivo in motivos.items() if codigo.startswith(comienzo)), None)
