"""Respaldar un gigabyte de archivos, contra copiarlos y calcular sus huellas; y la memoria que pide."""

import hashlib
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from datos import almacen
from datos.conexion import instancia
from datos.respaldo import contenedor, respaldar
from tests.apoyo.aplicacion import RAIZ
from tests.rendimiento import medida

ARCHIVOS, OCTETOS = 256, 4_000_000  # fotos y PDF: ya vienen comprimidos
VECES = 3

EN_OTRO_PROCESO = """
import resource
from datos.conexion import motor
from datos.respaldo import automatico, respaldar
motor().connect().close()
reposo = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
respaldar.crear().archivo.unlink()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - reposo)
"""
"""`ru_maxrss` es el máximo desde que el proceso partió: por eso uno que no ha hecho nada más.

Linux le cuenta a un proceso nuevo lo que ocupaba el que lo lanzó: por eso lo lanza un intérprete de órdenes.
"""


class Hecho(NamedTuple):
    """Lo medido."""

    razon: float
    verificar: float
    megas: float


def medir() -> Hecho:
    """Siembra los archivos en la instancia en uso y mide por turnos."""
    azar = random.Random(4)
    for _ in range(ARCHIVOS):
        almacen.guardar(azar.randbytes(OCTETOS))
    listo = respaldar.crear().archivo
    acciones = {
        "respaldar": medida.cronometrar(_respaldar),
        "verificar": medida.cronometrar(lambda: contenedor.verificar(listo)),
        "copiar": medida.cronometrar(_copiar),
    }
    medianas = medida.por_turnos(acciones, VECES)
    return Hecho(
        medianas["respaldar"] / medianas["copiar"], medianas["verificar"] / medianas["copiar"], _megas()
    )


def _respaldar() -> None:
    respaldar.crear().archivo.unlink()


def _copiar() -> None:
    """Archivo por archivo, sin esperar al disco: el respaldo sí lo espera."""
    destino = instancia() / "piso"
    destino.mkdir()
    for archivo in (instancia() / "archivos").rglob("*"):
        if archivo.is_file():
            copia = Path(shutil.copyfile(archivo, destino / archivo.name))
            with copia.open("rb") as abierta:
                hashlib.file_digest(abierta, "sha256")
    shutil.rmtree(destino)


def _megas() -> float:
    orden = ["sh", "-c", '"$0" -c "$1"; true', sys.executable, EN_OTRO_PROCESO]
    dicho = subprocess.run(orden, cwd=RAIZ, check=True, capture_output=True, text=True).stdout
    return float(dicho) / 1000
