"""El almacén de archivos: cada contenido una sola vez, con su SHA-256 por nombre, y nunca cambia.

En el disco se escribe a mano, porque obstore no lleva al disco lo que escribe (fsync) y sus hilos dejan
colgado a un proceso bifurcado; con PLANIFICADOR_ALMACEN=s3://cubo/prefijo se escribe por obstore.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from obstore.exceptions import BaseError

from datos.almacen_s3 import EnCubo, abrir_cubo
from datos.conexion import instancia
from datos.limites import limite
from modelos.archivos import (
    ArchivoAlterado,
    ArchivoFaltante,
    ArchivoIlegible,
    Ficha,
    Guardado,
    es_huella,
    exigir_igual,
)
from modelos.archivos import medir as medir_partes
from modelos.errores import ErrorDeDominio

VARIABLE = "PLANIFICADOR_ALMACEN"
PARTE = 1024 * 1024  # bytes
_PARCIAL = ".parcial"


def huella(contenido: bytes) -> str:
    """El SHA-256 del contenido, en hexadecimal."""
    return hashlib.sha256(contenido).hexdigest()


def medir(archivo: BinaryIO) -> Guardado:
    """La huella y el tamaño de un archivo abierto, leído desde el comienzo."""
    archivo.seek(0)
    return medir_partes(iter(partial(archivo.read, PARTE), b""))


def guardar(contenido: bytes) -> str:
    """Guarda el contenido, si no estaba, y retorna su SHA-256; queda entero o no queda.

    ErrorDeDominio si no se pudo escribir, o si lo que ya estaba con esa huella está alterado.
    """
    return guardar_flujo(BytesIO(contenido)).sha256


def guardar_flujo(archivo: BinaryIO, medido: Guardado | None = None) -> Guardado:
    """Lo mismo de un archivo abierto, que se lee desde el comienzo y nunca está entero en memoria.

    Se lee una vez para saber su huella, salvo que ya se haya `medido`, y otra para escribirlo.
    """
    guardado = medido or medir(archivo)
    archivo.seek(0)
    lugar = _lugar()
    try:
        if not _esta(lugar, guardado.sha256):
            lugar.poner(guardado, archivo)
            limite("almacen.en_su_lugar")
            return guardado
    except FileExistsError:  # otro llegó entre la pregunta y la escritura
        pass
    except (OSError, BaseError) as error:
        raise ErrorDeDominio(
            f"No se guardó: no se pudo escribir en {lugar.nombre}. Revise su espacio y sus permisos."
        ) from error
    for _ in leer_por_partes(guardado.sha256):
        pass
    lugar.renovar(guardado.sha256)
    return guardado


def leer(sha256: str) -> bytes:
    """El contenido guardado; ErrorDeDominio si falta, no se puede leer o está alterado."""
    return b"".join(leer_por_partes(sha256))


def leer_por_partes(sha256: str, tamano_de_parte: int = PARTE) -> Iterator[bytes]:
    """El contenido guardado, de a partes; al final, ArchivoAlterado si lo entregado no tenía esa huella."""
    _exigir_huella(sha256)
    lugar, suma = _lugar(), hashlib.sha256()
    with _fallas_dichas(lugar):
        for parte in lugar.partes(sha256, tamano_de_parte):
            suma.update(parte)
            yield parte
    if suma.hexdigest() != sha256:
        raise ArchivoAlterado("El archivo guardado está alterado. Recupérelo de un respaldo.")


def tamano(sha256: str) -> int | None:
    """Bytes del archivo guardado, sin leerlo; None si no está."""
    _exigir_huella(sha256)
    lugar = _lugar()
    with suppress(ArchivoFaltante), _fallas_dichas(lugar):
        return lugar.tamano(sha256)
    return None


def listar() -> Iterator[Ficha]:
    """Todo lo guardado, en cualquier orden."""
    lugar = _lugar()
    with _fallas_dichas(lugar):
        yield from lugar.listar()


def borrar(sha256: str) -> None:
    """Quita para siempre un archivo que ningún registro nombra; si no estaba, nada."""
    _exigir_huella(sha256)
    lugar = _lugar()
    with suppress(ArchivoFaltante), _fallas_dichas(lugar):
        lugar.borrar(sha256)


def borrar_parciales(antes_de: datetime) -> int:
    """Quita del disco lo que un proceso muerto dejó a medio escribir antes de ese momento; cuántos eran."""
    abandonados = [
        ruta
        for carpeta in ("archivos", "expedientes")
        for ruta in (instancia() / carpeta).glob(f"*/*{_PARCIAL}")
        if datetime.fromtimestamp(ruta.stat().st_mtime, UTC) < antes_de
    ]
    for ruta in abandonados:
        ruta.unlink(missing_ok=True)
    return len(abandonados)


def asegurar_carpeta(carpeta: Path) -> None:
    """Lleva al disco la entrada de la carpeta; Windows no lo permite ni lo necesita."""
    if os.name == "nt":
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class EnDisco:
    """La carpeta de datos de esta instalación, la que copian los respaldos; el tamaño, en bytes.

    Lo que falta es FileNotFoundError.
    """

    nombre = "la carpeta de datos"

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta

    def poner(self, guardado: Guardado, archivo: BinaryIO) -> None:
        """Lo escribe y lo compara; FileExistsError si ya estaba, ArchivoAlterado si no quedó igual."""
        destino = self._ruta(guardado.sha256)
        destino.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=destino.parent, suffix=_PARCIAL, delete=False) as creado:
            parcial = Path(creado.name)
            try:
                for parte in iter(partial(archivo.read, PARTE), b""):
                    creado.write(parte)
                creado.flush()
                with ThreadPoolExecutor(1) as hilo:  # mientras llega al disco se compara
                    llegada = hilo.submit(os.fsync, creado.fileno())
                    exigir_igual(guardado, _partes_de(parcial, PARTE))
                    llegada.result()
                creado.close()
                limite("almacen.escrito")
                _nombrar(parcial, destino)
            finally:
                creado.close()
                parcial.unlink(missing_ok=True)
        asegurar_carpeta(destino.parent)

    def partes(self, sha256: str, tamano_de_parte: int) -> Iterator[bytes]:
        return _partes_de(self._ruta(sha256), tamano_de_parte)

    def tamano(self, sha256: str) -> int:
        return self._ruta(sha256).stat().st_size

    def listar(self) -> Iterator[Ficha]:
        for ruta in self.carpeta.glob("??/*"):
            if es_huella(ruta.name) and ruta.is_file():
                datos = ruta.stat()
                yield Ficha(ruta.name, datos.st_size, datetime.fromtimestamp(datos.st_mtime, UTC))

    def renovar(self, sha256: str) -> None:
        """Su fecha es la de hoy: se acaba de guardar, y la limpieza no lo toma por abandonado."""
        with suppress(OSError):
            os.utime(self._ruta(sha256))

    def borrar(self, sha256: str) -> None:
        self._ruta(sha256).unlink()
        asegurar_carpeta(self._ruta(sha256).parent)

    def _ruta(self, sha256: str) -> Path:
        return self.carpeta / sha256[:2] / sha256


def _lugar() -> "EnDisco | EnCubo":
    direccion = os.environ.get(VARIABLE, "").strip()
    if not direccion:
        return EnDisco(instancia() / "archivos")
    if not re.fullmatch(r"s3://[^/\s]+(/\S*)?", direccion):
        raise ErrorDeDominio(f"{VARIABLE} tiene «{direccion}»; se espera s3://cubo/prefijo")
    return EnCubo(abrir_cubo(direccion))


@contextmanager
def _fallas_dichas(lugar: "EnDisco | EnCubo") -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ArchivoFaltante(
            f"El archivo ya no está en {lugar.nombre}. Recupérelo de un respaldo."
        ) from error
    except (OSError, BaseError) as error:
        raise ArchivoIlegible(
            f"No se pudo llegar al archivo en {lugar.nombre}. Inténtelo de nuevo y, si sigue, recupérelo "
            "de un respaldo."
        ) from error


def _esta(lugar: "EnDisco | EnCubo", sha256: str) -> bool:
    try:
        return lugar.tamano(sha256) >= 0
    except FileNotFoundError:
        return False


def _exigir_huella(sha256: str) -> None:
    if not es_huella(sha256):
        raise ErrorDeDominio("Esa no es la huella de un archivo guardado.")


def _partes_de(ruta: Path, tamano_de_parte: int) -> Iterator[bytes]:
    with ruta.open("rb") as abierto:
        yield from iter(partial(abierto.read, tamano_de_parte), b"")


def _nombrar(parcial: Path, destino: Path) -> None:
    """El segundo nombre del mismo archivo nace entero, y no pisa a otro (FileExistsError)."""
    try:
        os.link(parcial, destino)
    except FileExistsError:
        raise
    except OSError:  # un disco sin enlaces duros (FAT, algunos de red): quien llegó antes puso lo mismo
        parcial.replace(destino)
