"""Los bytes de un archivo de texto, leídos con la codificación en que fueron escritos."""

import codecs
from functools import partial

MUESTRA = 200_000  # bytes que bastan para reconocer la codificación
# Excel guarda en cp1252; «CSV (MS-DOS)», en cp850; un Mac antiguo, en mac_roman.
DE_UN_BYTE = ("cp1252", "cp850", "mac_roman")
LETRAS_ESPERADAS = frozenset("áéíóúñüÁÉÍÓÚÑÜ¿¡ºª°«»“”‘’–—•·…✓●")


def decodificar(contenido: bytes) -> str | None:
    """El texto, o None si los bytes no son texto."""
    texto = _unicode(contenido)
    if texto is None and b"\0" not in contenido:
        codificacion = max(DE_UN_BYTE, key=partial(_parecido_al_castellano, contenido))
        texto = contenido.decode(codificacion, errors="replace")
    if texto is None or _parece_binario(texto):
        return None
    return texto.removeprefix("\ufeff")


def _unicode(contenido: bytes) -> str | None:
    codificacion = _utf16(contenido) or "utf-8"
    try:
        return contenido.decode(codificacion)
    except UnicodeDecodeError:
        return None


def _utf16(contenido: bytes) -> str | None:
    """Con marca de orden, o por los ceros que deja el alfabeto latino en bytes alternos."""
    if contenido.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    muestra = contenido[:2000]
    pares, impares = muestra[::2].count(0), muestra[1::2].count(0)
    if impares > len(muestra) * 0.3:
        return "utf-16-le"
    return "utf-16-be" if pares > len(muestra) * 0.3 else None


def _parecido_al_castellano(contenido: bytes, codificacion: str) -> int:
    """Cuántas letras esperables, menos las inesperables, salen del comienzo leído así."""
    texto = contenido[:MUESTRA].decode(codificacion, errors="replace")
    return sum(1 if letra in LETRAS_ESPERADAS else -1 for letra in texto if ord(letra) > 127)


def _parece_binario(texto: str) -> bool:
    control = sum(1 for letra in texto[:5000] if ord(letra) < 32 and letra not in "\t\r\n\f\v")
    return "\0" in texto or control > len(texto[:5000]) * 0.01
