"""PDF que crecen, que no terminan o que no se pueden leer."""

import zlib
from collections.abc import Callable

Casos = dict[str, tuple[str, Callable[[], bytes]]]  # el nombre con que se sube y cómo se hace


def un_pdf(*objetos: bytes) -> bytes:
    """Un PDF con esos objetos, numerados desde 1; el primero es el catálogo."""
    cuerpo, lugares = b"%PDF-1.7\n", []
    for numero, objeto in enumerate(objetos, start=1):
        lugares.append(len(cuerpo))
        cuerpo += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    indice = len(cuerpo)
    cuerpo += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objetos) + 1)
    cuerpo += b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    return cuerpo + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objetos) + 1, indice)


def con_flujo(flujo: bytes, filtros: bytes = b"/FlateDecode") -> bytes:
    """Un PDF de una página con ese flujo de contenido."""
    return un_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(flujo), filtros, flujo),
    )


def pdf_bomba() -> bytes:
    """Tres compresiones encima de seiscientos millones de espacios."""
    compresor = zlib.compressobj(9)
    trozos = [compresor.compress(b" " * 10_000_000) for _ in range(60)]
    flujo = b"".join([*trozos, compresor.flush()])
    return con_flujo(zlib.compress(zlib.compress(flujo, 9), 9), b"[/FlateDecode/FlateDecode/FlateDecode]")


def pdf_de_mil_paginas() -> bytes:
    hijos = b" ".join(b"%d 0 R" % n for n in range(3, 1003))
    pagina = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<>>>>"
    paginas = b"<</Type/Pages/Kids[%s]/Count 1000>>" % hijos
    return un_pdf(b"<</Type/Catalog/Pages 2 0 R>>", paginas, *[pagina] * 1000)


def pdf_de_paginas_en_circulo() -> bytes:
    return un_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>>",
    )


def pdf_de_referencias_en_circulo() -> bytes:
    return un_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"4 0 R", b"2 0 R")


def pdf_anidado() -> bytes:
    hondo = b"[" * 300_000 + b"]" * 300_000
    return un_pdf(b"<</Type/Catalog/Pages 2 0 R/X %s>>" % hondo, b"<</Type/Pages/Kids[]/Count 0>>")


def pdf_de_miles_de_lineas() -> bytes:
    """Una cuadrícula de seiscientas por seiscientas líneas en una sola página."""
    lineas = [b"%d 0 m %d 800 l S" % (n, n) for n in range(600)]
    lineas += [b"0 %.2f m 600 %.2f l S" % (n * 1.33, n * 1.33) for n in range(600)]
    return con_flujo(zlib.compress(b"\n".join(lineas)))


def pdfs() -> Casos:
    """PDF que crecen, que no terminan o que no se pueden leer."""
    return {
        "pdf bomba": ("p.pdf", pdf_bomba),
        "pdf de mil páginas": ("p.pdf", pdf_de_mil_paginas),
        "pdf de páginas en círculo": ("p.pdf", pdf_de_paginas_en_circulo),
        "pdf de referencias en círculo": ("p.pdf", pdf_de_referencias_en_circulo),
        "pdf anidado": ("p.pdf", pdf_anidado),
        "pdf de miles de líneas": ("p.pdf", pdf_de_miles_de_lineas),
        "pdf sin líneas": ("p.pdf", lambda: con_flujo(zlib.compress(b"BT /F1 12 Tf (hola) Tj ET"))),
    }
