"""Volver un respaldo a una carpeta vacía, y a una base SQLite o PostgreSQL vacía, entero o nada."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from datos import disparadores, migracion
from datos.conexion import direccion
from datos.limites import limite
from datos.respaldo import contenedor, volcado
from datos.respaldo.contenedor import Avisar, Contenedor, no_avisar
from datos.respaldo.manifiesto import Manifiesto
from modelos.errores import ErrorDeDominio
from modelos.frases import tamano

PROVISIONAL = ".restaurando"


Comprobar = Callable[[Connection, Contenedor, Path], None]
"""Mira lo cargado, antes de darlo por bueno: la base, el respaldo y la carpeta que tiene `archivos`."""


def no_comprobar(_base: Connection, _respaldo: Contenedor, _carpeta: Path) -> None:
    """Para quien se conforma con las cuentas y las restricciones de la base."""


def restaurar(
    archivo: Path,
    carpeta: Path,
    avisar: Avisar = no_avisar,
    *,
    url: str | None = None,
    comprobar: Comprobar = no_comprobar,
) -> Manifiesto:
    """Deja en la carpeta los archivos y la base (o la base en `url` o DATABASE_URL, si es PostgreSQL).

    Un respaldo de un esquema anterior se carga en ese esquema y después se migra. La bitácora queda como
    estaba: restaurar no anota nada. ErrorDeDominio, sin dejar nada a medias, si algo no corresponde.
    """
    with contenedor.abrir(archivo) as respaldo:
        if respaldo.manifiesto.esquema not in migracion.conocidas():
            raise ErrorDeDominio(
                "El respaldo es de una versión más nueva que este programa. "
                "Instale la versión nueva del programa y repita."
            )
        with _carpeta_vacia(carpeta) as provisional:
            respaldo.comprobar(avisar)
            _rechazar_si_no_cabe(respaldo.manifiesto, carpeta)
            _extraer_archivos(respaldo, provisional, avisar)
            if hasattr(os, "sync"):
                os.sync()  # lo extraído, en el disco antes de darlo por entregado
            limite("restaurar.archivos_extraidos")
            with _base_vacia(url or _base_indicada(provisional)) as conexion:
                _cargar(conexion, respaldo, avisar)
                comprobar(conexion, respaldo, provisional)
                limite("restaurar.tablas_cargadas")
                _entregar(provisional / "archivos", carpeta)
                limite("restaurar.archivos_entregados")
            limite("restaurar.confirmado")
            _entregar(provisional / "plan.db", carpeta)
            limite("restaurar.entregado")
        return respaldo.manifiesto


@contextmanager
def _carpeta_vacia(carpeta: Path) -> Iterator[Path]:
    """Una subcarpeta donde trabajar; si algo falla, la carpeta queda tan vacía como estaba."""
    provisional = carpeta / PROVISIONAL
    if carpeta.is_dir() and [resto.name for resto in carpeta.iterdir()] == [PROVISIONAL]:
        shutil.rmtree(provisional)  # lo dejó una restauración que murió a medias
    if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
        raise ErrorDeDominio(f"{carpeta} no es una carpeta vacía. Indique una vacía o que no exista.")
    provisional.mkdir(parents=True)
    try:
        yield provisional
    except BaseException:
        for resto in carpeta.iterdir():
            shutil.rmtree(resto) if resto.is_dir() else resto.unlink()
        raise
    shutil.rmtree(provisional)


def _rechazar_si_no_cabe(hoja: Manifiesto, carpeta: Path) -> None:
    libre = shutil.disk_usage(carpeta).free
    if hoja.tamano > libre:
        raise ErrorDeDominio(
            f"No cabe: el respaldo abierto ocupa {tamano(hoja.tamano)} y en ese disco quedan {tamano(libre)}."
        )


def _extraer_archivos(respaldo: Contenedor, provisional: Path, avisar: Avisar) -> None:
    nombres = [nombre for nombre in respaldo.manifiesto.partes if nombre.startswith("archivos/")]
    for hechos, nombre in enumerate(nombres):
        destino = provisional / nombre
        destino.parent.mkdir(parents=True, exist_ok=True)
        with destino.open("wb") as salida:
            for trozo in respaldo.leer(nombre):
                salida.write(trozo)
        avisar(hechos / len(nombres), f"Restaurando {nombre}")


def _entregar(hecho: Path, carpeta: Path) -> None:
    if hecho.exists():
        hecho.replace(carpeta / hecho.name)


def _base_indicada(provisional: Path) -> str:
    """La de DATABASE_URL, o un archivo SQLite nuevo."""
    if not os.environ.get("DATABASE_URL"):
        return f"sqlite:///{provisional / 'plan.db'}"
    url = direccion()
    if url.startswith("sqlite"):
        raise ErrorDeDominio(
            "DATABASE_URL nombra un archivo SQLite. Quítela para restaurar en la carpeta indicada."
        )
    return url


@contextmanager
def _base_vacia(url: str) -> Iterator[Connection]:
    """La base donde se carga, en una transacción."""
    creado = create_engine(url, poolclass=NullPool)
    try:
        with creado.begin() as conexion:
            presentes = inspect(conexion).get_table_names()
            if presentes:
                raise ErrorDeDominio(
                    f"La base de destino no está vacía: tiene {len(presentes)} tablas. Cree una vacía."
                )
            yield conexion
    finally:
        creado.dispose()


def _cargar(conexion: Connection, respaldo: Contenedor, avisar: Avisar) -> None:
    hoja = respaldo.manifiesto
    migracion.llevar(conexion, hoja.esquema)
    presentes = volcado.tablas(conexion)
    if {tabla.name for tabla in presentes} != hoja.tablas.keys():
        raise ErrorDeDominio(f"El respaldo no trae las tablas del esquema {hoja.esquema}. No se restauró.")
    for hechas, tabla in enumerate(presentes):
        avisar(hechas / len(presentes), f"Restaurando la tabla {tabla.name}")
        filas = respaldo.lineas(f"tablas/{tabla.name}.jsonl")
        try:
            cargadas = volcado.cargar(conexion, tabla, filas)
        except SQLAlchemyError as error:
            raise ErrorDeDominio(
                f"La base no acepta la tabla «{tabla.name}» del respaldo ({str(error).splitlines()[0]})."
            ) from error
        if cargadas != hoja.tablas[tabla.name].filas:
            raise ErrorDeDominio(f"La tabla «{tabla.name}» del respaldo está incompleta. No se restauró.")
    _fijar_contadores(conexion, hoja)
    migracion.llevar(conexion, "head")
    _fijar_contadores(conexion, hoja)
    disparadores.instalar(conexion)
    volcado.rechazar_si_esta_danada(conexion)


def _fijar_contadores(conexion: Connection, hoja: Manifiesto) -> None:
    """Antes y después de migrar: una migración puede rehacer una tabla y empezar su cuenta de nuevo."""
    presentes = {tabla.name for tabla in volcado.tablas(conexion)}
    for nombre, tabla in hoja.tablas.items():
        if tabla.ultimo_id and nombre in presentes:
            volcado.fijar_contador(conexion, nombre, tabla.ultimo_id)
