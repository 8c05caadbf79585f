"""Qué navegador usan las pruebas y cómo se consigue uno cuando no lo hay."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.apoyo.sistema import instalar_paquete

ARGUMENTOS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ORDENES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
EN_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
EN_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
ESPERA_DE_DESCARGA = 240  # segundos

_ARRANQUE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    p.chromium.launch(executable_path=sys.argv[1] or None, args=sys.argv[2:]).close()
"""


def encontrar() -> str | None:
    """Ruta de un Chromium, Chrome o Edge instalado; None si solo queda el de Playwright."""
    candidatos = [ruta for ruta in map(shutil.which, ORDENES) if ruta]
    candidatos += [ruta for ruta in (*EN_MAC, *_rutas_de_windows()) if Path(ruta).is_file()]
    return candidatos[0] if candidatos else None


def _rutas_de_windows() -> list[str]:
    carpetas = (os.environ.get(nombre) for nombre in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"))
    return [str(Path(carpeta) / ruta) for carpeta in carpetas if carpeta for ruta in EN_WINDOWS]


def conseguir() -> str | None:
    """Deja un navegador utilizable; None si lo hay, o la frase que dice por qué no."""
    if arranca() or (_descargar() and arranca()):
        return None
    if instalar_paquete("chromium") and arranca():
        return None
    return "no hay Chromium, Chrome ni Edge, y no se pudo descargar el de Playwright ni instalar el de Debian"


def arranca() -> bool:
    """El navegador que usarían las pruebas abre de verdad en esta máquina."""
    orden = [sys.executable, "-c", _ARRANQUE, encontrar() or "", *ARGUMENTOS]
    return subprocess.run(orden, capture_output=True).returncode == 0


def _descargar() -> bool:
    print("Descargando el navegador de Playwright…", flush=True)
    entorno = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    orden = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        hecho = subprocess.run(orden, env=entorno, capture_output=True, timeout=ESPERA_DE_DESCARGA)
    except subprocess.TimeoutExpired:
        return False
    return hecho.returncode == 0
