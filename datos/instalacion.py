"""Dónde están los datos de esta instalación, cuánto ocupan y si corren peligro."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.engine import make_url

from datos import carpeta, migracion
from datos.conexion import direccion, instancia, motor


class Instalacion(NamedTuple):
    """Lo que hay que saber para respaldar y para mudarse."""

    carpeta: Path
    motor: str
    base: str  # ruta del archivo, o equipo y nombre de la base, nunca su contraseña
    bytes_de_la_base: int
    archivos: int
    bytes_de_los_archivos: int
    esquema: str | None
    riesgo: str | None


def describir() -> Instalacion:
    """El estado de hoy; no escribe nada."""
    tamanos = [ruta.stat().st_size for ruta in (instancia() / "archivos").rglob("*") if ruta.is_file()]
    local = motor().dialect.name == "sqlite"
    return Instalacion(
        carpeta=instancia().resolve(),
        motor="SQLite" if local else "PostgreSQL",
        base=_base(),
        bytes_de_la_base=_ocupado_por_sqlite() if local else _ocupado_por_postgresql(),
        archivos=len(tamanos),
        bytes_de_los_archivos=sum(tamanos),
        esquema=migracion.estado().actual,
        riesgo=riesgo(),
    )


def riesgo() -> str | None:
    """Por qué la base peligra donde está; None si no, o si es PostgreSQL, que cuida sus propios discos."""
    url = make_url(direccion())
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return carpeta.riesgo(Path(url.database).parent)


def _base() -> str:
    url = make_url(direccion())
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").resolve())
    return f"«{url.database}» en {url.host or 'este equipo'}"


def _ocupado_por_sqlite() -> int:
    base = Path(make_url(direccion()).database or "")
    partes = (base, base.with_name(base.name + "-wal"))
    return sum(parte.stat().st_size for parte in partes if parte.exists())


def _ocupado_por_postgresql() -> int:
    with motor().connect() as conexion:
        return conexion.scalar(text("SELECT pg_database_size(current_database())")) or 0
