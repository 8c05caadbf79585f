"""Qué meses se nombran bajo una curva, en la pantalla y en el PDF."""

from modelos.seguimiento.avance import Curva

MESES_CON_NOMBRE = 14
"""Más meses que estos no caben con su nombre cada uno."""


def marcas(curva: Curva) -> list[tuple[int, str]]:
    """El lugar y el nombre: de todos, o de los que abren trimestre o semestre con su año si son muchos."""
    cierres = [(lugar, curva.inicio.mas(lugar - 1)) for lugar in range(1, len(curva.programado))]
    if len(cierres) <= MESES_CON_NOMBRE:
        return [(lugar, mes.abreviado) for lugar, mes in cierres]
    cada = 6 if len(cierres) > 2 * MESES_CON_NOMBRE else 3
    return [
        (lugar, f"{mes.abreviado} {mes.anio % 100:02}") for lugar, mes in cierres if (mes.mes - 1) % cada == 0
    ]
