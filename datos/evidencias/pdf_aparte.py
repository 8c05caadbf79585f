"""Lo que se sabe de un PDF de evidencia, y una página suya dibujada; se mira en otro proceso."""

import json
import subprocess
import sys
from typing import NamedTuple

from datos.importadores.aparte import ESPERA, RAIZ
from modelos.errores import ErrorDeDominio


class HechosDelPdf(NamedTuple):
    """Cuántas páginas tiene, si se pudo leer, y si está en blanco o no se pudo."""

    paginas: int | None
    ilegible: bool


def hechos(contenido: bytes) -> HechosDelPdf:
    """Nunca falla: uno que no se puede leer es ilegible, y así queda dicho."""
    salida = _correr(contenido, "hechos")
    if salida is None:
        return HechosDelPdf(None, ilegible=True)
    leido = json.loads(salida)
    return HechosDelPdf(int(leido["paginas"]), bool(leido["en_blanco"]))


def pagina(contenido: bytes, numero: int, lado: int) -> bytes:
    """La página, desde 0, como PNG de tantos píxeles por su mayor lado; ErrorDeDominio si no se puede."""
    salida = _correr(contenido, "pagina", str(numero), str(lado))
    if salida is None:
        raise ErrorDeDominio("Esa página no se puede mostrar aquí. Baje el archivo y ábralo en su programa.")
    return salida


def _correr(contenido: bytes, *pedido: str) -> bytes | None:
    try:
        proceso = subprocess.run(
            [sys.executable, "-m", "datos.evidencias.proceso_pdf", *pedido],
            input=contenido,
            capture_output=True,
            cwd=RAIZ,
            timeout=ESPERA,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return None
    return None if proceso.returncode else proceso.stdout
