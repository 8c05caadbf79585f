"""El servidor de verdad, en su propio proceso y con su propia carpeta de datos."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent.parent
PUBLICO = "https://plan.municipalidad.cl"
ESPERA = 90  # segundos; con la máquina ocupada por las demás pruebas tarda mucho más que a solas

CON_OTRO_GUION = """
import functools, pathlib, sys, servidor
servidor.crear_aplicacion = functools.partial(servidor.crear_aplicacion, guion=pathlib.Path({guion!r}))
sys.exit(servidor.principal())
"""
"""Argumento de `python -c`: el mismo servidor con otro guion."""


@dataclass(frozen=True)
class Aplicacion:
    """Una aplicación en marcha: dónde atiende, dónde guarda y qué ha dicho."""

    direccion: str
    instancia: Path
    registro: Path
    proceso: subprocess.Popen[bytes]

    @property
    def puerto(self) -> int:
        """Puerto en que atiende."""
        return int(self.direccion.rpartition(":")[2])


@contextmanager
def levantar(
    instancia: Path,
    registro: Path,
    entorno: Mapping[str, str] | None = None,
    argumentos: Sequence[str] = (),
    programa: Sequence[str] = (str(RAIZ / "servidor.py"),),
) -> Iterator[Aplicacion]:
    """Arranca servidor.py en un puerto libre y lo detiene al salir, falle o no la prueba."""
    orden = [sys.executable, *programa, "--puerto", "0", *argumentos]
    ambiente = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PLANIFICADOR_INSTANCIA": str(instancia),
        "PLANIFICADOR_RESPALDO_AUTOMATICO": "no",  # a quien no lo prueba le quitaría tiempo
        **(entorno or {}),
    }
    with registro.open("wb") as salida:
        proceso = subprocess.Popen(
            orden, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida, env=ambiente, cwd=RAIZ
        )
    try:
        yield Aplicacion(_esperar(proceso, registro), instancia, registro, proceso)
    finally:
        detener(proceso)


def _esperar(proceso: subprocess.Popen[bytes], registro: Path) -> str:
    limite = time.monotonic() + ESPERA
    while time.monotonic() < limite and proceso.poll() is None:
        anunciada = re.search(r"Planificador en (http://\S+)", registro.read_text(encoding="utf-8"))
        if anunciada:
            return anunciada[1]
        time.sleep(0.05)
    mensaje = f"El servidor no arrancó:\n{registro.read_text(encoding='utf-8')}"
    raise RuntimeError(mensaje)


def detener(proceso: subprocess.Popen[bytes]) -> None:
    """Pide al proceso que termine y, si en 10 segundos no lo hizo, lo mata."""
    proceso.terminate()
    try:
        proceso.wait(10)
    except subprocess.TimeoutExpired:
        proceso.kill()
        proceso.wait()


def esperar_puerto(puerto: int) -> None:
    """Vuelve cuando alguien atiende en ese puerto."""
    limite = time.monotonic() + ESPERA
    while time.monotonic() < limite:
        with socket.socket() as enchufe:
            if enchufe.connect_ex(("127.0.0.1", puerto)) == 0:
                return
        time.sleep(0.05)
    mensaje = f"Nadie atendió en el puerto {puerto}"
    raise RuntimeError(mensaje)


def puerto_libre() -> int:
    """Un puerto en que nadie atiende."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto: int = enchufe.getsockname()[1]
    return puerto
