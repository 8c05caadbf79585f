"""El nombre con que una actividad se lee de lejos: el que escribió una persona, o sus primeras palabras."""

import re

LARGO_MAXIMO = 60
"""Letras que caben en dos renglones a la vista de una sala."""
CORTE = "…"

_NUMERAL = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[a-zA-Z])[.)]\s+")
_PRIMERA_IDEA = re.compile(r"^(.{24,}?)\s*(?:[;:(]|\.\s(?=[A-ZÁÉÍÓÚÑ])|\s[–—-]\s)")
_NO_TERMINA_EN = frozenset(
    {
        "a", "acerca", "al", "con", "de", "del", "desde", "donde", "e", "el", "en", "entre", "hacia", "hasta",
        "la", "las", "los", "mediante", "o", "para", "por", "que", "se", "según", "sin", "sobre", "su", "sus",
        "través", "u", "un", "una", "y", "y/o",
    }
)  # fmt: skip


def proponer(nombre: str) -> str:
    """Las primeras palabras del nombre oficial, que no cambia; «…» dice que sigue.

    «Reunión  mensual  con el comité de prevención y seguridad ciudadana.» es
    «Reunión mensual con el comité de prevención y seguridad…».
    """
    entero = " ".join(_NUMERAL.sub("", nombre).split()).removesuffix(".")
    if len(entero) <= LARGO_MAXIMO:
        return entero
    idea = _PRIMERA_IDEA.match(entero)
    if idea and len(idea[1]) <= LARGO_MAXIMO:
        return idea[1] + CORTE
    return _primeras_palabras(entero) + CORTE


def _primeras_palabras(entero: str) -> str:
    """Las que caben, sin quedar en «de la» ni en una coma."""
    palabras = entero[: LARGO_MAXIMO + 1].split(" ")[:-1]
    while len(palabras) > 1 and palabras[-1].lower() in _NO_TERMINA_EN:
        palabras.pop()
    return " ".join(palabras).rstrip(",;:") or entero[:LARGO_MAXIMO]
