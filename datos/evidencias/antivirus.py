"""El antivirus de la instalación, si hay uno: clamd, en PLANIFICADOR_CLAMD, por su orden INSTREAM."""

import os
import socket
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from modelos.archivos import ArchivoRechazado
from modelos.errores import ErrorDeDominio

VARIABLE = "PLANIFICADOR_CLAMD"
PARTE = 256 * 1024  # bytes
ESPERA_AL_CONECTAR = 5  # segundos
ESPERA_AL_REVISAR = 120  # segundos; 50 MB de documentos comprimidos pueden tomarle más de medio minuto
RESPUESTA_MAXIMA = 4096  # bytes
LIMPIO = "stream: OK"


def revisar(archivo: BinaryIO) -> None:
    """Muestra el archivo al antivirus; sin la variable no hace nada.

    ErrorDeDominio si dice que hay algo, y también si no responde: mejor no guardar.
    """
    direccion = os.environ.get(VARIABLE, "").strip()
    if not direccion:
        return
    archivo.seek(0)
    try:
        with _conectar(direccion) as clamd:
            dicho = _preguntar(clamd, archivo)
    except OSError as error:
        raise _sin_respuesta("El antivirus no responde.") from error
    if dicho.endswith("FOUND"):
        hallado = dicho.removeprefix("stream: ").removesuffix("FOUND").strip()
        raise ArchivoRechazado(
            f"El antivirus encontró algo dañino en él ({hallado}).",
            "No lo abra; avise a quien administra los computadores de la municipalidad.",
        )
    if dicho != LIMPIO:
        raise _sin_respuesta(f"El antivirus no lo pudo revisar («{dicho[:200]}»).")


def _conectar(direccion: str) -> socket.socket:
    if direccion.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(ESPERA_AL_CONECTAR)
        try:
            clamd.connect(direccion)
        except OSError:
            clamd.close()
            raise
        return clamd
    lugar, _, puerto = direccion.rpartition(":")
    if not (lugar and puerto.isdecimal()):
        raise ErrorDeDominio(
            f"{VARIABLE} tiene «{direccion}»; se espera 127.0.0.1:3310 o la ruta de un socket"
        )
    return socket.create_connection((lugar.strip("[]"), int(puerto)), ESPERA_AL_CONECTAR)


def _preguntar(clamd: socket.socket, archivo: BinaryIO) -> str:
    clamd.settimeout(ESPERA_AL_REVISAR)
    with suppress(BrokenPipeError, ConnectionResetError):  # corta si le parece grande, y entonces lo dice
        clamd.sendall(b"zINSTREAM\0")
        for parte in iter(partial(archivo.read, PARTE), b""):
            clamd.sendall(len(parte).to_bytes(4, "big") + parte)
        clamd.sendall(bytes(4))
    respuesta = b""
    while b"\0" not in respuesta and len(respuesta) < RESPUESTA_MAXIMA:
        recibido = clamd.recv(RESPUESTA_MAXIMA)
        if not recibido:
            break
        respuesta += recibido
    return respuesta.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _sin_respuesta(razon: str) -> ArchivoRechazado:
    return ArchivoRechazado(
        razon,
        "Nada se guarda sin revisar. Inténtelo en unos minutos y, si sigue, avise a quien administra la "
        "instalación.",
    )
