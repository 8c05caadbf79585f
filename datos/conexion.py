"""La base de datos: dónde está, cómo se abre para leer y por dónde pasa toda escritura."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, insert, select, text, update
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from datos import fallas_de_la_base, identidad, permisos, tras_cierre
from datos.bitacora import cadena
from datos.bitacora.cadena import Hecha
from datos.limites import limite
from modelos.bitacora import Accion
from modelos.cuentas import Identidad
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.permisos import Permiso, SinPermiso
from modelos.plan import Plan
from modelos.tabla import tabla_de

ESPERA_POR_ESCRITOR = 15_000  # milisegundos que SQLite espera a que otro termine de escribir
registro = logging.getLogger("planificador")
_PROYECTO = Path(__file__).resolve().parent.parent
_motores: dict[str, Engine] = {}
plan, accion = tabla_de(Plan), tabla_de(Accion)
_ABRIR = insert(accion).values(**{c: bindparam(c) for c in Hecha._fields[1:]}).returning(accion.c.id)
_SUBIR = (
    update(plan)
    .where(plan.c.id == bindparam("de"))
    .values(version=plan.c.version + 1)
    .returning(plan.c.version, plan.c.borrado_el, plan.c.municipalidad_id)
)
"""Armadas una vez: armar una orden tarda más que cumplirla, y estas van en todo lo que se guarda."""


def instancia() -> Path:
    """Carpeta de los datos de esta instalación (PLANIFICADOR_INSTANCIA la cambia)."""
    carpeta = carpeta_de_la_instancia()
    carpeta.mkdir(parents=True, exist_ok=True)
    return carpeta


def carpeta_de_la_instancia() -> Path:
    """La misma, sin crearla: para quien solo mira."""
    return Path(_carpeta())


def _carpeta() -> str:
    return os.environ.get("PLANIFICADOR_INSTANCIA") or str(_PROYECTO / "instancia")


def direccion() -> str:
    """Dirección de la base: DATABASE_URL, o un archivo SQLite en la carpeta de la instancia."""
    indicada = os.environ.get("DATABASE_URL")
    if not indicada:
        return f"sqlite:///{_carpeta()}/plan.db"
    return con_nuestro_conector(indicada)


def con_nuestro_conector(indicada: str) -> str:
    """La dirección como se escribe para cualquier programa, dicha para SQLAlchemy y psycopg."""
    for corta in ("postgres://", "postgresql://"):
        if indicada.startswith(corta):
            return "postgresql+psycopg://" + indicada.removeprefix(corta)
    return indicada


def motor() -> Engine:
    """El motor de la base en uso; uno por dirección y por proceso."""
    url = direccion()
    if url not in _motores:
        _motores[url] = _crear_motor(url)
    return _motores[url]


def cerrar() -> None:
    """Suelta todas las conexiones (al apagar, antes de restaurar y entre pruebas)."""
    for abierto in _motores.values():
        abierto.dispose()
    _motores.clear()


def _crear_motor(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    instancia()
    creado = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(creado, "connect", _preparar_sqlite)
    event.listen(creado, "begin", _comenzar_sqlite)
    return creado


def _preparar_sqlite(conexion: sqlite3.Connection, registro: ConnectionPoolEntry) -> None:
    conexion.isolation_level = None  # las transacciones las abre _comenzar_sqlite, no el driver
    datos = registro.info
    conexion.create_function("accion_en_curso", 0, lambda: datos.get("accion"))
    for ajuste in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        conexion.execute(f"PRAGMA {ajuste}")
    conexion.execute(f"PRAGMA busy_timeout={ESPERA_POR_ESCRITOR}")


def _comenzar_sqlite(conexion: Connection) -> None:
    conexion.info.pop("accion", None)
    escribe = conexion.get_execution_options().get("escribe", False)
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe else "BEGIN")


@contextmanager
def lectura() -> Iterator[Session]:
    """Sesión para leer; los disparadores rechazan cualquier escritura hecha por ella."""
    with Session(motor(), expire_on_commit=False) as sesion:
        yield sesion


@contextmanager
def escritura(
    descripcion: str,
    *,
    plan_id: int | None = None,
    version: int | None = None,
    restaura: bool = False,
    razon: str = "",
) -> Iterator[Session]:
    """La única puerta de escritura: una acción de una persona, una transacción, anotada entera y sellada.

    Sube la versión del plan; con `version`, exige que siga siendo esa (si no, ConflictoDeVersion). En un plan
    borrado no se escribe, salvo con `restaura` y si al terminar el plan ya no está borrado. SinPermiso si el
    rol de quien pide no alcanza para algo de lo que se escribió. MesCerrado si se cambió algo de un mes ya
    aprobado y no hay `razon`; con ella queda anotado.
    `sesion.info["accion_id"]` es la acción, para poder deshacerla.
    """
    quien = identidad.en_curso(de_nuevo=True)
    with (
        _con_permiso(quien),
        Session(motor(), expire_on_commit=False) as sesion,
        _transaccion(sesion),
    ):
        hecha = _abrir(sesion, quien.nombre, descripcion, plan_id)
        limite("accion.abierta")
        if plan_id is None:
            yield sesion
        else:
            borrado, duena = _subir_version(sesion, plan_id, version)
            permisos.comprobar_plan(plan_id, duena, quien)
            if borrado and not restaura:
                raise _plan_borrado()
            yield sesion
            if borrado and _sigue_borrado(sesion, plan_id):
                raise _plan_borrado()
        cambios = cadena.cambios_de(sesion, hecha.id)
        permisos.comprobar(sesion, cambios, quien)
        if tras_cierre.comprobar(sesion, hecha.id, cambios, razon):
            cambios = cadena.cambios_de(sesion, hecha.id)
        cadena.agregar(sesion, hecha, cambios, quien.municipalidad_id)


@contextmanager
def _con_permiso(quien: Identidad) -> Iterator[None]:
    """Quien no registra nada no empieza; y lo que se le niegue, ahora o al terminar, va al registro."""
    try:
        quien.exigir(Permiso.REGISTRAR)
        yield
    except SinPermiso:
        registro.warning("Negada una escritura a la persona %s", quien.persona_id)
        raise


@contextmanager
def escritura_de_paso() -> Iterator[Session]:
    """Para lo que la bitácora no anota (`modelos.bitacora.DE_PASO`); cualquier otra escritura se rechaza."""
    with Session(motor(), expire_on_commit=False) as sesion, _transaccion(sesion):
        yield sesion


@contextmanager
def _transaccion(sesion: Session) -> Iterator[None]:
    try:
        sesion.connection(execution_options={"escribe": True})
        yield
        sesion.flush()
        limite("accion.por_confirmar")
        sesion.commit()
        limite("accion.confirmada")
    except BaseException as falla:
        sesion.rollback()
        if motivo := fallas_de_la_base.motivo(falla):
            registro.exception("La base no pudo guardar")
            raise ErrorDeDominio(f"No se guardó: {motivo}") from falla
        raise


def _abrir(sesion: Session, quien: str, descripcion: str, plan_id: int | None) -> Hecha:
    cuando = datetime.now(UTC)
    valores = {"cuando": cuando, "quien": quien, "descripcion": descripcion, "plan_id": plan_id}
    accion_id: int = sesion.connection().execute(_ABRIR, valores).scalar_one()
    sesion.info["accion_id"] = accion_id
    _senalar(sesion, accion_id)
    return Hecha(accion_id, cuando, quien, descripcion, plan_id)


def _senalar(sesion: Session, accion_id: int) -> None:
    """Dice a los disparadores a qué acción pertenece lo que se escriba en esta transacción."""
    conexion = sesion.connection()
    if conexion.dialect.name == "sqlite":
        conexion.info["accion"] = accion_id
    else:
        conexion.execute(text("SELECT set_config('plan.accion', :accion, true)"), {"accion": str(accion_id)})


def _subir_version(sesion: Session, plan_id: int, version: int | None) -> tuple[bool, int]:
    """Retorna si el plan está borrado y de qué municipalidad es."""
    fila = sesion.connection().execute(_SUBIR, {"de": plan_id}).first()
    if fila is None:
        raise ErrorDeDominio(
            "No se guardó: este plan ya no existe, porque alguien deshizo su creación. Elija otro plan."
        )
    if fila.borrado_el is None and version is not None and fila.version != version + 1:
        raise ConflictoDeVersion(
            "No se guardó: otra persona cambió este plan mientras lo tenía abierto. "
            "Lo suyo sigue aquí; compare y vuelva a guardar."
        )
    return fila.borrado_el is not None, fila.municipalidad_id


def _sigue_borrado(sesion: Session, plan_id: int) -> bool:
    sesion.flush()
    return sesion.execute(select(plan.c.borrado_el).where(plan.c.id == plan_id)).scalar() is not None


def _plan_borrado() -> ErrorDeDominio:
    return ErrorDeDominio(
        "No se guardó: este plan fue borrado mientras lo tenía abierto. Lo que ya tenía no se perdió: "
        "restáurelo en la Papelera y vuelva a hacer este cambio."
    )
