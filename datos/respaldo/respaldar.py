"""Hacer un respaldo: la base y los archivos de la instalación en un solo ZIP, sin detener a nadie."""

import errno
import os
import re
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from datos import almacen, fallas_de_la_base
from datos.conexion import direccion, instancia
from datos.limites import limite
from datos.respaldo import contenedor, manifiesto, volcado
from datos.respaldo.contenedor import Avisar, no_avisar
from datos.respaldo.manifiesto import Manifiesto, Parte, TablaCopiada
from modelos.errores import ErrorDeDominio

_RESTO = ".parcial"
_ABANDONADO = 24 * 3600  # segundos: un respaldo a medias de ayer es de un proceso que murió
_MOTIVOS = {
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "no queda espacio en el disco",
    errno.EFBIG: "el archivo es demasiado grande para ese disco",
    errno.EACCES: "no hay permiso para escribir ahí",
    errno.EPERM: "no hay permiso para escribir ahí",
    errno.EROFS: "ese disco es de solo lectura",
    errno.ENOTDIR: "no es una carpeta",
    errno.EEXIST: "no es una carpeta",
}


class Respaldo(NamedTuple):
    """Un respaldo recién hecho: dónde quedó y qué trae."""

    archivo: Path
    manifiesto: Manifiesto


def crear(destino: Path | None = None, avisar: Avisar = no_avisar) -> Respaldo:
    """Copia la base y los archivos a un ZIP que aparece entero o no aparece; se puede seguir escribiendo.

    `destino` es una carpeta o el nombre de un ZIP que no exista. ErrorDeDominio si no hay qué copiar o no
    se puede escribir ahí.
    """
    exigir_base()
    destino = destino or instancia() / "respaldos"
    elegido = destino if destino.suffix.lower() == ".zip" else None
    if elegido and elegido.exists():
        raise ErrorDeDominio(f"Ya existe {elegido}; no se reemplazó. Indique otro nombre.")
    with _provisional(elegido.parent if elegido else destino) as parcial:
        with volcado.foto() as conexion, zipfile.ZipFile(parcial, "w", zipfile.ZIP_DEFLATED) as paquete:
            hoja = _copiar(conexion, paquete, avisar)
        contenedor.llevar_al_disco(parcial)
        limite("respaldar.en_el_disco")
        archivo = _poner(parcial, elegido or destino / f"{_nombre(hoja.municipalidades)}.zip")
        limite("respaldar.en_su_lugar")
    avisar(1, "Respaldo completo")
    return Respaldo(archivo, hoja)


def exigir_base() -> None:
    """ErrorDeDominio si el archivo de SQLite no existe: conectarse lo crearía vacío."""
    url = make_url(direccion())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise ErrorDeDominio(f"No hay una base de datos en {url.database}. Revise PLANIFICADOR_INSTANCIA.")


@contextmanager
def _provisional(carpeta: Path) -> Iterator[Path]:
    """Un archivo donde escribir, que se borra si algo falla; se lleva los que dejó un proceso muerto."""
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        _borrar_abandonados(carpeta)
        with tempfile.NamedTemporaryFile(dir=carpeta, prefix=".", suffix=_RESTO, delete=False) as creado:
            parcial = Path(creado.name)
        try:
            yield parcial
        finally:
            parcial.unlink(missing_ok=True)
    except OSError as error:
        motivo = _MOTIVOS.get(error.errno or 0, error.strerror or str(error))
        raise ErrorDeDominio(f"No se pudo hacer el respaldo en {carpeta}: {motivo}.") from error
    except DBAPIError as error:
        raise ErrorDeDominio(f"No se pudo hacer el respaldo: {_de_la_base(error)}") from error


def _de_la_base(error: DBAPIError) -> str:
    return fallas_de_la_base.motivo(error) or "la base de datos no responde como se esperaba."


def _borrar_abandonados(carpeta: Path) -> None:
    for resto in carpeta.glob(f".*{_RESTO}"):
        with suppress(OSError):
            if time.time() - resto.stat().st_mtime > _ABANDONADO:
                resto.unlink()


def _poner(parcial: Path, preferido: Path) -> Path:
    """Le da ese nombre, o el siguiente libre: dos personas pueden respaldar en el mismo minuto."""
    vez, candidato = 1, preferido
    while not _nombrar(parcial, candidato):
        vez += 1
        candidato = preferido.with_name(f"{preferido.stem}-{vez}.zip")
    almacen.asegurar_carpeta(candidato.parent)
    return candidato


def _nombrar(parcial: Path, nombre: Path) -> bool:
    """Falso si alguien ya tiene ese nombre. El segundo nombre del mismo archivo nace entero, o no nace."""
    try:
        os.link(parcial, nombre)
    except FileExistsError:
        return False
    except OSError:  # un disco sin enlaces duros (FAT, algunos de red)
        try:
            nombre.open("xb").close()
        except FileExistsError:
            return False
        parcial.replace(nombre)
    return True


