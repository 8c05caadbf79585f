"""Los gráficos de la página del concejo como cifras: la curva, las barras y la grilla de calor, de 0 a 1."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from datos.exportadores.pdf import Datos
from modelos.frases import meses, porcentaje, puntos
from modelos.meses import Mes
from modelos.seguimiento.avance import SinAvance
from modelos.seguimiento.calor import Calor, pintar, sumar
from modelos.seguimiento.eje_de_meses import marcas
from modelos.seguimiento.frase_de_avance import describir
from modelos.seguimiento.informe_de_avance import AvanceDeLinea, InformeDeAvance

MESES_EN_LA_GRILLA = 24
"""Los que caben legibles en la grilla de calor; con más, va una columna por año."""


class _Columna(NamedTuple):
    """Los meses que se suman en una columna de la grilla de calor."""

    nombre: str
    lugares: Sequence[int]
    ultimo: Mes


def curva(informe: InformeDeAvance) -> Datos | None:
    """Lo programado, lo ejecutado hasta el corte y el tramo de atraso, en meses; None si no hay avance."""
    medida, corte, aprobada = informe.curva, informe.corte, informe.curva_aprobada
    if isinstance(medida, SinAvance):
        return None
    lugar = max(corte.desde(medida.inicio) + 1, 0)
    programado, ejecutado = medida.programado_al(corte), medida.ejecutado_al(corte)
    atraso = medida.atraso_al(corte).meses
    return {
        "programado": _partes(medida.programado, medida.total),
        "ejecutado": _partes(medida.ejecutado[: lugar + 1], medida.total),
        "aprobado": _partes(aprobada.programado, aprobada.total) if aprobada else [],
        "marcas": [{"lugar": lugar, "nombre": nombre} for lugar, nombre in marcas(medida)],
        "corte": lugar,
        "rotulo_del_corte": f"cierre de {corte.nombre}" if lugar else "",
        "programado_al_corte": float(programado),
        "ejecutado_al_corte": float(ejecutado),
        "dice_programado": f"{porcentaje(programado)} programado",
        "dice_ejecutado": f"{porcentaje(ejecutado)} ejecutado",
        "atraso": float(atraso) if atraso else 0,
        "dice_atraso": meses(atraso) if atraso else "",
        "alternativa": describir(medida, corte),
    }


def _partes(acumulado: Sequence[int], total: int) -> list[float]:
    return [valor / total if total else 0 for valor in acumulado]


def barra(linea: AvanceDeLinea, informe: InformeDeAvance) -> Datos:
    """Lo ejecutado y lo programado de una línea al corte, y cuánto le falta; también frente a lo aprobado."""
    corte, aprobada = informe.corte, informe.aprobada_de(linea)
    de_cual, medida = {"titulo": linea.titulo, "numeral": linea.fila.numeral}, linea.grupo.curva
    if isinstance(medida, SinAvance):
        return {**de_cual, "sin_avance": medida.etiqueta}
    ejecutado, programado = medida.ejecutado_al(corte), medida.programado_al(corte)
    desviacion = medida.desviacion_al(corte)
    return {
        **de_cual,
        "sin_avance": "",
        "ejecutado": float(ejecutado),
        "programado": float(programado),
        "dice_ejecutado": porcentaje(ejecutado),
        "dice_programado": porcentaje(programado),
        "desviacion": puntos(desviacion),
        "falta": desviacion < 0,
        "aprobado": float(aprobada.programado_al(corte)) if aprobada else None,
        "frente_a_lo_aprobado": puntos(aprobada.desviacion_al(corte)) if aprobada else "",
    }


def calor(informe: InformeDeAvance) -> Datos:
    """La fracción ejecutada de cada línea y del total, mes a mes o año a año."""
    columnas = list(_columnas(informe.cronograma.meses))
    filas = [(linea.titulo, linea.fila.total.meses) for linea in informe.lineas]
    filas.append(("Total", informe.cronograma.total.meses))
    por_anio = len(columnas) < len(informe.cronograma.meses)
    return {
        "titulo": f"{'Año a año' if por_anio else 'Mes a mes'}: ejecutado de lo programado",
        "columnas": [columna.nombre for columna in columnas],
        "filas": [
            {
                "titulo": titulo,
                "celdas": [
                    pintar(sumar(totales, columna.lugares), cerrado=columna.ultimo <= informe.corte)._asdict()
                    for columna in columnas
                ],
            }
            for titulo, totales in filas
        ],
        "claves": [{"calor": tramo, "etiqueta": tramo.etiqueta} for tramo in Calor],
    }


def _columnas(mostrados: Sequence[Mes]) -> Iterator[_Columna]:
    """Una por mes o, si no caben, una por año."""
    if len(mostrados) <= MESES_EN_LA_GRILLA:
        con_anio = mostrados[0].anio != mostrados[-1].anio
        for lugar, mes in enumerate(mostrados):
            nombre = f"{mes.abreviado} {mes.anio % 100:02}" if con_anio else mes.abreviado
            yield _Columna(nombre, [lugar], mes)
        return
    for anio, suyos in groupby(range(len(mostrados)), key=lambda lugar: mostrados[lugar].anio):
        lugares = list(suyos)
        yield _Columna(str(anio), lugares, mostrados[lugares[-1]])
