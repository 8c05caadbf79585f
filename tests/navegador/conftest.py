"""Un servidor para todos los recorridos de un proceso: cada prueba lo encuentra con la base vacía."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.apoyo.aplicacion import Aplicacion, levantar

HOY = "2026-10-14"
ESPERA = 30_000  # milisegundos; con la máquina ocupada, dibujar tarda muchas veces más que a solas

_QUIETA = """() => {
  const atiende = document.querySelector(".stApp").dataset.testScriptState !== "notRunning";
  window.quietaDesde = atiende ? null : (window.quietaDesde ?? performance.now());
  return !atiende && performance.now() - window.quietaDesde > 700;
}"""
"""Entre un dibujo y el que pidió otro clic hay un instante en que nada corre: se pide que dure."""


@pytest.fixture(scope="session")
def servidor(tmp_path_factory: pytest.TempPathFactory, plantilla_sqlite: Path) -> Iterator[Aplicacion]:
    """El servidor común de los recorridos, que siempre cree que es el mismo día."""
    carpeta = tmp_path_factory.mktemp("recorridos")
    shutil.copy(plantilla_sqlite, carpeta / "plan.db")
    with levantar(carpeta, carpeta / "registro", {"PLANIFICADOR_HOY": HOY}) as levantada:
        yield levantada


def esperar_quietud(pagina: Page) -> None:
    """Vuelve cuando el servidor no tiene nada que atender de la página: lo que iba a escribir, ya está."""
    pagina.evaluate("window.quietaDesde = null")
    pagina.wait_for_function(_QUIETA, timeout=ESPERA)
