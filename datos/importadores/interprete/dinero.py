"""El dinero escrito: «$1.200.000», «1,200,000.00», «M$ 15.000» (miles) y «MM$ 3» (millones)."""

import re

from datos.importadores.interprete.normalizar import llano

_MILES, _MILLONES = "M$", "MM$"
_FACTORES = {_MILES: 1_000, _MILLONES: 1_000_000}
_EN_MILLONES = re.compile(r"\bmm\s?(?:\$|pesos|clp)|\bmill(?:on(?:es)?)?\b")
_EN_MILES = re.compile(r"\bm\s?\$|\$\s?m\b|\bm\s?(?:pesos|clp)\b|\bmiles\b")
_CIFRA = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?")


def escala_de(texto: str) -> str | None:
    """«M$» si el texto dice que cuenta en miles de pesos, «MM$» si en millones."""
    plano = llano(texto)
    if _EN_MILLONES.search(plano):
        return _MILLONES
    return _MILES if _EN_MILES.search(plano) else None


def pesos(texto: str) -> int | None:
    """La cantidad entera, sin centavos; None si no es una cifra."""
    factor = _FACTORES.get(escala_de(texto) or "", 1)
    sin_escala = _EN_MILES.sub(" ", _EN_MILLONES.sub(" ", llano(texto)))
    cifra = re.sub(r"[$\s]|\bde\b|clp|usd|us|pesos?|\.-$", "", sin_escala)
    if not _CIFRA.fullmatch(cifra):
        return None
    entera, _, decimal = re.sub(r"[.,](\d{1,2})$", r";\1", cifra).partition(";")
    fraccion = float(f"0.{decimal}") if decimal and factor > 1 else 0
    return int(re.sub(r"\D", "", entera)) * factor + round(fraccion * factor)
