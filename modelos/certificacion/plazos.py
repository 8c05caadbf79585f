"""Los plazos del proceso: cuándo termina y cuánto queda."""

from calendar import monthrange
from datetime import date

from modelos.frases import contar
from modelos.meses import Mes

MESES_SIN_FUENTE = 12
"""Lo que se propone cuando el catálogo no dice cuánto dura; después se escribe el término del convenio."""


def fin_del_plazo(comienza: date, meses: int | None) -> date:
    """La misma fecha, tantos meses después; el último día si ese mes no la tiene."""
    llega = Mes.de(comienza).mas(meses or MESES_SIN_FUENTE)
    return date(llega.anio, llega.mes, min(comienza.day, monthrange(llega.anio, llega.mes)[1]))


def cuanto_queda(termina: date, hoy: date) -> str:
    """«quedan 264 días corridos», «termina hoy» o «terminó hace 3 días»."""
    dias = (termina - hoy).days
    if dias == 0:
        return "termina hoy"
    if dias < 0:
        return f"terminó hace {contar(-dias, 'día')}"
    return f"queda{'n' if dias > 1 else ''} {contar(dias, 'día corrido')}"


def mes_del_proceso(comienza: date, termina: date, hoy: date) -> tuple[int, int]:
    """En qué mes va y cuántos son, el último aunque no sea entero; ambos desde 1 y sin pasar del último."""
    total = max(1, Mes.de(termina).desde(Mes.de(comienza)) + (termina.day > comienza.day))
    return max(1, min(total, Mes.de(hoy).desde(Mes.de(comienza)) + 1)), total
