"""Qué se puede registrar como ejecutado o mover de mes, y cómo se dice una cantidad en su unidad."""

from datetime import date

from modelos.errores import ErrorDeDominio
from modelos.frases import contar, entero, es_femenino, plural
from modelos.meses import Mes

CANTIDAD_MAXIMA = 1_000_000
"""Unidades que caben en un mes; más que eso es un error de digitación."""

SIN_UNIDAD = "ejecución"


def en_su_unidad(cantidad: int, unidad: str | None) -> str:
    """«2 talleres», «25 %»; sin unidad, solo el número."""
    if not unidad:
        return entero(cantidad)
    if not unidad[0].isalpha():
        return f"{entero(cantidad)} {unidad}"
    return f"{entero(cantidad)} {plural(unidad)}" if cantidad == 0 else contar(cantidad, unidad)


def lo_ejecutado(cantidad: int, unidad: str | None) -> str:
    """«2 talleres ejecutados», «1 sesión ejecutada»; sin unidad, «2 ejecuciones»."""
    if not unidad:
        return contar(cantidad, SIN_UNIDAD)
    terminacion = ("a" if es_femenino(unidad) else "o") + ("" if cantidad == 1 else "s")
    return f"{en_su_unidad(cantidad, unidad)} ejecutad{terminacion}"


def comprobar_cantidad(cantidad: int, *, minima: int = 1) -> None:
    """Se niega a lo que no es una cantidad posible."""
    if cantidad < minima:
        raise ErrorDeDominio(f"No se guardó: la cantidad debe ser {minima} o más.")
    if cantidad > CANTIDAD_MAXIMA:
        raise ErrorDeDominio(f"No se guardó: {entero(cantidad)} es más de lo que cabe en un mes.")


def comprobar_mes_ejecutado(mes: Mes, inicio: Mes, fin: Mes, hoy: date) -> None:
    """Se ejecuta dentro del plan y no en un mes que aún no comienza."""
    if mes > Mes.de(hoy):
        raise ErrorDeDominio(f"No se guardó: {mes} aún no comienza.")
    _comprobar_en_el_plan(mes, inicio, fin)


def comprobar_mes_programado(mes: Mes, inicio: Mes, fin: Mes) -> None:
    """Se programa dentro del plan."""
    _comprobar_en_el_plan(mes, inicio, fin)


def comprobar_traslado(desde: Mes, hacia: Mes, inicio: Mes, fin: Mes, hoy: date) -> None:
    """Se reprograma hacia un mes del plan, distinto, que no haya terminado."""
    if hacia == desde:
        raise ErrorDeDominio(f"No se guardó: elija un mes distinto de {desde}.")
    if hacia < Mes.de(hoy):
        raise ErrorDeDominio(f"No se guardó: {hacia} ya terminó.")
    _comprobar_en_el_plan(hacia, inicio, fin)


def _comprobar_en_el_plan(mes: Mes, inicio: Mes, fin: Mes) -> None:
    if not inicio <= mes <= fin:
        raise ErrorDeDominio(f"No se guardó: el plan va de {inicio} a {fin}, y {mes} queda fuera.")
