"""Con qué permisos corre la prueba y cómo se instala un paquete cuando se puede."""

import os
import shutil
import subprocess
import sys


def es_root() -> bool:
    """Cierto solo en Linux o macOS como superusuario."""
    return sys.platform != "win32" and os.geteuid() == 0


def instalar_paquete(nombre: str) -> bool:
    """Instala un paquete de Debian; falso si no es Debian, no es root o apt no pudo."""
    if not es_root() or shutil.which("apt-get") is None:
        return False
    entorno = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Instalando {nombre} con apt-get…", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], env=entorno, stdout=subprocess.DEVNULL)
    orden = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", nombre]
    return subprocess.run(orden, env=entorno, stdout=subprocess.DEVNULL).returncode == 0
