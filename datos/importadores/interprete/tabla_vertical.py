"""Las tablas que llegaron con una celda por línea: se vuelven a poner en filas y columnas."""

from dataclasses import replace

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete import notacion
from datos.importadores.interprete.marcas import leer_marca
from datos.importadores.interprete.piezas import PROBABLE
from datos.importadores.interprete.rotulos import Rotulo, rotulo
from modelos.importacion.borrador import Campo

_MINIMO_DE_MESES = 3
_LARGO_DE_NOTA = 45


def enderezada(tabla: Tabla) -> Tabla | None:
    """La misma tabla en filas y columnas, o None si ya lo estaba; cada celda guarda su lugar."""
    ranuras = _ranuras(tabla)
    if ranuras is None:
        return None
    inicio = _inicio(ranuras)
    if inicio is None:
        return None
    titulos = _titulos(ranuras, inicio)
    meses = [n for n, celda in enumerate(titulos) if celda.vacia or rotulo(celda).mes]
    cuerpo = ranuras[inicio + _escritos(titulos) :]
    filas = _por_periodo(cuerpo, len(titulos)) or _por_actividad(cuerpo, len(titulos), meses[0])
    antes = [[celda, *_huecos(celda, len(titulos) - 1)] for celda in ranuras[:inicio]]
    return replace(tabla, filas=[*antes, titulos, *filas])


def _ranuras(tabla: Tabla) -> list[Celda] | None:
    """Una celda por fila: la escrita, o la última si la fila está vacía."""
    ranuras = []
    for fila in tabla.filas:
        escritas = [celda for celda in fila if not celda.vacia and not celda.repetida]
        if len(escritas) > 1 or not fila:
            return None
        ranuras.append(escritas[0] if escritas else fila[-1])
    return ranuras if len(ranuras) > _MINIMO_DE_MESES + 1 else None


def _inicio(ranuras: list[Celda]) -> int | None:
    """Donde una celda nombra la actividad y le siguen los meses."""
    for n, celda in enumerate(ranuras):
        campo = rotulo(celda).campo
        if campo is not None and campo.confianza >= PROBABLE and campo.campo is Campo.ACTIVIDAD:
            meses = [r for r in _rotulos_desde(ranuras, n + 1) if r.mes]
            if len(meses) >= _MINIMO_DE_MESES:
                return n
    return None


def _rotulos_desde(ranuras: list[Celda], inicio: int) -> list[Rotulo]:
    """Los rótulos seguidos que nombran columnas."""
    seguidos = []
    for celda in ranuras[inicio : inicio + 40]:
        leido = rotulo(celda)
        claro = leido.campo is not None and leido.campo.confianza >= PROBABLE
        if leido.mes is None and not claro:
            break
        seguidos.append(leido)
    return seguidos


def _titulos(ranuras: list[Celda], inicio: int) -> list[Celda]:
    """Las celdas de título, con huecos donde faltan meses: tras marzo, noviembre deja siete."""
    titulos = [ranuras[inicio]]
    previo: int | None = None
    for n, leido in enumerate(_rotulos_desde(ranuras, inicio + 1), start=inicio + 1):
        if leido.mes is not None and previo is not None:
            titulos += _huecos(ranuras[n], (leido.mes - previo - 1) % 12)
        previo = leido.mes if leido.mes is not None else previo
        titulos.append(ranuras[n])
    return titulos


def _escritos(titulos: list[Celda]) -> int:
    return sum(not celda.vacia for celda in titulos)


def _huecos(junto: Celda, cantidad: int) -> list[Celda]:
    return [Celda(texto="", fila=junto.fila, columna=junto.columna) for _ in range(cantidad)]


def _por_periodo(cuerpo: list[Celda], ancho: int) -> list[list[Celda]] | None:
    """Si las celdas se repiten con el ancho del encabezado, cada tanto es una fila."""
    if not cuerpo or len(cuerpo) % ancho:
        return None
    filas = [cuerpo[n : n + ancho] for n in range(0, len(cuerpo), ancho)]
    if any(fila[0].vacia or _es_de_mes(fila[0]) for fila in filas):
        return None
    return filas


def _por_actividad(cuerpo: list[Celda], ancho: int, primero: int) -> list[list[Celda]]:
    """Cada texto es una actividad; las celdas que le siguen son sus meses si están todas."""
    filas: list[list[Celda]] = []
    for celda in cuerpo:
        if not filas or not (celda.vacia or _es_de_mes(celda)):
            filas.append([celda])
        else:
            filas[-1].append(celda)
    return [_ajustada(fila, ancho, primero) for fila in filas]


def _ajustada(fila: list[Celda], ancho: int, primero: int) -> list[Celda]:
    """Si faltan celdas, la posición no dice el mes: queda solo lo que se explica solo."""
    huecos = _huecos(fila[0], ancho)
    if len(fila) >= ancho:
        return fila[:ancho]
    escritas = [celda for celda in fila[1:] if notacion.leer(celda.texto).meses]
    return [fila[0], *huecos[1:primero], *escritas, *huecos][:ancho]


def _es_de_mes(celda: Celda) -> bool:
    """Si dice una marca, una cantidad, unos meses o una semana, y no el nombre de una actividad."""
    if len(celda.texto) > _LARGO_DE_NOTA:
        return False
    marca = leer_marca(celda)
    return marca.motivo is None or notacion.leer(celda.texto).confianza >= PROBABLE
