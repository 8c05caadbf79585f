"""Correr algo en otro proceso que nace de este, ya cargado: cuesta milisegundos y se lo puede matar."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from datos import conexion, limites
from modelos.errores import ErrorDeDominio

RECHAZO = 3
NADIE = 65534


class Fin(NamedTuple):
    """Cómo terminó: con qué código, o menos el número de la señal que lo mató; y qué alcanzó a decir."""

    codigo: int
    dicho: str


class Hijo:
    """Un proceso en marcha."""

    def __init__(self, tarea: Callable[[], object]) -> None:
        if sys.platform == "win32":
            pytest.skip("Bifurcar un proceso es de Linux y macOS.")
        conexion.cerrar()  # una conexión heredada la usarían los dos
        self._leer, escribir = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # bifurcar con hilos: aquí no tienen cerrojos
            self._pid = os.fork()
        if self._pid == 0:
            _correr(tarea, escribir)
        os.close(escribir)

    def esperar(self) -> Fin:
        """Vuelve cuando terminó."""
        with os.fdopen(self._leer, encoding="utf-8") as canal:
            dicho = canal.read()
        return Fin(os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1]), dicho)


def correr(tarea: Callable[[], object]) -> Fin:
    """De principio a fin."""
    return Hijo(tarea).esperar()


def matar_en(nombre: str, tarea: Callable[[], object]) -> Fin:
    """El proceso recibe kill -9 la primera vez que llega a ese límite de escritura."""

    def matarse(llegado: str) -> None:
        if llegado == nombre:
            os.kill(os.getpid(), signal.SIGKILL)

    def hasta_ahi() -> object:
        limites.al_llegar = matarse
        return tarea()

    return correr(hasta_ahi)


def con_archivos_de_hasta(octetos: int, tarea: Callable[[], object]) -> Fin:
    """Ninguno puede crecer más que eso: el sistema se niega a escribir, como cuando no queda disco."""

    def limitado() -> object:
        import resource  # en Windows no está, y allí no se llega aquí

        resource.setrlimit(resource.RLIMIT_FSIZE, (octetos, octetos))
        return tarea()

    return correr(limitado)


def sin_poder_escribir(carpeta: Path, tarea: Callable[[], object]) -> Fin:
    """Con la carpeta y lo suyo de solo lectura, y como nadie si se es superusuario."""
    conexion.cerrar()
    rutas = [carpeta, *carpeta.rglob("*")]
    for ruta in rutas:
        ruta.chmod(0o555 if ruta.is_dir() else 0o444)

    def degradado() -> object:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NADIE)
            os.setuid(NADIE)
        return tarea()

    try:
        return correr(degradado)
    finally:
        for ruta in rutas:
            ruta.chmod(0o755 if ruta.is_dir() else 0o644)


def _correr(tarea: Callable[[], object], escribir: int) -> NoReturn:
    """Nada de lo de este proceso vuelve a pytest: termina aquí, sin cerrar lo que es de los dos."""
    codigo, dicho = 1, ""
    try:
        dicho, codigo = str(tarea()), 0
    except ErrorDeDominio as error:
        dicho, codigo = str(error), RECHAZO
    except BaseException:  # noqa: BLE001  (lo que sea se cuenta a quien espera)
        dicho = traceback.format_exc()
    finally:
        with suppress(OSError):
            os.write(escribir, dicho.encode()[:60_000])
        os._exit(codigo)
