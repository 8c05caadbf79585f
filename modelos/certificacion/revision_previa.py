"""La revisión previa: lo que quien audita podría objetar, encontrado antes."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from modelos.arbol import PlanCompleto
from modelos.certificacion.cumplimiento import aplica, cumple, homologado
from modelos.certificacion.estados import ClaseEvidencia, EstadoEvidencia, Gravedad
from modelos.certificacion.proceso import Certificacion, EvidenciaDelPlan
from modelos.estados import A_MEDIAS, ALERTA, APARTE, Estado
from modelos.frases import fecha_corta

PAGINAS_SIN_REFERENCIA = 20
"""Desde más páginas que estas, quien revisa necesita saber en cuáles mirar."""


class Tono(Estado):
    """Cuánto importa un hallazgo."""

    ERROR = ("hallazgo_error", "Error", "■×", ALERTA, "Así no se debe presentar.")
    AVISO = ("hallazgo_aviso", "Aviso", "△!", A_MEDIAS, "Conviene corregirlo antes de presentar.")
    SUGERENCIA = ("hallazgo_sugerencia", "Sugerencia", "○", APARTE, "Ayuda a quien revisa.")


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Algo que objetar, y a qué corresponde."""

    tono: Tono
    frase: str
    requisito_id: int | None = None
    evidencia_id: int | None = None


Regla = Callable[[Certificacion, PlanCompleto, date], Iterator[Hallazgo]]


def revisar(certificacion: Certificacion, plan: PlanCompleto, hoy: date) -> tuple[Hallazgo, ...]:
    """Lo que encuentra cada regla, lo más grave primero."""
    hallados = [hallado for regla in REGLAS for hallado in regla(certificacion, plan, hoy)]
    return tuple(sorted(hallados, key=lambda hallado: hallado.tono.orden))


def _en_uso(certificacion: Certificacion) -> Iterator[EvidenciaDelPlan]:
    return (una for una in certificacion.evidencias if una.estado is not EstadoEvidencia.RETIRADA)


def _cumple_sin_prueba(certificacion: Certificacion, _: PlanCompleto, hoy: date) -> Iterator[Hallazgo]:
    for uno in certificacion.activos:
        suya = certificacion.evidencia_por_requisito.get(uno.id, ())
        probado = homologado(uno) or any(una.prueba(hoy) for una in suya)
        if aplica(uno) and cumple(uno) and not probado:
            frase = f"{uno.codigo} dice que cumple y no tiene evidencia aceptada y vigente."
            yield Hallazgo(Tono.ERROR, frase, requisito_id=uno.id)


def _fuera_del_proceso(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    proceso = certificacion.proceso
    for una in _en_uso(certificacion):
        if una.fecha and una.requisitos and not proceso.comienza <= una.fecha <= proceso.termina:
            frase = f"{una.codigo} es del {fecha_corta(una.fecha)}, fuera del proceso."
            yield Hallazgo(Tono.AVISO, frase, evidencia_id=una.id)


def _acta_sin_asistencia(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    con_asistencia = {
        enlace
        for una in _en_uso(certificacion)
        if una.clase is ClaseEvidencia.LISTA_DE_ASISTENCIA
        for enlace in una.actividades
    }
    for una in _en_uso(certificacion):
        if una.clase is ClaseEvidencia.ACTA and una.actividades and not con_asistencia & set(una.actividades):
            frase = f"{una.codigo} es un acta sin lista de asistencia de la misma actividad y mes."
            yield Hallazgo(Tono.AVISO, frase, evidencia_id=una.id)


def _misma_foto(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    actividades: defaultdict[str, set[int]] = defaultdict(set)
    usos: defaultdict[str, list[EvidenciaDelPlan]] = defaultdict(list)
    for una in _en_uso(certificacion):
        if una.clase is ClaseEvidencia.FOTOGRAFIA and una.actual and una.actual.sha256:
            usos[una.actual.sha256].append(una)
            actividades[una.actual.sha256] |= {enlace.actividad_id for enlace in una.actividades}
    for sha256, suyas in usos.items():
        if len(actividades[sha256]) > 1:
            frase = f"{suyas[0].codigo} es la misma fotografía en {len(actividades[sha256])} actividades."
            yield Hallazgo(Tono.AVISO, frase, evidencia_id=suyas[0].id)


def _vencida(certificacion: Certificacion, _: PlanCompleto, hoy: date) -> Iterator[Hallazgo]:
    for una in _en_uso(certificacion):
        if una.vence and una.vencida(hoy) and (una.requisitos or una.actividades):
            frase = f"{una.codigo} venció el {fecha_corta(una.vence)}."
            yield Hallazgo(Tono.ERROR, frase, evidencia_id=una.id)


def _ilegible(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    for una in _en_uso(certificacion):
        if una.actual and una.actual.ilegible:
            frase = f"{una.codigo} es un PDF en blanco, o que no se pudo leer."
            yield Hallazgo(Tono.ERROR, frase, evidencia_id=una.id)


def _largo_sin_paginas(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    codigos = {uno.id: uno.codigo for uno in certificacion.activos}
    for una in _en_uso(certificacion):
        paginas = una.actual.paginas if una.actual else None
        if not paginas or paginas <= PAGINAS_SIN_REFERENCIA:
            continue
        for enlace in una.requisitos:
            if enlace.requisito_id in codigos and not enlace.paginas:
                cual = codigos[enlace.requisito_id]
                frase = f"{una.codigo} tiene {paginas} páginas: diga cuáles prueban {cual}."
                yield Hallazgo(Tono.SUGERENCIA, frase, enlace.requisito_id, una.id)


def _sin_uso(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    del_proceso = {certificacion.proceso.convenio_id, *(una.informe_id for una in certificacion.auditorias)}
    for una in _en_uso(certificacion):
        if not una.requisitos and not una.actividades and una.id not in del_proceso:
            yield Hallazgo(Tono.SUGERENCIA, f"{una.codigo} no la usa nadie.", evidencia_id=una.id)


def _sin_responsable_o_fecha(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    for uno in certificacion.activos:
        falta = [
            nombre
            for nombre, puesto in (("responsable", uno.unidad_id), ("fecha", uno.comprometido))
            if puesto is None
        ]
        if falta and aplica(uno) and not cumple(uno):
            yield Hallazgo(Tono.AVISO, f"{uno.codigo} no tiene {' ni '.join(falta)}.", requisito_id=uno.id)


def _sin_responder(certificacion: Certificacion, _: PlanCompleto, __: date) -> Iterator[Hallazgo]:
    codigos = {uno.id: uno.codigo for uno in certificacion.requisitos}
    for una in certificacion.observaciones:
        if una.abierta:
            de_que = codigos.get(una.requisito_id or 0, "El proceso")
            tono = Tono.ERROR if una.gravedad is Gravedad.ALTA else Tono.AVISO
            frase = f"{de_que} tiene una observación del {fecha_corta(una.observado_el)} sin responder."
            yield Hallazgo(tono, frase, requisito_id=una.requisito_id)
    for evidencia in certificacion.evidencias:
        if evidencia.estado is EstadoEvidencia.OBSERVADA:
            frase = f"{evidencia.codigo} está observada y no se ha corregido."
            yield Hallazgo(Tono.AVISO, frase, evidencia_id=evidencia.id)


REGLAS: tuple[Regla, ...] = (
    _cumple_sin_prueba,
    _fuera_del_proceso,
    _acta_sin_asistencia,
    _misma_foto,
    _vencida,
    _ilegible,
    _largo_sin_paginas,
    _sin_uso,
    _sin_responsable_o_fecha,
    _sin_responder,
)
