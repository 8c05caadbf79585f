"""El nombre con que una actividad se lee de lejos: el que escribió una persona, o sus primeras palabras."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LARGO_MAXIMO = 60
"""Letras que caben en dos renglones a la vista de una sala."""
CORTE = "…"
LARGO_DE_LO_QUE_DISTINGUE = 34
"""Letras; el resto es para las primeras palabras, que dicen de qué se trata."""

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
    entero = _limpio(nombre)
    if len(entero) <= LARGO_MAXIMO:
        return entero
    idea = _PRIMERA_IDEA.match(entero)
    if idea and len(idea[1]) <= LARGO_MAXIMO:
        return idea[1] + CORTE
    return _primeras_palabras(entero) + CORTE


class Nombrada(NamedTuple):
    """Una actividad, su nombre oficial y el corto que escribió una persona, si lo hay."""

    id: int
    nombre: str
    corto: str | None

    @property
    def breve(self) -> str:
        """El que escribió una persona, o el propuesto sin mirar a las demás."""
        return self.corto or proponer(self.nombre)


def distinguir(actividades: Iterable[Nombrada]) -> dict[int, str]:
    """El nombre breve de cada una; a los propuestos que coinciden se les suma lo que los distingue.

    Lo escrito por una persona no cambia, y dos que se llaman igual siguen igual: no se inventa nada.
    """
    todas = list(actividades)
    breves = {una.id: una.breve for una in todas}
    iguales: dict[str, list[Nombrada]] = defaultdict(list)
    for una in todas:
        iguales[breves[una.id]].append(una)
    for suyas in iguales.values():
        for una in suyas if len(suyas) > 1 else ():
            distinto = None if una.corto else _con_lo_suyo(una, suyas)
            if distinto and distinto not in iguales:
                breves[una.id] = distinto
    return breves


def _con_lo_suyo(una: Nombrada, parecidas: Sequence[Nombrada]) -> str | None:
    """«Confeccionar informe… de la Huella de Carbono»; None si otra dice todo lo que ella dice."""
    entero = _limpio(una.nombre)
    otras = {otro for otra in parecidas if (otro := _limpio(otra.nombre)) != entero}
    palabras = entero.split()
    desde = max((_en_comun(palabras, otro.split()) for otro in otras), default=len(palabras))
    lo_suyo = " ".join(palabras[desde:])
    if not lo_suyo:
        return None
    cola = lo_suyo
    if len(lo_suyo) > LARGO_DE_LO_QUE_DISTINGUE:
        cola = _primeras_palabras(lo_suyo, LARGO_DE_LO_QUE_DISTINGUE) + CORTE
    return f"{_primeras_palabras(entero, LARGO_MAXIMO - len(cola) - 1)}{CORTE} {cola}"


def _en_comun(unas: Sequence[str], otras: Sequence[str]) -> int:
    """Cuántas palabras comparten al comienzo, lleven o no una coma después."""
    pares = enumerate(zip(unas, otras, strict=False))
    distintas = (n for n, (una, otra) in pares if una.rstrip(",;:.") != otra.rstrip(",;:."))
    return next(distintas, min(len(unas), len(otras)))


def _limpio(nombre: str) -> str:
    """En un renglón, sin su numeral ni el punto final."""
    return " ".join(_NUMERAL.sub("", nombre).split()).removesuffix(".")


def _primeras_palabras(entero: str, largo: int = LARGO_MAXIMO) -> str:
    """Las que caben, sin quedar en «de la» ni en una coma."""
    palabras = entero[: largo + 1].split(" ")[:-1]
    while len(palabras) > 1 and palabras[-1].lower() in _NO_TERMINA_EN:
        palabras.pop()
    return " ".join(palabras).rstrip(",;:") or entero[:largo]
