"""Los gráficos de la página del concejo como cifras: la curva, las barras y la grilla de calor, de 0 a 1."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from datos.exportadores.pdf import Datos
from modelos.avance import Curva, SinAvance
from modelos.calor import Calor, pintar
from modelos.frases import meses, porcentaje, puntos
from modelos.informe_de_avance import AvanceDeLinea, InformeDeAvance
from modelos.liquidacion import TotalMes
from modelos.meses import Mes
from modelos.programacion import nombrar_corte

MESES_CON_NOMBRE = 14
"""Más meses que estos no caben con su nombre cada uno bajo la curva."""
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
        "marcas": _marcas(medida),
        "corte": lugar,
        "rotulo_del_corte": f"cierre de {corte.nombre}" if lugar else "",
        "programado_al_corte": float(programado),
        "ejecutado_al_corte": float(ejecutado),
        "dice_programado": f"{porcentaje(programado)} programado",
        "dice_ejecutado": f"{porcentaje(ejecutado)} ejecutado",
        "atraso": float(atraso) if atraso else 0,
        "dice_atraso": meses(atraso) if atraso else "",
        "alternativa": (
            f"Curva de {medida.inicio} a {medida.fin}, {nombrar_corte(corte, medida.inicio)}: "
            f"{porcentaje(programado)} programado y {porcentaje(ejecutado)} ejecutado."
        ),
    }


def _partes(acumulado: Sequence[int], total: int) -> list[float]:
    return [valor / total if total else 0 for valor in acumulado]


def _marcas(curva: Curva) -> list[Datos]:
    """Los meses que se nombran bajo la curva: todos, o los que abren trimestre o semestre con su año."""
    cierres = [(lugar, curva.inicio.mas(lugar - 1)) for lugar in range(1, len(curva.programado))]
    if len(cierres) <= MESES_CON_NOMBRE:
        return [{"lugar": lugar, "nombre": mes.abreviado} for lugar, mes in cierres]
    cada = 6 if len(cierres) > 2 * MESES_CON_NOMBRE else 3
    return [
        {"lugar": lugar, "nombre": f"{mes.abreviado} {mes.anio % 100:02}"}
        for lugar, mes in cierres
        if (mes.mes - 1) % cada == 0
    ]


def barra(linea: AvanceDeLinea, corte: Mes) -> Datos:
    """Lo ejecutado y lo programado de una línea al corte, y cuánto le falta."""
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
                    pintar(_suma(totales, columna), cerrado=columna.ultimo <= informe.corte)._asdict()
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


def _suma(totales: Sequence[TotalMes | None], columna: _Columna) -> TotalMes | None:
    sumados = [total for lugar in columna.lugares if (total := totales[lugar])]
    return TotalMes(*map(sum, zip(*sumados, strict=True))) if sumados else None
