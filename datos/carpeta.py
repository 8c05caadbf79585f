"""Dónde cae de verdad la carpeta de datos: si es de red o sincronizada, la base SQLite peligra."""

import subprocess
import sys
from pathlib import Path, PurePath

from modelos import carpeta as reglas

UNIDAD_REMOTA = 4  # lo que retorna GetDriveTypeW de Windows para una unidad de red
MONTAJES = Path("/proc/self/mountinfo")


def riesgo(ruta: Path) -> str | None:
    """La frase que advierte a la persona, o None; no mira si la base es SQLite."""
    verdadera = ruta.resolve()
    return reglas.riesgo(verdadera.parts, _sistema_de_archivos(verdadera), es_compartida(str(verdadera)))


def es_compartida(ruta: str) -> bool:
    r"""Una ruta de Windows a otro equipo (`\\servidor\carpeta`)."""
    if ruta.upper().startswith("\\\\?\\UNC\\"):
        return True
    return ruta.startswith("\\\\") and not ruta.startswith(("\\\\?\\", "\\\\.\\"))


def _sistema_de_archivos(ruta: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        tipo = ctypes.windll.kernel32.GetDriveTypeW(ruta.anchor)
        return "remoto" if tipo == UNIDAD_REMOTA else None
    if sys.platform == "darwin":
        montados = subprocess.run(["/sbin/mount"], capture_output=True, text=True).stdout
        return sistema_en(ruta, de_macos(montados))
    try:
        return sistema_en(ruta, de_linux(MONTAJES.read_text(encoding="utf-8", errors="surrogateescape")))
    except OSError:
        return None


def de_linux(mountinfo: str) -> dict[str, str]:
    """Punto de montaje → sistema de archivos, según /proc/self/mountinfo."""
    montados = {}
    for linea in mountinfo.splitlines():
        antes, _, despues = linea.partition(" - ")
        punto = antes.split(" ")[4].replace("\\040", " ")
        montados[punto] = despues.split(" ")[0]
    return montados


def de_macos(mount: str) -> dict[str, str]:
    """Punto de montaje → sistema de archivos, según la salida de `mount` («X on /punto (smbfs, …)»)."""
    montados = {}
    for linea in mount.splitlines():
        lugar, _, detalle = linea.partition(" on ")[2].rpartition(" (")
        montados[lugar] = detalle.split(",")[0].rstrip(")")
    return montados


def sistema_en(ruta: PurePath, montados: dict[str, str]) -> str | None:
    """El sistema de archivos del punto de montaje más cercano a la ruta."""
    for candidata in (ruta, *ruta.parents):
        if str(candidata) in montados:
            return montados[str(candidata)]
    return None
