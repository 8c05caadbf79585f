"""La jerarquía que dice el código: 1 es la línea, 1.1 el objetivo y 1.1.1 la actividad."""

import re
from collections.abc import Sequence
from itertools import pairwise

from datos.importadores.documento import Tabla
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import limpio
from datos.importadores.interprete.numeracion import clase_de
from datos.importadores.interprete.piezas import PROBABLE, Dato
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.importacion.borrador import Campo

_CODIGO = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})\.?(?:[\s)\-–]|$)")
_DECIMAL_DE_EXCEL = re.compile(r"^(\d{1,3}),(\d{1,3})$")  # un 1.1 que Excel guardó como número
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
    con_hijos = {
        fila for (fila, codigo), (_, otro) in pairwise(codigos.items()) if otro.startswith(f"{codigo}.")
    }
    padres = {
        fila[0].fila: codigos[fila[0].fila]
        for fila in filas
        if fila[0].fila in con_hijos and _solo_nombra(titular, fila)
    }
    if not padres:
        return _por_clase_de_codigo(titular, filas)
    honduras = sorted({codigo.count(".") for codigo in padres.values()})
    niveles = dict(zip(honduras, _NIVELES.get(len(honduras), ()), strict=False))
    return {fila: niveles[c.count(".")] for fila, c in padres.items() if c.count(".") in niveles}


def _por_clase_de_codigo(titular: Titular, filas: Sequence[Fila]) -> dict[int, Campo]:
    """«I · CAMBIO CLIMÁTICO» entre filas «1», «2»: otra numeración y nada más que el nombre es una línea."""
    columna = titular.con(Campo.CODIGO)
    if columna is None:
        return {}
    clases = {
        fila[0].fila: clase_de(f"{limpio(fila[columna.indice].texto).rstrip('.)-')}. x") for fila in filas
    }
    solas = {fila[0].fila for fila in filas if _solo_nombra(titular, fila)}
    ajenas = {clases[fila] for fila in solas}
    llenas = {clase for fila, clase in clases.items() if fila not in solas} - {None}
    if len(ajenas) != 1 or ajenas & (llenas | {None}) or not llenas:
        return {}
    return dict.fromkeys(solas, Campo.LINEA)


def poner_padre(lectura: Lectura, tabla: Tabla, fila: Fila) -> None:
    """Abre el nivel de la fila, con el número que llevaba en su columna: «1.1 Aumentar el reciclaje»."""
    *codigo, nombre = propias(fila)
    texto = " ".join(limpio(celda.texto) for celda in (*codigo, nombre))
    dato = Dato(texto, tabla.origen(nombre), PROBABLE)
    lectura.contexto.poner(lectura.jerarquia[fila[0].fila], dato, titulo=True)
    lectura.secciones += [tabla.origen(celda) for celda in codigo]
    lectura.en_cuerpo = True


def _codigo(titular: Titular, fila: Fila) -> str | None:
    """El de su columna o, si no hay columna de código, el que abre el nombre."""
    columna = titular.con(Campo.CODIGO) or titular.con(Campo.ACTIVIDAD)
    if columna is None or columna.indice >= len(fila):
        return None
    texto = _DECIMAL_DE_EXCEL.sub(r"\1.\2", limpio(fila[columna.indice].texto))
    hallado = _CODIGO.match(texto)
    return hallado[1] if hallado else None


def _solo_nombra(titular: Titular, fila: Fila) -> bool:
    if any(celda.vacia and celda.marcada for celda in fila):
        return False
    campos = [titular.columnas[fila.index(celda)].campo for celda in propias(fila)]
    return Campo.ACTIVIDAD in campos and set(campos) <= {Campo.CODIGO, Campo.ACTIVIDAD}
