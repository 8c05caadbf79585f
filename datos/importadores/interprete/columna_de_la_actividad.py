"""Cuál de las columnas es la actividad, entre las que la nombran o, si ninguna, por lo que contienen."""

import re
from collections.abc import Set

from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.muestras import Muestras, es_de_numeros, largo, parte
from datos.importadores.interprete.piezas import DUDOSA, INFERIDA, PROBABLE
from datos.importadores.interprete.raices import raices
from datos.importadores.interprete.titulares import Titular
from modelos.importacion.borrador import Campo

_LARGO_DE_UNIDAD = 14  # letras, en promedio
_LARGO_DE_ACCION = 12
_MAYORIA = 0.5
_NUMERADA = re.compile(r"\w+ [\d.]+")
_MEDIDA = "medida"  # sola es lo que se hará; junto a la actividad, en qué se mide


def elegir_actividad(titular: Titular, muestras: Muestras, ocupados: Set[Campo]) -> None:
    """Una sola columna es la actividad; las demás candidatas suben o bajan de nivel."""
    candidatas = [c for c in titular.columnas if c.campo is Campo.ACTIVIDAD]
    _apartar_medida(titular, candidatas, muestras)
    if not candidatas:
        _buscar_actividad(titular, muestras)
        return
    con_texto = [c for c in candidatas if largo(muestras[c.indice]) > 3] or candidatas
    elegida = max(con_texto, key=lambda c: (_rango(c), len(set(muestras[c.indice])), -c.indice))
    fina = _mas_fina(elegida, con_texto, muestras)
    if fina is not None:
        elegida, fina.confianza = fina, DUDOSA
    if sum(_rango(c) == _rango(elegida) for c in con_texto) > 1:
        elegida.confianza = min(elegida.confianza, DUDOSA)  # «Acción» dos veces: cuál es la que se hace
    for columna in candidatas:
        if columna is elegida:
            continue
        libres = [n for n in (Campo.OBJETIVO, Campo.PROGRAMA) if titular.con(n) is None and n not in ocupados]
        antes = columna.indice < elegida.indice and libres
        columna.campo = libres[0] if antes else Campo.OBSERVACIONES
        columna.ajena, columna.confianza = not antes, DUDOSA


def _mas_fina(elegida: Columna, otras: list[Columna], muestras: Muestras) -> Columna | None:
    """Si la elegida agrupa filas y otra, más a la derecha, es distinta en cada una: esa es la que se hace."""
    distintas = len(set(muestras[elegida.indice]))
    if distintas == len(muestras[elegida.indice]):
        return None
    finas = [c for c in otras if c.indice > elegida.indice and len(set(muestras[c.indice])) > distintas]
    return max(finas, key=lambda c: len(set(muestras[c.indice])), default=None)


def _apartar_medida(titular: Titular, candidatas: list[Columna], muestras: Muestras) -> None:
    """«Medida» con palabras sueltas («talleres», «%») es la unidad en que se cuenta."""
    otras = [c.indice for c in candidatas if raices(c.titulo) != _MEDIDA]
    for columna in list(candidatas):
        if not otras or columna.indice < min(otras):
            continue
        corta = raices(columna.titulo) == _MEDIDA and largo(muestras[columna.indice]) <= _LARGO_DE_UNIDAD
        if corta and titular.con(Campo.UNIDAD) is None:
            columna.campo, columna.confianza = Campo.UNIDAD, PROBABLE
            candidatas.remove(columna)


def _rango(columna: Columna) -> int:
    palabras = raices(columna.titulo)
    if palabras == _MEDIDA:
        return -1
    if palabras.startswith("sub") or palabras.endswith("especifica"):
        return 4
    if "actividad" in palabras and not palabras.endswith("general"):
        return 3
    return 2 if "accion" in palabras else 1 if "tarea" not in palabras else 0


def _buscar_actividad(titular: Titular, muestras: Muestras) -> None:
    """Sin título de actividad, es la columna de texto más larga que no sea de otro campo claro."""
    dudosas = [c for c in titular.columnas if c.campo in (None, Campo.META, Campo.OBSERVACIONES)]
    largas = [c for c in dudosas if _puede_nombrarla(muestras[c.indice])]
    if not largas:
        largas = [c for c in titular.columnas if c.campo in (Campo.OBJETIVO, Campo.LINEA, Campo.PROGRAMA)][
            -1:
        ]
    if largas:
        elegida = max(largas, key=lambda c: (c.campo is None, largo(muestras[c.indice])))
        elegida.campo, elegida.confianza = Campo.ACTIVIDAD, INFERIDA


def _puede_nombrarla(textos: list[str]) -> bool:
    """Textos largos que no son cifras ni, como «Actividad 1.1», un número con su palabra."""
    numeradas = parte(textos, _NUMERADA.fullmatch) >= _MAYORIA
    return largo(textos) >= _LARGO_DE_ACCION and not es_de_numeros(textos) and not numeradas
