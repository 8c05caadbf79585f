"""Un servidor para todos los recorridos de un proceso: cada prueba lo encuentra con la base vacía."""

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

from datos import conexion
from tests.apoyo.aplicacion import Aplicacion, levantar

HOY = "2026-10-14"
ESPERA = 30_000  # milisegundos; con la máquina ocupada, dibujar tarda muchas veces más que a solas

_QUIETA = """() => {
  const atiende = document.querySelector(".stApp").dataset.testScriptState !== "notRunning";
  window.quietaDesde = atiende ? null : (window.quietaDesde ?? performance.now());
  return !atiende && performance.now() - window.quietaDesde > 700;
}"""
"""Entre un dibujo y el que pidió otro clic hay un instante en que nada corre: se pide que dure."""
_primeros_planes = itertools.count(1000, 1000)


@pytest.fixture(scope="session")
def servidor(tmp_path_factory: pytest.TempPathFactory, plantilla_sqlite: Path) -> Iterator[Aplicacion]:
    """servidor.py en un puerto libre; arrancarlo es lo que más tarda de un recorrido."""
    carpeta = tmp_path_factory.mktemp("recorridos")
    shutil.copy(plantilla_sqlite, carpeta / "plan.db")
    with levantar(carpeta, carpeta / "registro", {"PLANIFICADOR_HOY": HOY}) as levantada:
        yield levantada


@pytest.fixture(autouse=True)
def instancia(
    servidor: Aplicacion, plantilla_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """La carpeta del servidor, sin nada de la prueba anterior."""
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(servidor.instancia))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    _vaciar(servidor.instancia / "plan.db", plantilla_sqlite)
    yield servidor.instancia
    conexion.cerrar()


def esperar_quietud(pagina: Page) -> None:
    """Vuelve cuando el servidor no tiene nada que atender de la página: lo que iba a escribir, ya está."""
    pagina.evaluate("window.quietaDesde = null")
    pagina.wait_for_function(_QUIETA, timeout=ESPERA)


def _vaciar(base: Path, plantilla: Path) -> None:
    """Deja la base como la plantilla; sus planes no repiten número, que es clave de lo ya leído."""
    with closing(sqlite3.connect(plantilla)) as vacia, closing(sqlite3.connect(base, timeout=30)) as usada:
        vacia.backup(usada)
        usada.execute("DELETE FROM sqlite_sequence WHERE name = 'plan'")
        usada.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('plan', ?)", [next(_primeros_planes)])
        usada.commit()


@pytest.fixture
def aplicacion(servidor: Aplicacion, instancia: Path) -> Aplicacion:
    """El servidor que comparten los recorridos."""
    return servidor


@pytest.fixture
def base_local(instancia: Path) -> str:
    """La base del servidor, ya vacía."""
    return conexion.direccion()
