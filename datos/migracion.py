"""Lleva la base al esquema de esta versión, con una copia apartada antes de tocar una base anterior."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

import modelos.actividad
import modelos.bitacora
import modelos.borradores
import modelos.certificacion.tablas
import modelos.cierre
import modelos.cuentas
import modelos.integridad
import modelos.participacion
import modelos.plan
import modelos.publicacion
import modelos.turno
import modelos.versiones.linea_base  # noqa: F401  (las tablas se inscriben al importarlas)
from datos import disparadores, fallas_de_la_base
from datos.conexion import instancia, motor
from datos.limites import limite
from datos.respaldo import rescate, respaldar
from modelos.errores import ErrorDeDominio
from modelos.tabla import Tabla

METADATOS = Tabla.metadata
GUIONES = Path(__file__).parent / "migraciones"
CERROJO = 7_204_511  # número arbitrario y fijo con que dos procesos se turnan en PostgreSQL


class EstadoEsquema(NamedTuple):
    """Versión que tiene la base y la que espera este programa."""

    actual: str | None
    esperada: str | None

    @property
    def al_dia(self) -> bool:
        """La base tiene exactamente el esquema de este programa."""
        return self.actual == self.esperada


def estado() -> EstadoEsquema:
    """Compara el esquema de la base con el de este programa, sin cambiar nada."""
    with motor().connect() as conexion:
        return _estado(conexion)


def migrar() -> None:
    """Crea la base o la lleva al esquema de hoy; si ya lo tiene, no la toca.

    Dos procesos que arrancan a la vez se turnan. ErrorDeDominio si la base es de una versión más nueva, está
    dañada o falta: nada se escribe, y se ofrece el último respaldo bueno.
    """
    rescate.rechazar_si_falta_la_base()
    if _estado_legible().al_dia:
        return
    with (
        motor().connect().execution_options(escribe=True) as conexion,
        _sin_claves_foraneas(conexion),
        conexion.begin(),
    ):
        if conexion.dialect.name == "postgresql":
            conexion.execute(text("SELECT pg_advisory_xact_lock(:cerrojo)"), {"cerrojo": CERROJO})
        previo = _estado(conexion)
        if not previo.al_dia:
            _llevar_a_hoy(conexion, previo)


def _estado_legible() -> EstadoEsquema:
    """El esquema, después de recorrer la base: un archivo cortado puede abrir bien y fallar más adelante."""
    try:
        with motor().connect() as conexion:
            if conexion.dialect.name == "sqlite":
                hallado = conexion.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if hallado != "ok":
                    raise _danada(str(hallado))
            return _estado(conexion)
    except DBAPIError as falla:
        if fallas_de_la_base.es_dano(falla):
            raise _danada(str(falla.orig)) from falla
        raise


def _danada(detalle: str) -> ErrorDeDominio:
    return ErrorDeDominio(
        f"La base de datos está dañada ({detalle.splitlines()[0]}). No se escribió nada en ella. "
        f"{rescate.ofrecer()}".rstrip()
    )


def _llevar_a_hoy(conexion: Connection, previo: EstadoEsquema) -> None:
    _rechazar_si_es_mas_nueva(previo)
    _apartar_copia(conexion, previo)
    limite("migrar.copia_apartada")
    disparadores.quitar(conexion)
    llevar(conexion, "head")
    disparadores.instalar(conexion)
    limite("migrar.esquema_llevado")
    if conexion.dialect.name == "sqlite" and conexion.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ErrorDeDominio(
            "La base de datos anterior tiene filas sueltas y no se pudo actualizar. No se cambió nada; "
            "restaure el último respaldo."
        )


def llevar(conexion: Connection, revision: str) -> None:
    """Lleva el esquema hasta esa revisión en la transacción de quien llama, sin disparadores ni copia."""
    command.upgrade(_configuracion(conexion), revision)


def conocidas() -> set[str]:
    """Las versiones del esquema que este programa sabe leer."""
    return {guion.revision for guion in ScriptDirectory(str(GUIONES)).walk_revisions()}


@contextmanager
def _sin_claves_foraneas(conexion: Connection) -> Iterator[None]:
    """SQLite rehace la tabla entera al cambiarla: con claves activas se llevaría a sus hijas."""
    propia = conexion.connection.driver_connection
    if conexion.dialect.name != "sqlite" or propia is None:
        yield
        return
    propia.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        propia.execute("PRAGMA foreign_keys=ON")


def _estado(conexion: Connection) -> EstadoEsquema:
    actual = MigrationContext.configure(conexion).get_current_revision()
    return EstadoEsquema(actual, ScriptDirectory.from_config(_configuracion(conexion)).get_current_head())


def _configuracion(conexion: Connection) -> Config:
    configuracion = Config()
    configuracion.set_main_option("script_location", str(GUIONES))
    configuracion.attributes["conexion"] = conexion
    return configuracion


def _rechazar_si_es_mas_nueva(previo: EstadoEsquema) -> None:
    if previo.actual is not None and previo.actual not in conocidas():
        raise ErrorDeDominio(
            "La base de datos es de una versión más nueva que este programa. No se tocó nada. "
            "Instale la versión nueva del programa."
        )


def _apartar_copia(conexion: Connection, previo: EstadoEsquema) -> None:
    """Copia la base antes de migrarla: el archivo tal cual si es SQLite, un respaldo si es PostgreSQL."""
    if previo.actual is None:
        return
    carpeta = instancia() / "respaldos"
    carpeta.mkdir(exist_ok=True)
    sello = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")  # un reintento cabe en el mismo segundo
    destino = carpeta / f"antes-de-migrar-{previo.actual}-{sello}.db"
    if conexion.dialect.name != "sqlite":
        respaldar.crear(destino.with_suffix(".zip"))
        return
    archivo = Path(conexion.engine.url.database or "")
    provisional = destino.with_suffix(".parcial")
    with sqlite3.connect(archivo) as origen, sqlite3.connect(provisional) as copia:
        origen.backup(copia)
    origen.close()
    copia.close()
    shutil.move(provisional, destino)
