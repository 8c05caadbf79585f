"""Las tablas puestas una al lado de otra en la misma hoja: se leen una tras otra."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.piezas import PROBABLE, Dato
from datos.importadores.interprete.rotulos import rotulo
from datos.importadores.interprete.titulos import Clase, clasificar
from modelos.importacion.borrador import Campo

_TITULOS_MINIMOS = 2
_COLUMNAS_DE_LEYENDA = 2
_LEYENDA = re.compile(r"significado|leyenda|simbologia|definicion|descripcion del? (?:codigo|simbolo|color)")
_FILAS_MAXIMAS = 15  # el encabezado está entre las primeras


def separadas(tabla: Tabla) -> list[Tabla]:
    """Una tabla por cada vez que el encabezado se repite a lo ancho; ella sola si no se repite."""
    for fila in tabla.filas[:_FILAS_MAXIMAS]:
        comienzos = _comienzos(fila)
        if comienzos:
            return _partes(tabla, comienzos)
    return [tabla]


def apartar_leyenda(tabla: Tabla) -> tuple[Tabla, list[Celda]]:
    """La tabla sin el cuadro «Código · Significado» que un hueco separa a su derecha, y sus celdas."""
    for fila in tabla.filas[:_FILAS_MAXIMAS]:
        desde = _comienzo_de_leyenda(fila)
        if desde and all(otra[desde - 1].vacia for otra in tabla.filas):
            leyenda = [c for otra in tabla.filas for c in otra[desde:] if not c.vacia and not c.repetida]
            return replace(tabla, filas=[otra[: desde - 1] for otra in tabla.filas]), leyenda
    return tabla, []


def _comienzo_de_leyenda(fila: Sequence[Celda]) -> int | None:
    """Donde empiezan, al final de la fila y tras un hueco, los títulos de una leyenda."""
    escritas = [n for n, celda in enumerate(fila) if not celda.vacia]
    ultimas = escritas[-_COLUMNAS_DE_LEYENDA:]
    if len(escritas) < len(ultimas) + _TITULOS_MINIMOS or fila[ultimas[0] - 1].texto.strip():
        return None
    return ultimas[0] if _LEYENDA.match(llano(fila[ultimas[-1]].texto)) else None


def _comienzos(fila: Sequence[Celda]) -> list[int]:
    """Las columnas en que empieza otra tabla: se repiten los títulos, o un hueco separa dos juegos."""
    return _por_repeticion(fila) or _por_hueco(fila)


def _por_hueco(fila: Sequence[Celda]) -> list[int]:
    """«Actividad · Fecha · Encargado», una columna vacía, «Actividad · Mes · Lugar»."""
    escritos = [n for n, celda in enumerate(fila) if not celda.vacia]
    comienzos = [n for n in escritos if n and fila[n - 1].vacia]
    limites = [0, *comienzos, len(fila)]
    grupos = [[n for n in escritos if desde <= n < hasta] for desde, hasta in pairwise(limites)]
    titulos = [[fila[n] for n in grupo] for grupo in grupos if grupo]
    completos = all(_es_encabezado(celdas, [llano(c.texto) for c in celdas]) for celdas in titulos)
    return [escritos[0], *comienzos] if len(titulos) > 1 and completos else []


def _por_repeticion(fila: Sequence[Celda]) -> list[int]:
    """Donde vuelve a empezar la misma serie de títulos."""
    textos = [llano(celda.texto) for celda in fila]
    escritos = [n for n, texto in enumerate(textos) if texto]
    if not escritos:
        return []
    comienzos = [n for n in escritos if textos[n] == textos[escritos[0]]]
    series = [
        [textos[n] for n in escritos if desde <= n < hasta]
        for desde, hasta in zip(comienzos, [*comienzos[1:], len(fila)], strict=True)
    ]
    iguales = len(comienzos) > 1 and all(serie == series[0] for serie in series)
    return comienzos if iguales and _es_encabezado([fila[n] for n in escritos], series[0]) else []


def _es_encabezado(celdas: Sequence[Celda], serie: list[str]) -> bool:
    leidos = [leido for celda in celdas if (leido := rotulo(celda).campo) is not None]
    campos = {leido.campo for leido in leidos if leido.confianza >= PROBABLE}
    return len(set(serie)) >= _TITULOS_MINIMOS and Campo.ACTIVIDAD in campos and len(campos) > 1


def _partes(tabla: Tabla, comienzos: list[int]) -> list[Tabla]:
    """Lo escrito sobre el encabezado a todo lo ancho queda en la primera; cada grupo, en la suya."""
    comienzos = [0, *comienzos[1:]]
    finales = [*comienzos[1:], len(tabla.filas[0])]
    partes = []
    for desde, hasta in zip(comienzos, finales, strict=True):
        filas = [fila[desde:hasta] for fila in tabla.filas]
        utiles = [fila for fila in filas if desde == 0 or not _solo_repite(fila, desde)]
        partes.append(replace(tabla, filas=utiles, corrida=desde))
    return partes


def titulo_propio(tabla: Tabla) -> Celda | None:
    """Lo que titula a una de varias tablas contiguas: la única celda de la fila sobre sus títulos."""
    filas = [fila for fila in tabla.filas[:_FILAS_MAXIMAS] if any(not celda.vacia for celda in fila)]
    for encima, fila in pairwise(filas):
        escritas = [celda for celda in fila if not celda.vacia]
        if _es_encabezado(escritas, [llano(celda.texto) for celda in escritas]):
            solas = [celda for celda in encima if not celda.vacia and not celda.repetida]
            return solas[0] if len(solas) == 1 else None
    return None


def _solo_repite(fila: Sequence[Celda], desde: int) -> bool:
    """La continuación de un título combinado que empieza en una tabla de más a la izquierda."""
    escritas = [celda for celda in fila if not celda.vacia]
    return bool(escritas) and all(
        c.repetida and c.ancla is not None and c.ancla[1] <= desde for c in escritas
    )


def con_su_linea(lectura: Lectura, tabla: Tabla) -> Tabla:
    """De varias tablas lado a lado, la línea de cada una es lo que la titula, si no es un período."""
    titulo = titulo_propio(tabla)
    if titulo is None or leer(titulo.texto).meses:
        return tabla
    leido = clasificar(Linea(titulo.texto, tabla.origen(titulo), de_tabla=True))
    if leido.clase not in (Clase.LINEA, Clase.TITULO, Clase.TEXTO):
        return tabla
    linea = Dato(limpio(leido.texto), tabla.origen(titulo), PROBABLE)
    lectura.contexto.poner(Campo.LINEA, linea, titulo=True)
    return replace(tabla, filas=[fila for fila in tabla.filas if titulo not in fila])
