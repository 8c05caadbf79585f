"""Lo que las pruebas miran de un PDF: el texto por página, el papel, las etiquetas y las alternativas."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def textos(pdf: PdfReader) -> list[str]:
    """El texto de cada página, con los espacios finos como espacios y en una sola línea."""
    return [" ".join(pagina.extract_text().replace("\u202f", " ").split()) for pagina in pdf.pages]


def texto(pdf: PdfReader) -> str:
    return " ".join(textos(pdf))


def medidas(pdf: PdfReader) -> set[tuple[int, int]]:
    """Los tamaños de página que hay, en puntos."""
    return {(round(pagina.mediabox.width), round(pagina.mediabox.height)) for pagina in pdf.pages}


def accesible(pdf: PdfReader) -> bool:
    """Si está etiquetado, dice su idioma y declara PDF/UA-1."""
    raiz: Any = pdf.root_object
    declarado = raiz["/Metadata"].get_object().get_data()
    return (
        bool(raiz["/MarkInfo"]["/Marked"])
        and "/StructTreeRoot" in raiz
        and str(raiz["/Lang"]).startswith("es")
        and b"<pdfuaid:part>1" in declarado
    )


def alternativas(pdf: PdfReader) -> Iterator[str]:
    """Las alternativas de texto de los dibujos, en el orden de lectura."""
    yield from _alternativas(pdf.root_object["/StructTreeRoot"].get_object())


def _alternativas(nodo: Any) -> Iterator[str]:
    if not isinstance(nodo, DictionaryObject):
        return
    if "/Alt" in nodo:
        yield str(nodo["/Alt"])
    hijos = nodo.get("/K", [])
    for hijo in hijos if isinstance(hijos, list) else [hijos]:
        yield from _alternativas(hijo.get_object() if hasattr(hijo, "get_object") else hijo)
