"""El almacén de archivos: cada contenido una sola vez, con su SHA-256 por nombre, y nunca cambia."""

import hashlib
import os
import tempfile
from pathlib import Path

from datos.conexion import instancia
from datos.limites import limite
from modelos.errores import ErrorDeDominio


def huella(contenido: bytes) -> str:
    """El SHA-256 del contenido, en hexadecimal."""
    return hashlib.sha256(contenido).hexdigest()


def guardar(contenido: bytes) -> str:
    """Guarda el contenido, si no estaba, y retorna su SHA-256; queda entero en el disco o no queda.

    ErrorDeDominio si el disco está lleno o la carpeta no admite cambios.
    """
    sha256 = huella(contenido)
    destino = _ruta(sha256)
    if destino.exists():
        return sha256
    try:
        _escribir(destino, contenido)
    except OSError as error:
        raise ErrorDeDominio(
            "No se guardó: no se pudo escribir en la carpeta de datos. Revise su espacio y sus permisos."
        ) from error
    return sha256


def _escribir(destino: Path, contenido: bytes) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=destino.parent, suffix=".parcial", delete=False) as parcial:
        try:
            parcial.write(contenido)
            parcial.flush()
            os.fsync(parcial.fileno())
            parcial.close()
            limite("almacen.escrito")
            Path(parcial.name).replace(destino)
        except BaseException:
            parcial.close()
            Path(parcial.name).unlink(missing_ok=True)
            raise
    asegurar_carpeta(destino.parent)
    limite("almacen.en_su_lugar")


def leer(sha256: str) -> bytes:
    """El contenido guardado; ErrorDeDominio si falta o si el disco lo alteró."""
    try:
        contenido = _ruta(sha256).read_bytes()
    except FileNotFoundError as error:
        raise ErrorDeDominio(
            "El archivo ya no está en la carpeta de datos. Recupérelo de un respaldo."
        ) from error
    if huella(contenido) != sha256:
        raise ErrorDeDominio("El archivo guardado está alterado. Recupérelo de un respaldo.")
    return contenido


def _ruta(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ErrorDeDominio("Esa no es la huella de un archivo guardado.")
    return instancia() / "archivos" / sha256[:2] / sha256


def asegurar_carpeta(carpeta: Path) -> None:
    """Lleva al disco la entrada de la carpeta; Windows no lo permite ni lo necesita."""
    if os.name == "nt":
        return
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