def _nombre(municipalidades: list[str]) -> str:
    sello = datetime.now(UTC).astimezone().strftime("%Y-%m-%d-%H%M")
    return f"respaldo-{_dueno(municipalidades)}-{sello}"


def _dueno(municipalidades: list[str]) -> str:
    if len(municipalidades) != 1:
        return "varias-municipalidades" if municipalidades else "sin-planes"
    sin_tildes = unicodedata.normalize("NFKD", municipalidades[0]).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", sin_tildes.lower()).strip("-")[:60].strip("-") or "municipalidad"


def _copiar(conexion: Connection, paquete: zipfile.ZipFile, avisar: Avisar) -> Manifiesto:
    esquema = MigrationContext.configure(conexion).get_current_revision()
    if esquema is None:
        raise ErrorDeDominio("La base de datos está vacía: no hay nada que respaldar.")
    avisar(0, "Revisando la base de datos")
    volcado.rechazar_si_esta_danada(conexion)
    tablas = {tabla.name: tabla for tabla in volcado.tablas(conexion)}
    copiadas, partes = _copiar_tablas(paquete, conexion, tablas, avisar)
    limite("respaldar.tablas_copiadas")
    archivos = _copiar_archivos(paquete, avisar)
    limite("respaldar.archivos_copiados")
    nombres = select(tablas["municipalidad"].c.nombre).order_by(tablas["municipalidad"].c.id)
    hoja = Manifiesto(
        version=manifiesto.version_del_producto(),
        esquema=esquema,
        creado=datetime.now(UTC),
        motor=conexion.dialect.name,
        municipalidades=list(conexion.scalars(nombres)),
        tablas=copiadas,
        partes=partes | archivos,
        documentos_faltantes=_faltantes(conexion, tablas["documento_fuente"], archivos),
        archivos_alterados=_alterados(archivos),
    )
    paquete.writestr(manifiesto.NOMBRE, hoja.model_dump_json(indent=1))
    return hoja


def _copiar_tablas(
    paquete: zipfile.ZipFile, conexion: Connection, tablas: dict[str, Table], avisar: Avisar
) -> tuple[dict[str, TablaCopiada], dict[str, Parte]]:
    copiadas: dict[str, TablaCopiada] = {}
    partes: dict[str, Parte] = {}
    for hechas, (nombre, tabla) in enumerate(tablas.items()):
        avisar(hechas / len(tablas) / 2, f"Copiando la tabla {nombre}")
        filas = contenedor.Contadas(volcado.lineas(conexion, tabla))
        partes[f"tablas/{nombre}.jsonl"] = contenedor.agregar(paquete, f"tablas/{nombre}.jsonl", filas)
        copiadas[nombre] = TablaCopiada(filas=filas.cuantas, ultimo_id=volcado.ultimo_id(conexion, tabla))
    return copiadas, partes


def _copiar_archivos(paquete: zipfile.ZipFile, avisar: Avisar) -> dict[str, Parte]:
    """Van después de la base: un archivo se guarda antes que la fila que lo nombra, y nunca cambia."""
    raiz = instancia()
    archivos = sorted(
        ruta
        for ruta in (raiz / "archivos").rglob("*")
        if ruta.is_file() and not ruta.is_symlink() and ruta.suffix != _RESTO
    )
    partes: dict[str, Parte] = {}
    for hechos, ruta in enumerate(archivos):
        nombre = ruta.relative_to(raiz).as_posix()
        if not contenedor.nombre_seguro(nombre):
            raise ErrorDeDominio(
                f"En la carpeta de archivos hay un nombre que no se puede respaldar: {nombre}."
            )
        avisar(0.5 + hechos / len(archivos) / 2, f"Copiando {hechos + 1} de {len(archivos)} archivos")
        with ruta.open("rb") as abierto:
            partes[nombre] = contenedor.agregar(paquete, nombre, contenedor.trozos(abierto))
    return partes


def _faltantes(conexion: Connection, documento: Table, archivos: dict[str, Parte]) -> list[str]:
    guardados = {Path(nombre).name for nombre in archivos}
    consulta = select(documento.c.nombre, documento.c.sha256).order_by(documento.c.id)
    return [nombre for nombre, sha256 in conexion.execute(consulta) if sha256 not in guardados]


def _alterados(archivos: dict[str, Parte]) -> list[str]:
    """El almacén llama a cada archivo por su huella: otra huella es que el disco lo cambió."""
    return [
        nombre
        for nombre, parte in archivos.items()
        if re.fullmatch(r"[0-9a-f]{64}", Path(nombre).name) and Path(nombre).name != parte.sha256
    ]
