"""El texto de un párrafo de LibreOffice, con sus espacios, saltos y cuadros."""

from collections.abc import Iterator

from datos.importadores.estilos_odf import EstilosOdf
from datos.importadores.simbolos import descifrar, es_de_simbolos, sin_uso_privado
from datos.importadores.xml_oficina import Elemento, atributo, entero, etiqueta

ESPACIOS_MAXIMOS = 200
APARTE = frozenset(
    {"annotation", "annotation-end", "note", "tracked-changes", "frame", "custom-shape", "ruby-text"}
)
SIGNOS = {"tab": "\t", "line-break": "\n"}
PARRAFOS = frozenset({"p", "h"})


def texto_de(elemento: Elemento, estilos: EstilosOdf, fuente: str | None = None) -> str:
    """El texto sin comentarios, notas al pie ni dibujos; los cuadros se leen aparte."""
    trozos = [_letras(elemento.text, fuente)]
    for parte in elemento:
        nombre = etiqueta(parte)
        if nombre == "s":
            trozos.append(" " * min(entero(atributo(parte, "c"), 1), ESPACIOS_MAXIMOS))
        elif nombre in SIGNOS:
            trozos.append(SIGNOS[nombre])
        elif nombre not in APARTE:
            propia = estilos.fuente("text", atributo(parte, "style-name")) if nombre == "span" else None
            trozos.append(texto_de(parte, estilos, propia or fuente))
        trozos.append(_letras(parte.tail, fuente))
    return "".join(trozos)


def _letras(texto: str | None, fuente: str | None) -> str:
    """Los saltos del XML son espacios; el que se ve tiene su propia marca."""
    junto = " ".join((texto or "").replace("\t", " ").split("\n"))
    return descifrar(junto, fuente) if es_de_simbolos(fuente) else sin_uso_privado(junto)


def cuadros_de_texto(elemento: Elemento) -> Iterator[Elemento]:
    """Los cuadros anclados en el párrafo, en su orden; también el texto escrito en una figura."""
    for parte in elemento:
        nombre = etiqueta(parte)
        if nombre in ("text-box", "custom-shape"):
            yield parte
        elif nombre not in ("annotation", "note"):
            yield from cuadros_de_texto(parte)
