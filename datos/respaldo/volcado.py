"""Las filas de la base como líneas JSON, iguales en los dos motores, y su vuelta a una base."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, func, insert, select, text

from datos.conexion import motor
from datos.instantes import en_utc
from modelos.bitacora import SIN_RESPALDO
from modelos.errores import ErrorDeDominio

LOTE = 1000  # filas que están en memoria a la vez
TIPOS = frozenset({int, float, str, bool, date, datetime})
"""Lo que una columna puede guardar para que su respaldo sirva en los dos motores."""


@contextmanager
def foto() -> Iterator[Connection]:
    """Una conexión que ve toda la base como estaba al abrirla, aunque otras personas sigan escribiendo."""
    with motor().connect() as conexion:
        if conexion.dialect.name == "postgresql":
            conexion.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with conexion.begin():
            yield conexion


def tablas(conexion: Connection) -> list[Table]:
    """Las que se respaldan de las que la base tiene, cada una después de aquellas de las que depende."""
    metadatos = MetaData()
    metadatos.reflect(conexion)
    aparte = SIN_RESPALDO | {"alembic_version"}
    return [tabla for tabla in metadatos.sorted_tables if tabla.name not in aparte]


def lineas(conexion: Connection, tabla: Table) -> Iterator[bytes]:
    """Cada fila como un objeto JSON en una línea, en el orden de su clave."""
    consulta = select(tabla).order_by(*tabla.primary_key.columns)
    for fila in conexion.execute(consulta, execution_options={"yield_per": LOTE}).mappings():
        objeto = {nombre: _escribir(valor) for nombre, valor in fila.items()}
        yield json.dumps(objeto, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def cargar(conexion: Connection, tabla: Table, origen: Iterator[bytes]) -> int:
    """Agrega a la tabla las filas de esas líneas; retorna cuántas."""
    cargadas = 0
    while filas := [_fila(tabla, linea) for linea in islice(origen, LOTE)]:
        conexion.execute(insert(tabla), filas)
        cargadas += len(filas)
    return cargadas


def _fila(tabla: Table, linea: bytes) -> dict[str, Any]:
    try:
        objeto = json.loads(linea)
        if objeto.keys() != set(tabla.columns.keys()):
            raise _ajena(tabla)
        return {columna.name: _leer(columna, objeto[columna.name]) for columna in tabla.columns}
    except (ValueError, TypeError, AttributeError) as error:
        raise _ajena(tabla) from error


def _ajena(tabla: Table) -> ErrorDeDominio:
    return ErrorDeDominio(
        f"El respaldo trae en la tabla «{tabla.name}» una fila que no es de su esquema. No se restauró."
    )


def _escribir(valor: Any) -> Any:
    if isinstance(valor, datetime):
        return en_utc(valor).isoformat()
    return valor.isoformat() if isinstance(valor, date) else valor


def _leer(columna: Column[Any], valor: Any) -> Any:
    if valor is None:
        return None
    tipo = columna.type.python_type
    if tipo is date:
        return date.fromisoformat(valor)
    if isinstance(columna.type, DateTime):
        momento = en_utc(datetime.fromisoformat(valor))
        return momento if columna.type.timezone else momento.replace(tzinfo=None)
    if tipo is float and type(valor) is int:
        return float(valor)
    if type(valor) is not tipo:
        raise TypeError
    return valor


def ultimo_id(conexion: Connection, tabla: Table) -> int | None:
    """El mayor identificador entregado, aunque su fila ya no exista; None si la tabla no los numera."""
    if list(tabla.primary_key.columns.keys()) != ["id"]:
        return None
    mayor: int = conexion.scalar(select(func.coalesce(func.max(tabla.c.id), 0))) or 0
    return max(mayor, _contador(conexion, tabla.name))


def _contador(conexion: Connection, tabla: str) -> int:
    if conexion.dialect.name == "postgresql":
        consulta = "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:tabla, 'id') AS regclass))"
    elif _numera_sin_repetir(conexion, tabla):
        consulta = "SELECT seq FROM sqlite_sequence WHERE name = :tabla"
    else:
        return 0
    return conexion.scalar(text(consulta), {"tabla": tabla}) or 0


def fijar_contador(conexion: Connection, tabla: str, ultimo: int) -> None:
    """La próxima fila de la tabla tendrá un identificador mayor que `ultimo`."""
    datos = {"tabla": tabla, "ultimo": ultimo}
    if conexion.dialect.name == "postgresql":
        conexion.execute(text("SELECT setval(pg_get_serial_sequence(:tabla, 'id'), :ultimo)"), datos)
    elif _numera_sin_repetir(conexion, tabla):
        conexion.execute(text("DELETE FROM sqlite_sequence WHERE name = :tabla"), datos)
        conexion.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:tabla, :ultimo)"), datos)


def _numera_sin_repetir(conexion: Connection, tabla: str) -> bool:
    creacion = conexion.scalar(text("SELECT sql FROM sqlite_master WHERE name = :tabla"), {"tabla": tabla})
    return creacion is not None and "AUTOINCREMENT" in creacion.upper()


def rechazar_si_esta_danada(conexion: Connection) -> None:
    """ErrorDeDominio si SQLite encuentra páginas rotas o filas sueltas; PostgreSQL se revisa solo."""
    if conexion.dialect.name != "sqlite":
        return
    estado = conexion.exec_driver_sql("PRAGMA integrity_check").scalar()
    if estado != "ok" or conexion.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ErrorDeDominio(
            f"La base de datos está dañada ({estado if estado != 'ok' else 'hay filas sueltas'}). "
            "Conserve los respaldos anteriores y restaure el último que esté bien."
        )
