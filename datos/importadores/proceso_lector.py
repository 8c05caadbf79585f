"""`python -m datos.importadores.proceso_lector FORMATO < ARCHIVO`: el documento leído, como JSON.

Lo llama `aparte.py`. Si el archivo la hace fallar o gasta de más, muere este proceso y no el servidor.
"""

import sys
from contextlib import suppress
from importlib import import_module

from datos.importadores.aparte import RECHAZADO, SEGUNDOS
from datos.importadores.documento import Documento
from datos.importadores.documento_json import a_json
from datos.importadores.rechazos import archivo_excesivo
from modelos.errores import ErrorDeDominio

BYTES_DE_MEMORIA = 800 * 1024**2


def principal(formato: str) -> int:
    """0 y el documento en la salida; `RECHAZADO` y la frase que lee la persona."""
    salida, sys.stdout = sys.stdout, sys.stderr
    contenido = sys.stdin.buffer.read()
    limitar()
    try:
        leido = a_json(_leer(formato, contenido))
    except ErrorDeDominio as error:
        salida.buffer.write(str(error).encode())
        return RECHAZADO
    except MemoryError:
        salida.buffer.write(str(archivo_excesivo()).encode())
        return RECHAZADO
    salida.buffer.write(leido)
    salida.flush()
    return 0


def _leer(formato: str, contenido: bytes) -> Documento:
    """Importa solo la biblioteca de ese formato, que es casi todo lo que el proceso tarda en partir."""
    lector = import_module(f"datos.importadores.lector_{formato}")
    documento: Documento = getattr(lector, f"leer_{formato}")(contenido)
    return documento


def limitar() -> None:
    """Donde el sistema no los tiene (Windows, o la memoria en un Mac) vale lo que espera quien lo llamó."""
    if sys.platform == "win32":
        return
    import resource

    for limite, valor in ((resource.RLIMIT_AS, BYTES_DE_MEMORIA), (resource.RLIMIT_CPU, SEGUNDOS)):
        _, maximo = resource.getrlimit(limite)
        tope = valor if maximo == resource.RLIM_INFINITY else min(valor, maximo)
        with suppress(ValueError, OSError):
            resource.setrlimit(limite, (tope, maximo))


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1]))
