"""Si una línea suelta es el título de lo que sigue."""

import re
from collections.abc import Sequence
from itertools import pairwise

from datos.importadores.documento import Parrafo, Tabla
from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.normalizar import en_mayusculas, llano
from datos.importadores.interprete.numeracion import Numeral, numeral, tiene_vineta
from datos.importadores.interprete.piezas import NIVELES
from modelos.importacion.borrador import Campo

_HONDURA = {
    "romano": 0,
    "letra mayuscula": 1,
    "numero": 2,
    "decimal": 3,
    "letra": 4,
    "romano menor": 5,
    "sigla": 3,
}
_ROTULO = re.compile(r"^\s*([^:.\d]{3,40}):\s*\S")
_LARGO_DE_TITULO = 120
_SUBTITULO = re.compile(r"^(?:objetivos?|actividades|acciones|proposito|metas?|descripcion)\b")


def abre_lo_que_sigue(texto: str, vineta: bool, siguiente: Parrafo | Tabla) -> bool:
    """Si lo que viene cuelga de esta línea: una tabla, ítems, o una numeración más honda."""
    if isinstance(siguiente, Tabla):
        return not vineta
    if _es_detalle(siguiente.texto):
        return False
    if not vineta and (siguiente.vineta or tiene_vineta(siguiente.texto)):
        return True
    propio, otro = numeral(texto), numeral(siguiente.texto)
    if otro is not None:
        return not vineta and _es_mas_hondo(propio, otro, texto)
    return not vineta and _SUBTITULO.match(llano(siguiente.texto)) is not None


def _es_detalle(texto: str) -> bool:
    """«Responsable: …» no hace título a la actividad que completa."""
    rotulo = _ROTULO.match(texto)
    sentido = significado(rotulo[1]) if rotulo else None
    return sentido is not None and sentido.campo not in (*NIVELES, Campo.ACTIVIDAD)


def _es_mas_hondo(propio: Numeral | None, otro: Numeral, texto: str) -> bool:
    if propio is None:
        return otro.codigo.rstrip(".").endswith(("1", "a", "A", "I", "i")) or en_mayusculas(texto)
    if otro.clase == "decimal":
        return otro.profundidad > propio.profundidad
    return _HONDURA.get(otro.clase, 3) > _HONDURA.get(propio.clase, 3)


def tablas_tituladas(bloques: Sequence[Parrafo | Tabla]) -> int:
    """Cuántas tablas tienen justo encima un título corto."""
    escritos = [b for b in bloques if isinstance(b, Tabla) or b.texto.strip()]
    pares = pairwise(escritos)
    return sum(isinstance(uno, Parrafo) and isinstance(otro, Tabla) and _es_corto(uno) for uno, otro in pares)


def _es_corto(parrafo: Parrafo) -> bool:
    return (
        not parrafo.vineta
        and len(parrafo.texto) <= _LARGO_DE_TITULO
        and not parrafo.texto.rstrip().endswith(".")
    )
