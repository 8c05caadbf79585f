"""Los porcentajes escritos de varias maneras en una misma columna: 0,25 · 25 % · «100%»."""

import re
from collections.abc import Iterable, Mapping, Sequence

from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.piezas import DUDOSA, Dato
from modelos.importacion.borrador import Campo

_CIFRA = re.compile(r"[«\"“]?\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*[»\"”]?")


def reconocer(columnas: Sequence[Columna], muestras: Mapping[int, list[str]]) -> None:
    """Marca las columnas en que 0,25 quiere decir 25 %: las de los meses, juntas, y la ponderación."""
    meses = [c for c in columnas if c.campo is Campo.MES_EN_COLUMNA]
    en_los_meses = _hay_porcentajes(t for c in meses for t in muestras[c.indice])
    for columna in meses:
        columna.en_porcentaje = en_los_meses
    for columna in columnas:
        if columna.campo is Campo.PESO:
            columna.en_porcentaje = _hay_porcentajes(muestras[columna.indice])


def _hay_porcentajes(textos: Iterable[str]) -> bool:
    """Si alguna cifra lleva el signo, o si todas son partes de uno."""
    cifras = [(float(h[1].replace(",", ".")), h[2]) for t in textos if (h := _CIFRA.fullmatch(t))]
    partes = [valor for valor, _ in cifras if 0 < valor < 1]
    return bool(partes) and (any(signo for _, signo in cifras) or all(valor <= 1 for valor, _ in cifras))


def a_la_misma_escala(dato: Dato) -> None:
    """«0,25», en una columna de porcentajes, como «25 %»; que la persona lo confirme."""
    hallado = _CIFRA.fullmatch(dato.texto)
    if hallado is None:
        return
    valor = float(hallado[1].replace(",", "."))
    if not hallado[2] and 0 < valor <= 1:
        dato.motivo = f"«{dato.texto}» se leyó como {valor:.0%}, igual que el resto de su columna."
        dato.texto, dato.confianza = f"{valor * 100:g}%", min(dato.confianza, DUDOSA)
    else:
        dato.texto = f"{hallado[1]}{hallado[2]}"
