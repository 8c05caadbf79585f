"""La página del concejo en PDF: cómo va el plan, por qué y con qué cifras, en una sola hoja."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from sqlmodel import Session

from datos import reprogramaciones
from datos.exportadores.pdf import componer, nombre_de_simbolo
from datos.exportadores.pedido import Pedido
from modelos.avance import Curva, SinAvance
from modelos.calor import Calor, pintar
from modelos.cronograma_escrito import nombrar_linea
from modelos.dinero import en_moneda
from modelos.frase_de_avance import Cifra, Frase
from modelos.frases import contar, fecha_larga, meses, porcentaje, puntos
from modelos.informe_de_avance import Atrasada, AvanceDeLinea, InformeDeAvance, informar
from modelos.liquidacion import TotalMes
from modelos.meses import Mes
from modelos.paises import papel
from modelos.programacion import nombrar_corte

MESES_CON_NOMBRE = 14
"""Más meses que estos no caben con su nombre cada uno bajo la curva."""
MESES_EN_LA_GRILLA = 24
"""Los que caben legibles en la grilla de calor; con más, va una columna por año."""
SIN_PROGRAMAR_A_LA_VISTA = 6

Datos = dict[str, Any]
"""Lo que recibe la plantilla, como irá en JSON."""


class _Columna(NamedTuple):
    """Los meses que se suman en una columna de la grilla de calor."""

    nombre: str
    lugares: Sequence[int]
    ultimo: Mes


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """El informe al corte, del año y de la línea que se estén mirando."""
    plan = pedido.plan
    traslados = reprogramaciones.del_plan(sesion, plan.id)
    informe = informar(
        plan,
        pedido.hoy,
        traslados,
        corte=pedido.corte,
        anio=pedido.anio,
        linea_id=pedido.filtro.linea_id,
    )
    return escribir(informe, pedido.hoy)


def escribir(informe: InformeDeAvance, hoy: date) -> bytes:
    """El PDF de un informe; lo que no cabe en la hoja se achica, y solo si quedaría ilegible pasa a otra."""
    return componer("avance.typ", _datos(informe, hoy), hoy)


def _datos(informe: InformeDeAvance, hoy: date) -> Datos:
    plan = informe.plan
    con_avance = isinstance(informe.curva, Curva)
    return {
        "papel": papel(plan.pais),
        "horizontal": True,
        "pais": plan.pais,
        "municipalidad": plan.municipalidad,
        "titulo": "Avance del plan",
        "plan": plan.nombre,
        "al_lado": [f"Impreso el {fecha_larga(hoy)}", *_alcance(informe)],
        "leyenda": [
            nombre_de_simbolo(estado) for estado in sorted({una.fila.estado for una in informe.mas_atrasadas})
        ],
        "frase": _frase(informe.frase, falta=_falta(informe.curva, informe.corte)),
        "frase_aprobado": _frase(informe.frase_aprobado, falta=False),
        "curva": _curva(informe),
        "rotulo_de_lineas": f"Por {plan.etiquetas.linea}",
        "lineas": [_linea(linea, informe.corte) for linea in informe.lineas] if con_avance else [],
        "calor": _calor(informe) if con_avance else None,
        "atrasadas": [_atrasada(una) for una in informe.mas_atrasadas],
        "reprogramado": _reprogramado(informe),
        "sin_programar": _sin_programar(informe),
        "presupuesto": _presupuesto(informe),
    }


def _alcance(informe: InformeDeAvance) -> Iterator[str]:
    """La línea y el año, si se eligieron, y el corte."""
    if informe.linea:
        yield f"Solo {nombrar_linea(informe.linea)}"
    if informe.horizonte.anio:
        yield f"Solo el año {informe.horizonte.anio}"
    corte = nombrar_corte(informe.corte, informe.horizonte.inicio)
    yield corte[0].upper() + corte[1:]


def _falta(curva: Curva | SinAvance, corte: Mes) -> bool:
    return isinstance(curva, Curva) and curva.desviacion_al(corte) < 0


def _frase(frase: Frase, *, falta: bool) -> list[Datos]:
    """Los tramos con su énfasis; lo que explica el atraso, que puede ser largo, va en letra menor."""
    nombradas = [lugar for lugar, tramo in enumerate(frase) if tramo.cifra is Cifra.ACTIVIDAD]
    desde = nombradas[0] - 1 if nombradas else len(frase)
    return [
        {"texto": tramo.texto, "atraso": falta and tramo.cifra is Cifra.ATRASO, "menor": lugar >= desde}
        for lugar, tramo in enumerate(frase)
    ]


def _curva(informe: InformeDeAvance) -> Datos | None:
    curva, corte, aprobada = informe.curva, informe.corte, informe.curva_aprobada
    if isinstance(curva, SinAvance):
        return None
    lugar = max(corte.desde(curva.inicio) + 1, 0)
    programado, ejecutado = curva.programado_al(corte), curva.ejecutado_al(corte)
    atraso = curva.atraso_al(corte).meses
    return {
        "programado": _partes(curva.programado, curva.total),
        "ejecutado": _partes(curva.ejecutado[: lugar + 1], curva.total),
        "aprobado": _partes(aprobada.programado, aprobada.total) if aprobada else [],
        "marcas": _marcas(curva),
        "corte": lugar,
        "rotulo_del_corte": f"cierre de {corte.nombre}" if lugar else "",
        "programado_al_corte": float(programado),
        "ejecutado_al_corte": float(ejecutado),
        "dice_programado": f"{porcentaje(programado)} programado",
        "dice_ejecutado": f"{porcentaje(ejecutado)} ejecutado",
        "atraso": float(atraso) if atraso else 0,
        "dice_atraso": meses(atraso) if atraso else "",
        "alternativa": (
            f"Curva de {curva.inicio} a {curva.fin}, {nombrar_corte(corte, curva.inicio)}: "
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


def _linea(linea: AvanceDeLinea, corte: Mes) -> Datos:
    curva = linea.grupo.curva
    if isinstance(curva, SinAvance):
        return {"titulo": linea.titulo, "numeral": linea.fila.numeral, "sin_avance": curva.etiqueta}
    ejecutado, programado = curva.ejecutado_al(corte), curva.programado_al(corte)
    desviacion = curva.desviacion_al(corte)
    return {
        "titulo": linea.titulo,
        "numeral": linea.fila.numeral,
        "sin_avance": "",
        "ejecutado": float(ejecutado),
        "programado": float(programado),
        "dice_ejecutado": porcentaje(ejecutado),
        "dice_programado": porcentaje(programado),
        "desviacion": puntos(desviacion),
        "falta": desviacion < 0,
    }


def _calor(informe: InformeDeAvance) -> Datos:
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
        "claves": [{"calor": calor, "etiqueta": calor.etiqueta} for calor in Calor],
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


def _atrasada(una: Atrasada) -> Datos:
    return {
        "codigo": una.codigo,
        "nombre": una.fila.actividad.nombre.removesuffix("."),
        "responsable": una.responsable,
        "causa": una.causa,
        "proximo_paso": una.proximo_paso,
        "estado": nombre_de_simbolo(una.fila.estado),
        "dice_estado": una.fila.estado.etiqueta,
        "atraso": una.atraso.frase.removesuffix(" de atraso"),
    }


def _reprogramado(informe: InformeDeAvance) -> Datos | None:
    """Cuánto se movió por cada motivo; None si el plan aún no rige."""
    if not informe.plan.vigente:
        return None
    return {
        "titulo": contar(len(informe.traslados), "reprogramación"),
        "motivos": [f"{cuantas} {motivo.etiqueta}" for motivo, cuantas in informe.por_motivo],
    }


def _sin_programar(informe: InformeDeAvance) -> Datos | None:
    fuera = informe.sin_programar
    if not fuera:
        return None
    demas = len(fuera) - SIN_PROGRAMAR_A_LA_VISTA
    return {
        "titulo": f"Sin programar: {len(fuera)}",
        "nombres": [fila.titulo(linea.numeral) for linea, fila in fuera[:SIN_PROGRAMAR_A_LA_VISTA]],
        "demas": f"y {demas} más" if demas > 0 else "",
    }


def _presupuesto(informe: InformeDeAvance) -> list[Datos]:
    suma, pais = informe.presupuesto, informe.plan.pais
    if not suma.hay:
        return []
    return [
        _monto("Planificado", en_moneda(suma.planificado, pais), suma.con_planificado),
        _monto("Gastado", en_moneda(suma.gastado, pais), suma.con_gasto, suma.parte_gastada),
    ]


def _monto(nombre: str, monto: str, actividades: int, parte: Fraction | None = None) -> Datos:
    de_que = f"en {contar(actividades, 'actividad', dentro_de_frase=True)}"
    return {
        "nombre": nombre,
        "monto": f"{monto} ({porcentaje(parte)})" if parte is not None else monto,
        "de_que": de_que,
    }
