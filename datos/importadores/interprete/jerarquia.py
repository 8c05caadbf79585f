"""La jerarquía que dice el código: 1 es la línea, 1.1 el objetivo y 1.1.1 la actividad."""

import re
from collections.abc import Sequence

from datos.importadores.documento import Celda
from datos.importadores.interprete.normalizar import limpio
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.borrador import Campo

_CODIGO = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})\.?(?:[\s)\-–]|$)")
_NIVELES = {
    1: (Campo.LINEA,),
    2: (Campo.LINEA, Campo.OBJETIVO),
    3: (Campo.PROGRAMA, Campo.LINEA, Campo.OBJETIVO),
}


def padres_por_codigo(titular: Titular, filas: Sequence[Fila]) -> dict[int, Campo]:
    """Por número de fila, el nivel de las que solo traen código y nombre y tienen de quién ser padres."""
    if titular.con(Campo.ACTIVIDAD) is None or titular.con(Campo.LINEA) or titular.con(Campo.OBJETIVO):
        return {}
    codigos = {fila[0].fila: codigo for fila in filas if (codigo := _codigo(titular, fila)) is not None}
    padres = {
        fila[0].fila: codigos[fila[0].fila]
        for fila in filas
        if fila[0].fila in codigos and _solo_nombra(titular, fila) and _tiene_hijos(codigos, fila[0].fila)
    }
    honduras = sorted({codigo.count(".") for codigo in padres.values()})
    niveles = dict(zip(honduras, _NIVELES.get(len(honduras), ()), strict=False))
    return {fila: niveles[c.count(".")] for fila, c in padres.items() if c.count(".") in niveles}


def nombre_con_codigo(celdas: Sequence[Celda]) -> str:
    """«1.1 Aumentar el reciclaje», con el número que llevaba en su columna."""
    return " ".join(limpio(celda.texto) for celda in celdas)


def _codigo(titular: Titular, fila: Fila) -> str | None:
    """El de su columna o, si no hay columna de código, el que abre el nombre."""
    columna = titular.con(Campo.CODIGO) or titular.con(Campo.ACTIVIDAD)
    if columna is None or columna.indice >= len(fila):
        return None
    hallado = _CODIGO.match(limpio(fila[columna.indice].texto))
    return hallado[1] if hallado else None


def _solo_nombra(titular: Titular, fila: Fila) -> bool:
    campos = [titular.columnas[fila.index(celda)].campo for celda in propias(fila)]
    return Campo.ACTIVIDAD in campos and set(campos) <= {Campo.CODIGO, Campo.ACTIVIDAD}


def _tiene_hijos(codigos: dict[int, str], fila: int) -> bool:
    """Si la fila que sigue a esta en la numeración cuelga de ella."""
    siguiente = next((codigo for otra, codigo in codigos.items() if otra > fila), "")
    return siguiente.startswith(f"{codigos[fila]}.")
