"""La rapidez del servidor, contra `streamlit run` sin ajustar en la misma corrida."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.apoyo.aplicacion import CON_OTRO_GUION, detener, esperar_puerto, levantar, puerto_libre

VECES = 20
DE_FABRICA = ("--server.fileWatcherType=auto", "--runner.postScriptGC=true", "--server.headless=true")


def guion_vacio(carpeta: Path) -> float:
    """Repetir un guion vacío: nuestro servidor ÷ `streamlit run` como viene de fábrica."""
    guion = carpeta / "app.py"
    guion.write_text("import streamlit as st\nst.write('x')\n", encoding="utf-8")
    programa = ("-c", CON_OTRO_GUION.format(guion=str(guion)))
    with (
        levantar(carpeta, carpeta / "registro", programa=programa) as ajustado,
        sin_ajustar(guion) as puerto_sin_ajustar,
        sesion(ajustado.puerto) as nuestra,
        sesion(puerto_sin_ajustar) as de_fabrica,
    ):
        pares = [(repetir(nuestra), repetir(de_fabrica)) for _ in range(VECES)]
    nuestro, ajeno = (statistics.median(tiempos) for tiempos in zip(*pares, strict=True))
    return float(nuestro / ajeno)


@contextmanager
def sin_ajustar(guion: Path) -> Iterator[int]:
    """`streamlit run` como viene de fábrica, desde una carpeta sin nuestra configuración."""
    puerto = puerto_libre()
    orden = [sys.executable, "-m", "streamlit", "run", str(guion), "--server.port", str(puerto), *DE_FABRICA]
    callado = subprocess.DEVNULL
    proceso = subprocess.Popen(orden, cwd=guion.parent, stdin=callado, stdout=callado, stderr=callado)
    try:
        esperar_puerto(puerto)
        yield puerto
    finally:
        detener(proceso)


@contextmanager
def sesion(puerto: int) -> Iterator[ClientConnection]:
    """Una persona conectada, con la página ya dibujada una vez."""
    protocolo = Subprotocol("streamlit")
    direccion = f"ws://127.0.0.1:{puerto}/_stcore/stream"
    with connect(direccion, subprotocols=[protocolo], max_size=None) as abierta:
        repetir(abierta)
        yield abierta


def repetir(conexion: ClientConnection) -> float:
    """Pide correr el guion y espera a que termine; segundos."""
    inicio = time.perf_counter()
    conexion.send(BackMsg(rerun_script=ClientState()).SerializeToString())
    while True:
        recibido = conexion.recv(timeout=60)
        assert isinstance(recibido, bytes)
        if ForwardMsg.FromString(recibido).WhichOneof("type") == "script_finished":
            return time.perf_counter() - inicio
