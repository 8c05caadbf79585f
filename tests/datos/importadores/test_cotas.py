"""Lo hecho para dañar se rechaza en una línea, en menos de 20 segundos y de 1 GB y sin traer nada."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio
from tests.datos.importadores.hostiles import hostiles

RAIZ = Path(__file__).parents[3]
SEGUNDOS, MEGAS = 20, 1024
LOTES = 4
LENTOS = (
    *(
        "1.",
        "a) ",
        "enero a ",
        "enero",
        "(",
        "- ",
        " \u00a0",
        "á",
        "01/02/",
        "1º ",
        "$ 1.000",
        "y ",
        "a/",
        '"',
    ),
    *(
        "Responsable: ",
        "Actividad 1: ",
        "IVX",
        "enero-",
        "2024-",
        "e\u0301",
        "x",
        "12 ",
        "=1+",
        ".",
        "[",
        "{",
    ),
    *(
        "enero; ",
        "cada ",
        "–",
        "1/",
        "%",
        ", ",
        "DIDECO / ",
        "a. ",
        "(a",
        "mensual ",
        "0",
        "º",
        "–1",
        "semana de ",
    ),
)
LARGO = 20_000  # nueve textos así es lo más que se admite


@pytest.fixture
def alcancia() -> Iterator[socket.socket]:
    """Un puerto que espera a quien quiera traer algo; nadie debe llegar."""
    with socket.create_server(("127.0.0.1", 0)) as abierto:
        abierto.settimeout(0.01)
        yield abierto


@pytest.mark.parametrize("lote", range(LOTES))
def test_los_archivos_hostiles_se_acotan(lote: int, alcancia: socket.socket) -> None:
    """Varios en un proceso, que tarda en arrancar; lo que ocupa uno se suma a lo del siguiente."""
    nombres = list(hostiles(""))[lote::LOTES]
    direccion = f"http://127.0.0.1:{alcancia.getsockname()[1]}/x"
    orden = [sys.executable, "-m", "tests.datos.importadores.hostiles", direccion, *nombres]

    salida = subprocess.run(orden, capture_output=True, cwd=RAIZ, check=True, timeout=300).stdout
    medidos = [json.loads(linea) for linea in salida.splitlines()]

    assert [medido["nombre"] for medido in medidos] == nombres
    for medido in medidos:
        assert medido["segundos"] < SEGUNDOS, medido
        assert medido["megas"] < MEGAS, medido
        assert "\n" not in medido["dicho"], medido
    with pytest.raises(TimeoutError):
        alcancia.accept()


@pytest.mark.parametrize("trozo", LENTOS)
def test_un_texto_repetido_no_enreda_a_ninguna_regla(trozo: str) -> None:
    texto = (trozo * LARGO)[:LARGO]
    celdas = ("Agua", "Charla", "abril", "Obras", "X")
    filas = [
        "\t".join(texto if n == lugar else corto for n, corto in enumerate(celdas)) for lugar in range(5)
    ]
    plan = [
        "Línea\tActividad\tPlazo\tResponsable\tMarzo",
        *filas,
        "",
        "ACTIVIDADES",
        f"- {texto}",
        f"1. {texto}",
    ]
    antes = time.process_time()

    with suppress(ErrorDeDominio):
        interpretar(leer("plan.txt", "\n".join([texto, "", *plan]).encode()))

    assert time.process_time() - antes < SEGUNDOS
