"""El dinero se guarda en centavos; cada país lo escribe con o sin ellos."""

from babel.numbers import format_currency

CENTAVOS = 100
PAISES_SIN_CENTAVOS = frozenset({"CL"})
"""Donde la moneda en uso no tiene fracción (peso chileno, Ley 18.840)."""

MONEDA = {"CL": "CLP", "EC": "USD", "SV": "USD"}


def decimales(pais: str) -> int:
    """Cuántos decimales se escriben."""
    return 0 if pais in PAISES_SIN_CENTAVOS else 2


def a_centavos(monto: float | None) -> int | None:
    """De la moneda a centavos, al más cercano."""
    return None if monto is None else round(monto * CENTAVOS)


def de_centavos(centavos: int | None) -> float | None:
    """De centavos a la moneda."""
    return None if centavos is None else centavos / CENTAVOS


def en_moneda(centavos: int | None, pais: str) -> str:
    """«$12.000.000», «$1,250.50»: como se escribe en el país; vacío si no hay monto.

    De un país que no se conoce no se sabe la moneda: va solo la cantidad.
    """
    monto = de_centavos(centavos)
    if monto is None or pais not in MONEDA:
        return escrito(centavos)
    formato = "¤#,##0" if decimales(pais) == 0 else "¤#,##0.00"
    return format_currency(monto, MONEDA[pais], formato, locale=f"es_{pais}", currency_digits=False)


def escrito(centavos: int | None) -> str:
    """«1.500», «1.500,50»: los centavos, solo si los hay; vacío si no hay dinero."""
    if centavos is None:
        return ""
    entero, resto = divmod(centavos, CENTAVOS)
    return f"{entero:,}".replace(",", ".") + (f",{resto:02d}" if resto else "")
