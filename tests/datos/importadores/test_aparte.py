"""El proceso que lee parte con lo justo: cada PDF y cada .xls espera a que arranque."""

import subprocess
import sys

from tests.apoyo.aplicacion import RAIZ

PESADAS = ("pandas", "pydantic", "sqlalchemy", "streamlit")


def test_el_proceso_lector_no_trae_lo_que_no_usa() -> None:
    guion = "import sys, datos.importadores.proceso_lector; print(*sys.modules)"

    salida = subprocess.run([sys.executable, "-c", guion], capture_output=True, cwd=RAIZ, check=True).stdout

    assert set(salida.decode().split()).isdisjoint(PESADAS)
