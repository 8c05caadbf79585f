"""Los disparadores que anotan en la bitácora todo lo que se escribe, en cualquiera de los motores.

Los pone la base, no el programa: una escritura hecha por cualquier camino queda anotada, y sin una
acción abierta con `conexion.escritura` la base la rechaza.
"""

from sqlalchemy import Connection, Table, text

from modelos.bitacora import COLUMNAS_SIN_REGISTRO, INMUTABLES, SIN_CAMBIAR, SIN_REGISTRO
from modelos.tabla import Tabla

_RECHAZO = "Escritura sin acción: todo cambio pasa por datos.conexion.escritura"
_INMUTABLE = "Lo anotado o aprobado no se cambia ni se borra"

_FUNCION_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION anotar_cambio() RETURNS trigger AS $$
DECLARE
  accion bigint := nullif(current_setting('plan.accion', true), '')::bigint;
  sin_registro text[] := coalesce(TG_ARGV[0], '')::text[];
  previo jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  nuevo jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
BEGIN
  IF accion IS NULL THEN RAISE EXCEPTION '{_RECHAZO}'; END IF;
  IF previo - sin_registro IS DISTINCT FROM nuevo - sin_registro THEN
    INSERT INTO cambio (accion_id, tabla, antes, despues)
    VALUES (accion, TG_TABLE_NAME, previo::text, nuevo::text);
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION rechazar_cambio() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{_INMUTABLE}'; END $$ LANGUAGE plpgsql;
"""


def tablas_anotadas() -> list[Table]:
    """Las tablas cuyos cambios quedan en la bitácora: todas menos las exentas por nombre."""
    return [tabla for tabla in Tabla.metadata.sorted_tables if tabla.name not in SIN_REGISTRO]


def instalar(conexion: Connection) -> None:
    """Pone (de nuevo) todos los disparadores; se llama después de cada migración."""
    ordenes = _ordenes_sqlite() if conexion.dialect.name == "sqlite" else _ordenes_postgresql()
    for orden in ordenes:
        conexion.execute(text(orden.replace(":", "\\:")))


def quitar(conexion: Connection) -> None:
    """Los saca antes de migrar: la copia de tablas de una migración no es un cambio de nadie."""
    if conexion.dialect.name == "sqlite":
        nombres = (
            conexion.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        )
        for nombre in nombres:
            conexion.execute(text(f"DROP TRIGGER {nombre}"))
        return
    consulta = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    for nombre, tabla in conexion.execute(text(consulta.replace("::", "\\:\\:"))).all():
        conexion.execute(text(f"DROP TRIGGER {nombre} ON {tabla}"))


def _ordenes_sqlite() -> list[str]:
    ordenes = [orden for tabla in tablas_anotadas() for orden in _anotadores_sqlite(tabla)]
    for tabla in SIN_CAMBIAR:
        for operacion in ("UPDATE", "DELETE") if tabla in INMUTABLES else ("UPDATE",):
            nombre = f"inmutable_{tabla}_{operacion.lower()}"
            ordenes.append(f"DROP TRIGGER IF EXISTS {nombre}")
            ordenes.append(
                f"CREATE TRIGGER {nombre} BEFORE {operacion} ON {tabla} "
                f"BEGIN SELECT RAISE(ABORT, '{_INMUTABLE}'); END"
            )
    return ordenes


def _anotadores_sqlite(tabla: Table) -> list[str]:
    antes, despues = _fila_sqlite(tabla, "OLD"), _fila_sqlite(tabla, "NEW")
    exentas = COLUMNAS_SIN_REGISTRO.get(tabla.name, frozenset())
    cambia = " OR ".join(
        f'OLD."{c.name}" IS NOT NEW."{c.name}"' for c in tabla.columns if c.name not in exentas
    )
    ordenes = []
    for operacion, previo, nuevo, condicion in (
        ("INSERT", "NULL", despues, ""),
        ("UPDATE", antes, despues, f"WHEN {cambia}"),
        ("DELETE", antes, "NULL", ""),
    ):
        nombre = f"anotar_{tabla.name}_{operacion.lower()}"
        ordenes.append(f"DROP TRIGGER IF EXISTS {nombre}")
        ordenes.append(
            f"CREATE TRIGGER {nombre} AFTER {operacion} ON {tabla.name} {condicion} BEGIN "
            f"SELECT RAISE(ABORT, '{_RECHAZO}') WHERE accion_en_curso() IS NULL; "
            "INSERT INTO cambio (accion_id, tabla, antes, despues) "
            f"VALUES (accion_en_curso(), '{tabla.name}', {previo}, {nuevo}); END"
        )
    return ordenes


def _fila_sqlite(tabla: Table, fila: str) -> str:
    pares = ", ".join(f"'{columna.name}', {fila}.\"{columna.name}\"" for columna in tabla.columns)
    return f"json_object({pares})"


def _ordenes_postgresql() -> list[str]:
    ordenes = [_FUNCION_POSTGRESQL]
    for tabla in tablas_anotadas():
        exentas = ",".join(sorted(COLUMNAS_SIN_REGISTRO.get(tabla.name, frozenset())))
        ordenes.append(
            f"CREATE OR REPLACE TRIGGER anotar_{tabla.name} AFTER INSERT OR UPDATE OR DELETE ON {tabla.name} "
            f"FOR EACH ROW EXECUTE FUNCTION anotar_cambio('{{{exentas}}}')"
        )
    ordenes.extend(
        f"CREATE OR REPLACE TRIGGER inmutable_{nombre} "
        f"BEFORE UPDATE OR TRUNCATE {'OR DELETE ' if nombre in INMUTABLES else ''}ON {nombre} "
        "FOR EACH STATEMENT EXECUTE FUNCTION rechazar_cambio()"
        for nombre in SIN_CAMBIAR
    )
    return ordenes
