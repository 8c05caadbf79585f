"""Lee un PDF con tablas dibujadas con líneas, página por página. Corre en `proceso_lector`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.pdf_continuacion import unir_filas_cortadas
from datos.importadores.pdf_tabla import leer_celdas, medio, rejilla_de
from datos.importadores.pdf_texto import Letra, Renglon, en_parrafos, girado, junto, renglones
from datos.importadores.rechazos import archivo_danado, archivo_protegido, rechazo
from modelos.errores import ErrorDeDominio

PAGINAS_MAXIMAS = 120
LETRAS_SIN_NOMBRE = 0.2  # más letras que esta parte, sin saber cuáles son, y el texto no se entiende
MARGEN = 0.1  # de la página, donde van encabezados y pies
LETRA_DE_TITULO = 1.15  # veces la letra corriente
LARGO_DE_TITULO = 200
NUMERO_DE_PAGINA = re.compile(r"(?:p[áa]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/|-)\s*\d{1,4})?", re.IGNORECASE)
PEGAR = "Suba el Word o el Excel del que salió, o copie el texto del PDF y péguelo en «Pegar el texto»."


@dataclass(frozen=True, slots=True)
class _TablaPdf:
    """Una tabla y a qué altura de la página empieza."""

    arriba: float
    filas: list[list[Celda]]


@dataclass(frozen=True, slots=True)
class _Pagina:
    """Lo que hay en una página: sus tablas y los renglones de fuera de ellas, con su altura."""

    numero: int
    alto: float
    tablas: list[_TablaPdf]
    renglones: list[Renglon]
    imagenes: int
    letras: Counter[float]
    sin_nombre: int
    de_lado: bool


def leer_pdf(contenido: bytes) -> Documento:
    """Las tablas y párrafos en su orden; ErrorDeDominio si no tiene tablas con líneas o está cifrado."""
    try:
        with pdfplumber.open(BytesIO(contenido)) as pdf:
            if len(pdf.pages) > PAGINAS_MAXIMAS:
                raise _demasiadas_paginas(len(pdf.pages))
            paginas = [_leer_pagina(pagina) for pagina in pdf.pages]
    except PdfminerException as error:
        cifrado = any(isinstance(parte, PDFPasswordIncorrect) for parte in error.args)
        raise archivo_protegido() if cifrado else archivo_danado() from error
    _exigir_tablas(paginas)
    repetidos = _repetidos(paginas)
    bloques = unir_filas_cortadas(_bloques(paginas, repetidos))
    return Documento("", "pdf", bloques, list(_avisos(paginas, repetidos)))


def _demasiadas_paginas(cuantas: int) -> ErrorDeDominio:
    return rechazo(
        f"El PDF tiene {cuantas} páginas y se leen hasta {PAGINAS_MAXIMAS}.",
        "Guarde en otro PDF solo las páginas del plan y súbalo.",
    )


def _leer_pagina(pagina: Page) -> _Pagina:
    letras: list[Letra] = pagina.chars
    tablas = []
    for tabla in pagina.find_tables():
        if len(tabla.cells) < 2:  # un recuadro alrededor de un texto
            continue
        rejilla = rejilla_de(tabla.cells)
        suyas = [letra for letra in letras if rejilla.lugar(*medio(letra)) is not None]
        letras = [letra for letra in letras if rejilla.lugar(*medio(letra)) is None]
        filas = leer_celdas(rejilla, suyas, pagina.rects)
        if any(not celda.vacia for fila in filas for celda in fila):
            tablas.append(_TablaPdf(tabla.bbox[1], filas))
    leida = _Pagina(
        numero=pagina.page_number,
        alto=float(pagina.height),
        tablas=tablas,
        renglones=[renglon for renglon in renglones(letras) if renglon.dice_algo],
        imagenes=len(pagina.images),
        letras=Counter(round(letra["size"], 1) for letra in pagina.chars),
        sin_nombre=sum(str(letra["text"]).startswith("(cid:") for letra in pagina.chars),
        de_lado=bool(girado(letras)),
    )
    pagina.close()
    return leida


def _exigir_tablas(paginas: list[_Pagina]) -> None:
    letras = sum(pagina.letras.total() for pagina in paginas)
    if letras == 0 or sum(pagina.sin_nombre for pagina in paginas) > letras * LETRAS_SIN_NOMBRE:
        imagenes = any(pagina.imagenes for pagina in paginas)
        que_es = "parece escaneado: sus páginas son imágenes y" if imagenes else "no tiene texto:"
        raise rechazo(f"El PDF {que_es} no hay letras que leer.", PEGAR)
    if not any(pagina.tablas for pagina in paginas):
        raise rechazo("El PDF no tiene tablas con líneas, y sin ellas no se sabe qué va con qué.", PEGAR)


def _repetidos(paginas: list[_Pagina]) -> set[str]:
    """Los encabezados y pies que están en más de la mitad de las páginas."""
    cuenta = Counter(texto for pagina in paginas for texto in {_sin_cifras(r) for r in _del_margen(pagina)})
    return {texto for texto, veces in cuenta.items() if veces > max(1, len(paginas) / 2)}


def _del_margen(pagina: _Pagina) -> list[Renglon]:
    margen = pagina.alto * MARGEN
    return [r for r in pagina.renglones if r.abajo < margen or r.arriba > pagina.alto - margen]


def _sin_cifras(renglon: Renglon) -> str:
    return re.sub(r"\d+", "#", renglon.texto)


def _avisos(paginas: list[_Pagina], repetidos: set[str]) -> Iterator[str]:
    if repetidos:
        yield "Lo que se repite en cada página (encabezado, pie, número) se leyó una sola vez."
    escaneadas = [str(p.numero) for p in paginas if p.imagenes and not p.letras]
    if escaneadas:
        yield f"Son imágenes y no se leyeron estas páginas: {', '.join(escaneadas)}."
    elif any(pagina.imagenes for pagina in paginas):
        yield "El PDF tiene imágenes; lo escrito dentro de ellas no se lee."
    if any(pagina.de_lado for pagina in paginas):
        yield "Hay texto escrito de lado fuera de las tablas; no se leyó."


def _bloques(paginas: list[_Pagina], repetidos: set[str]) -> Iterator[Parrafo | Tabla]:
    niveles = _niveles(paginas)
    ancho = max((r.ancho for pagina in paginas for r in pagina.renglones), default=0.0)
    numero_de_parrafo, numero_de_tabla, vistos = count(1), count(1), set[str]()
    for pagina in paginas:
        sueltos = _sin_repetidos(pagina, repetidos, vistos)
        for bloque in _en_orden(pagina.tablas, sueltos, ancho):
            if isinstance(bloque, _TablaPdf):
                yield Tabla(next(numero_de_tabla), bloque.filas, pagina=pagina.numero)
                continue
            texto = junto(bloque)
            nivel = niveles.get(_tamano(bloque[0]), 0) if len(texto) < LARGO_DE_TITULO else 0
            yield Parrafo(texto, next(numero_de_parrafo), nivel, pagina=pagina.numero)


def _sin_repetidos(pagina: _Pagina, repetidos: set[str], vistos: set[str]) -> list[Renglon]:
    """Los renglones de la página sin su número ni los encabezados que ya salieron en otra."""
    margen = set(_del_margen(pagina))
    quedan = []
    for renglon in pagina.renglones:
        clave = _sin_cifras(renglon)
        if renglon in margen and clave in repetidos:
            if clave in vistos or NUMERO_DE_PAGINA.fullmatch(renglon.texto):
                continue
            vistos.add(clave)
        quedan.append(renglon)
    return quedan


def _en_orden(
    tablas: list[_TablaPdf], sueltos: list[Renglon], ancho: float
) -> Iterator[_TablaPdf | list[Renglon]]:
    """Las tablas y los párrafos de una página, de arriba abajo; una tabla corta el párrafo."""
    quedan = list(sueltos)
    for tabla in sorted(tablas, key=lambda tabla: tabla.arriba):
        antes = [renglon for renglon in quedan if renglon.arriba < tabla.arriba]
        yield from en_parrafos(antes, ancho)
        yield tabla
        quedan = quedan[len(antes) :]
    yield from en_parrafos(quedan, ancho)


def _niveles(paginas: list[_Pagina]) -> dict[float, int]:
    """Los tamaños de letra de los títulos, del mayor al menor, con su nivel desde 1."""
    letras = sum((pagina.letras for pagina in paginas), Counter[float]())
    corriente = letras.most_common(1)[0][0]
    sueltos = {_tamano(renglon) for pagina in paginas for renglon in pagina.renglones}
    mayores = sorted((t for t in sueltos if t > corriente * LETRA_DE_TITULO), reverse=True)
    return {tamano: nivel for nivel, tamano in enumerate(mayores, start=1)}


def _tamano(renglon: Renglon) -> float:
    return round(renglon.tamano, 1)
