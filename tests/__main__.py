"""Corre todas las revisiones y resume: estilo, tipos, capas y pruebas (`python3 iniciar.py pruebas`)."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.apoyo import intermediario, navegador, postgresql

RAIZ = Path(__file__).resolve().parent.parent
PROCESOS = "4"  # más no rinde: cada uno arranca su PostgreSQL y su navegador


class Resultado(NamedTuple):
    """Cómo le fue a una revisión."""

    nombre: str
    bien: bool
    segundos: float


def principal(argumentos: list[str]) -> int:
    """Con argumentos, solo pytest con ellos; sin ellos, todo."""
    conseguidos = (navegador.conseguir(), postgresql.conseguir(), intermediario.conseguir())
    faltas = [motivo for motivo in conseguidos if motivo]
    revisiones = {"pruebas (pytest)": [*_pytest(), *argumentos]} if argumentos else _revisiones()
    resultados = [_correr(nombre, orden) for nombre, orden in revisiones.items()]
    return resumir(resultados, faltas)


def _revisiones() -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    return {
        "estilo (ruff check)": [*python, "ruff", "check"],
        "formato (ruff format)": [*python, "ruff", "format", "--check"],
        "tipos (mypy strict)": [*python, "mypy", "--num-workers", "auto"],
        "capas (lint-imports)": [_del_entorno("lint-imports")],
        "pruebas (pytest)": _pytest(),
    }


def _pytest() -> list[str]:
    return [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "auto",
        "--maxprocesses",
        PROCESOS,
        "-rs",
        "--durations",
        "10",
    ]


def _del_entorno(programa: str) -> str:
    return shutil.which(programa, path=str(Path(sys.executable).parent)) or programa


def _correr(nombre: str, orden: list[str]) -> Resultado:
    print(f"\n── {nombre}", flush=True)
    inicio = time.monotonic()
    codigo = subprocess.run(orden, cwd=RAIZ).returncode
    return Resultado(nombre, codigo == 0, time.monotonic() - inicio)


def resumir(resultados: list[Resultado], faltas: list[str]) -> int:
    """Imprime cómo le fue a cada revisión y qué faltó; 0 solo si todo está bien."""
    print("\n── resumen")
    for resultado in resultados:
        print(f"  {'bien ' if resultado.bien else 'FALLA'}  {resultado.nombre}  {resultado.segundos:.0f} s")
    en_integracion = os.environ.get("CI") == "true"
    for motivo in faltas:
        print(f"  {'FALTA' if en_integracion else 'saltado'}  {motivo}")
    bien = all(resultado.bien for resultado in resultados) and not (faltas and en_integracion)
    return 0 if bien else 1


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
