"""Cómo se comparan los textos: sin tildes, sin mayúsculas y con los espacios en uno."""

import re
from functools import lru_cache

from modelos.parecido import sin_tildes

_NO_SE_VE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_RAYA = re.compile(r"[\s\-–—_=*.·|+]+")
LARGO_DE_FRASE = 60
_LARGO_DE_SIGLA = 7


def limpio(texto: str) -> str:
    """El texto que se guarda: espacios en uno y sin caracteres que no se ven."""
    visible = texto if texto.isascii() else _NO_SE_VE.sub("", texto)
    return " ".join(visible.split())


def cita(texto: str, largo: int = LARGO_DE_FRASE) -> str:
    """El texto como se nombra en un aviso: en una línea y, si es largo, cortado con «…»."""
    texto = limpio(texto)
    return texto if len(texto) <= largo else f"{texto[: largo - 1].rstrip()}…"


@lru_cache(maxsize=8192)
def llano(texto: str) -> str:
    """El texto que se compara: minúsculas sin tildes; la «ñ» queda como «n»."""
    return sin_tildes(limpio(texto).lower())


def es_separador(texto: str) -> bool:
    """Una línea de guiones o puntos que solo dibuja el borde de una tabla."""
    return _RAYA.fullmatch(texto) is not None


def en_mayusculas(texto: str) -> bool:
    """Si todas sus letras son mayúsculas y son bastantes para decirlo."""
    return sum(letra.isalpha() for letra in texto) > 3 and texto == texto.upper()


_SIGLAS = frozenset({
    "GAD", "GADM", "GADP", "CAM", "CAC", "SCAM", "POA", "PLADECO", "EAC", "PAC", "PACCC", "PGIRS", "PDOT",
    "DIMAO", "DIDECO", "DAEM", "SECPLA", "SECPLAC", "SECPLAN", "DOM", "FNDR", "PMU", "PEI", "PAO", "UMA",
    "UGA", "ONG", "MMA", "GEI", "SAG", "CONAF", "SEREMI", "MARN", "ADESCO", "ADESCOS", "INDAP", "ODS",
    "RSD", "RSU", "EPP", "TIC", "CESFAM", "OMIL", "COSOC", "SENDA", "JJVV", "APR",
})  # fmt: skip
_ROMANO = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")


def en_frase(texto: str) -> str:
    """«LA SERENA» como «La Serena»; lo que ya mezcla mayúsculas queda igual."""
    if not en_mayusculas(texto):
        return texto
    menores = {"de", "del", "la", "las", "los", "el", "y", "e", "en", "a", "por", "para"}
    palabras = texto.lower().split()
    return " ".join(_palabra(p, p in menores and n > 0) for n, p in enumerate(palabras))


def _palabra(palabra: str, menor: bool) -> str:
    letras = palabra.strip('.,;:()«»"“”-–')
    entre_parentesis = palabra.startswith("(") and palabra.endswith(")") and len(letras) <= _LARGO_DE_SIGLA
    sin_vocales = len(letras) > 1 and letras.isalpha() and not set(llano(letras)) & set("aeiouy")
    if letras.upper() in _SIGLAS or entre_parentesis or sin_vocales or _ROMANO.fullmatch(letras):
        return palabra.upper()
    return palabra if menor else palabra[:1].upper() + palabra[1:]


def con_mayuscula(texto: str) -> str:
    """La primera letra en mayúscula, el resto como venga."""
    return texto[:1].upper() + texto[1:]
