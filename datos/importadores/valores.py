"""El valor de una celda de planilla, escrito como se lee en pantalla y guardado como número o fecha."""

import math
from datetime import date, datetime, time, timedelta

from datos.importadores.documento import Valor

DePlanilla = int | float | str | bool | time | date | datetime | timedelta


def escribir(valor: DePlanilla, *, porcentaje: bool = False) -> str:
    """El valor como se lee en la celda: enteros sin decimales, coma decimal, fechas dd-mm-aaaa."""
    if isinstance(valor, bool):
        return "VERDADERO" if valor else "FALSO"
    if isinstance(valor, int | float):
        return f"{_numero(valor * 100)}%" if porcentaje else _numero(valor)
    if isinstance(valor, datetime) and valor.time() != time():
        return f"{valor:%d-%m-%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d-%m-%Y}"
    return str(valor).strip()


def _numero(valor: float) -> str:
    if not math.isfinite(valor):
        return str(valor)
    redondo = round(valor, 10)
    return str(int(redondo)) if redondo == int(redondo) else f"{redondo:.10f}".rstrip("0").replace(".", ",")


def guardable(valor: DePlanilla) -> Valor:
    """El valor sin la hora, entero si no tiene decimales; None si es texto en blanco o un número sin fin."""
    if isinstance(valor, datetime):
        return valor.date()
    if isinstance(valor, float) and not math.isfinite(valor):
        return None
    if isinstance(valor, float) and valor == int(valor):
        return int(valor)
    if isinstance(valor, int | float | date):
        return valor
    return str(valor).strip() or None
