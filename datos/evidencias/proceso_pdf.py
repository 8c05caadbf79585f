"""`python -m datos.evidencias.proceso_pdf hechos|pagina N LADO < ARCHIVO`: un PDF mirado en otro proceso.

Lo llama `pdf_aparte.py`. `hechos` da un JSON con sus páginas y si está en blanco; `pagina`, una como PNG.
"""

import json
import sys
from io import BytesIO

import pypdfium2
import pypdfium2.raw as crudo

from datos.importadores.proceso_lector import limitar

PAGINAS_QUE_SE_MIRAN = 20
"""Si en ellas no hay nada que ver, se da por en blanco."""


def principal(argumentos: list[str]) -> int:
    """0 y lo pedido en la salida; otro número si el PDF no se puede leer."""
    contenido = sys.stdin.buffer.read()
    limitar()
    try:
        documento = pypdfium2.PdfDocument(contenido)
        match argumentos:
            case ["hechos"]:
                salida = json.dumps(_hechos(documento)).encode()
            case ["pagina", numero, lado]:
                salida = _dibujo(documento, int(numero), int(lado))
            case _:
                return 2
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return 1
    sys.stdout.buffer.write(salida)
    return 0


def _hechos(documento: pypdfium2.PdfDocument) -> dict[str, int | bool]:
    cuantas = len(documento)
    miradas = range(min(cuantas, PAGINAS_QUE_SE_MIRAN))
    return {"paginas": cuantas, "en_blanco": not any(_tiene_algo(documento[n]) for n in miradas)}


def _tiene_algo(pagina: pypdfium2.PdfPage) -> bool:
    """Texto, una imagen o un dibujo."""
    if any(
        objeto.type in (crudo.FPDF_PAGEOBJ_IMAGE, crudo.FPDF_PAGEOBJ_PATH) for objeto in pagina.get_objects()
    ):
        return True
    return bool(pagina.get_textpage().get_text_bounded().strip())


def _dibujo(documento: pypdfium2.PdfDocument, numero: int, lado: int) -> bytes:
    pagina = documento[numero]
    escala = lado / max(1.0, *pagina.get_size())
    salida = BytesIO()
    pagina.render(scale=escala).to_pil().convert("RGB").save(salida, "PNG", optimize=True)
    return salida.getvalue()


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
