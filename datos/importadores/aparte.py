"""Lee en otro proceso, con tiempo y memoria contados, los formatos cuyas bibliotecas no saben defenderse."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

from datos.importadores.documento import Documento
from datos.importadores.documento_json import de_json
from datos.importadores.rechazos import archivo_danado, archivo_lento
from modelos.errores import ErrorDeDominio

SEGUNDOS = 15  # de procesador: una máquina ocupada no hace rechazar un archivo bueno
ESPERA = SEGUNDOS if sys.platform == "win32" else 4 * SEGUNDOS  # en Windows es el único límite que hay
RECHAZADO = 3  # el proceso explica por qué en su salida
FUERA_DE_TIEMPO = -24  # SIGXCPU: pasó el tiempo de procesador que se dio a sí mismo
RAIZ = Path(__file__).parents[2]

Aparte = Literal["pdf", "xls"]


def leer_aparte(formato: Aparte, nombre: str, contenido: bytes) -> Documento:
    """El documento; ErrorDeDominio si no se puede leer, tarda demasiado o pide demasiada memoria."""
    orden = [sys.executable, "-m", "datos.importadores.proceso_lector", formato]
    try:
        proceso = subprocess.run(
            orden,
            input=contenido,
            capture_output=True,
            cwd=RAIZ,
            timeout=ESPERA,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise archivo_lento() from error
    if proceso.returncode == RECHAZADO:
        raise ErrorDeDominio(proceso.stdout.decode("utf-8"))
    if proceso.returncode == FUERA_DE_TIEMPO:
        raise archivo_lento()
    if proceso.returncode:
        raise archivo_danado()
    return de_json(nombre, proceso.stdout)
