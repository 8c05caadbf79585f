"""Cada regla de la revisión previa encuentra lo suyo, y calla cuando no hay nada que objetar."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modelos.certificacion.estados import ClaseEvidencia, EstadoEvidencia, EstadoResultado, Gravedad
from modelos.certificacion.proceso import AuditoriaDelProceso, Certificacion, EnActividad, EvidenciaDelPlan
from modelos.certificacion.revision_previa import PAGINAS_SIN_REFERENCIA, Tono, revisar
from modelos.meses import Mes
from tests.modelos import planes_completos as de_prueba
from tests.modelos.certificacion.certificaciones import (
    COMIENZA,
    HOY,
    TERMINA,
    un_requisito,
    una_certificacion,
    una_evidencia,
    una_observacion,
    una_revision,
)

PLAN = de_prueba.plan(de_prueba.linea(de_prueba.actividad(1), de_prueba.actividad(2)))
AYER = HOY - timedelta(days=1)
CUMPLE, HOMOLOGADO = EstadoResultado.CUMPLE, EstadoResultado.HOMOLOGADO
NO_EVALUADO = EstadoResultado.NO_EVALUADO
ACEPTADA, RETIRADA = EstadoEvidencia.ACEPTADA, EstadoEvidencia.RETIRADA
EN_MARZO, EN_ABRIL = EnActividad(1, Mes(2026, 3)), EnActividad(1, Mes(2026, 4))
DE_OTRA = EnActividad(2, Mes(2026, 3))


def hallados(certificacion: Certificacion) -> list[tuple[Tono, str]]:
    return [(uno.tono, uno.frase) for uno in revisar(certificacion, PLAN, HOY)]


def con(*evidencias: EvidenciaDelPlan) -> list[tuple[Tono, str]]:
    """Lo hallado con esa evidencia y un requisito sin nada que objetar."""
    return hallados(una_certificacion(un_requisito(), evidencias=evidencias))


def un_acta(*actividades: EnActividad) -> EvidenciaDelPlan:
    return una_evidencia(1, clase=ClaseEvidencia.ACTA, requisitos=(), actividades=actividades)


def una_lista(*actividades: EnActividad, estado: EstadoEvidencia = ACEPTADA) -> EvidenciaDelPlan:
    clase = ClaseEvidencia.LISTA_DE_ASISTENCIA
    return una_evidencia(2, estado, clase, requisitos=(), actividades=actividades)


def una_foto(id_: int, *actividades: EnActividad, sha256: str = "f" * 64) -> EvidenciaDelPlan:
    revision = una_revision(sha256)
    return una_evidencia(id_, clase=ClaseEvidencia.FOTOGRAFIA, actividades=actividades, revision=revision)


def test_decir_que_cumple_sin_evidencia_aceptada_y_vigente_es_error() -> None:
    sin_aceptar = una_evidencia(1, EstadoEvidencia.CARGADA)

    hallado = hallados(una_certificacion(un_requisito(1, CUMPLE), evidencias=(sin_aceptar,)))

    assert hallado == [(Tono.ERROR, "R-1 dice que cumple y no tiene evidencia aceptada y vigente.")]


def test_lo_que_cumple_con_su_evidencia_no_se_objeta() -> None:
    assert hallados(una_certificacion(un_requisito(1, CUMPLE), evidencias=(una_evidencia(),))) == []


@pytest.mark.parametrize(("propio", "auditado"), [(HOMOLOGADO, NO_EVALUADO), (CUMPLE, HOMOLOGADO)])
def test_lo_homologado_no_pide_evidencia_porque_trae_su_referencia(
    propio: EstadoResultado, auditado: EstadoResultado
) -> None:
    assert hallados(una_certificacion(un_requisito(1, propio, auditado))) == []


@pytest.mark.parametrize(
    ("fecha", "frase"),
    [
        (COMIENZA - timedelta(days=1), "EV-0001 es del 04-01-2026, fuera del proceso."),
        (TERMINA + timedelta(days=1), "EV-0001 es del 01-01-2027, fuera del proceso."),
    ],
)
def test_la_evidencia_fechada_fuera_del_proceso_se_avisa(fecha: date, frase: str) -> None:
    assert con(una_evidencia(fecha=fecha)) == [(Tono.AVISO, frase)]


@pytest.mark.parametrize("fecha", [None, COMIENZA, TERMINA])
def test_la_evidencia_de_dentro_del_proceso_o_sin_fecha_no_se_avisa(fecha: date | None) -> None:
    assert con(una_evidencia(fecha=fecha)) == []


@pytest.mark.parametrize(
    "evidencias",
    [
        (un_acta(EN_MARZO),),
        (un_acta(EN_MARZO), una_lista(EN_ABRIL)),
        (un_acta(EN_MARZO), una_lista(DE_OTRA)),
        (un_acta(EN_MARZO), una_lista(EN_MARZO, estado=RETIRADA)),
    ],
)
def test_un_acta_sin_su_lista_de_asistencia_se_avisa(evidencias: tuple[EvidenciaDelPlan, ...]) -> None:
    frase = "EV-0001 es un acta sin lista de asistencia de la misma actividad y mes."

    assert con(*evidencias) == [(Tono.AVISO, frase)]


def test_un_acta_con_la_lista_de_su_actividad_y_mes_no_se_avisa() -> None:
    assert con(un_acta(EN_MARZO), una_lista(EN_MARZO)) == []


@pytest.mark.parametrize(
    "fotos",
    [(una_foto(1, EN_MARZO), una_foto(2, DE_OTRA)), (una_foto(1, EN_MARZO, DE_OTRA),)],
)
def test_la_misma_fotografia_en_dos_actividades_se_avisa_una_vez(fotos: tuple[EvidenciaDelPlan, ...]) -> None:
    assert con(*fotos) == [(Tono.AVISO, "EV-0001 es la misma fotografía en 2 actividades.")]


@pytest.mark.parametrize(
    "fotos",
    [
        (una_foto(1, EN_MARZO), una_foto(2, DE_OTRA, sha256="e" * 64)),
        (una_foto(1, EN_MARZO, EN_ABRIL),),
    ],
)
def test_otra_fotografia_o_la_misma_en_dos_meses_no_se_avisa(fotos: tuple[EvidenciaDelPlan, ...]) -> None:
    assert con(*fotos) == []


def test_la_evidencia_vencida_en_uso_es_error() -> None:
    assert con(una_evidencia(vence=AYER)) == [(Tono.ERROR, "EV-0001 venció el 14-06-2026.")]


def test_la_que_vence_hoy_y_la_retirada_no_son_error() -> None:
    assert con(una_evidencia(1, vence=HOY), una_evidencia(2, RETIRADA, vence=AYER)) == []


def test_un_pdf_ilegible_es_error() -> None:
    ilegible = una_evidencia(revision=una_revision(ilegible=True))

    assert con(ilegible) == [(Tono.ERROR, "EV-0001 es un PDF en blanco, o que no se pudo leer.")]


def test_un_pdf_ilegible_que_ya_se_cambio_no_es_error() -> None:
    ilegible = una_evidencia(revision=una_revision(ilegible=True))
    cambiada = replace(ilegible, revisiones=(*ilegible.revisiones, una_revision("b" * 64)))

    assert con(cambiada) == []


def test_de_un_documento_largo_se_piden_las_paginas() -> None:
    largo = una_evidencia(revision=una_revision(paginas=PAGINAS_SIN_REFERENCIA + 1))

    assert con(largo) == [(Tono.SUGERENCIA, "EV-0001 tiene 21 páginas: diga cuáles prueban R-1.")]


@pytest.mark.parametrize(("cuantas", "paginas"), [(PAGINAS_SIN_REFERENCIA, ""), (200, "pp. 3–5")])
def test_de_uno_corto_o_con_sus_paginas_no_se_piden(cuantas: int, paginas: str) -> None:
    assert con(una_evidencia(paginas=paginas, revision=una_revision(paginas=cuantas))) == []


def test_la_evidencia_que_nadie_usa_se_dice() -> None:
    assert con(una_evidencia(requisitos=())) == [(Tono.SUGERENCIA, "EV-0001 no la usa nadie.")]


def test_el_convenio_y_el_informe_de_una_auditoria_si_se_usan() -> None:
    sueltas = (una_evidencia(1, requisitos=()), una_evidencia(2, requisitos=()))
    certificacion = una_certificacion(un_requisito(), evidencias=sueltas)
    con_su_uso = replace(
        certificacion,
        proceso=replace(certificacion.proceso, convenio_id=1),
        auditorias=(AuditoriaDelProceso(1, 1, HOY, informe_id=2),),
    )

    assert hallados(con_su_uso) == []


@pytest.mark.parametrize(
    ("unidad_id", "comprometido", "frase"),
    [
        (None, TERMINA, "R-1 no tiene responsable."),
        (1, None, "R-1 no tiene fecha."),
        (None, None, "R-1 no tiene responsable ni fecha."),
    ],
)
def test_un_requisito_abierto_sin_responsable_o_sin_fecha_se_avisa(
    unidad_id: int | None, comprometido: date | None, frase: str
) -> None:
    requisito = un_requisito(unidad_id=unidad_id, comprometido=comprometido)

    assert hallados(una_certificacion(requisito)) == [(Tono.AVISO, frase)]


def test_de_lo_que_ya_cumple_no_se_pide_responsable_ni_fecha() -> None:
    requisito = un_requisito(1, CUMPLE, unidad_id=None, comprometido=None)

    assert hallados(una_certificacion(requisito, evidencias=(una_evidencia(),))) == []


@pytest.mark.parametrize(
    ("gravedad", "tono"),
    [(Gravedad.ALTA, Tono.ERROR), (Gravedad.MEDIA, Tono.AVISO), (Gravedad.BAJA, Tono.AVISO)],
)
def test_lo_observado_sin_responder_pesa_segun_su_gravedad(gravedad: Gravedad, tono: Tono) -> None:
    certificacion = una_certificacion(un_requisito(), observaciones=(una_observacion(gravedad=gravedad),))

    assert hallados(certificacion) == [(tono, "R-1 tiene una observación del 04-05-2026 sin responder.")]


def test_lo_observado_del_proceso_entero_tambien_se_dice() -> None:
    certificacion = una_certificacion(un_requisito(), observaciones=(una_observacion(requisito_id=None),))

    assert hallados(certificacion) == [
        (Tono.AVISO, "El proceso tiene una observación del 04-05-2026 sin responder.")
    ]


def test_lo_observado_y_respondido_no_se_dice() -> None:
    respondida = una_observacion(gravedad=Gravedad.ALTA, respondida_el=HOY)

    assert hallados(una_certificacion(un_requisito(), observaciones=(respondida,))) == []


def test_la_evidencia_observada_sin_corregir_se_avisa() -> None:
    observada = una_evidencia(1, EstadoEvidencia.OBSERVADA)

    assert con(observada) == [(Tono.AVISO, "EV-0001 está observada y no se ha corregido.")]


def test_lo_mas_grave_va_primero_y_cada_hallazgo_dice_de_que_es() -> None:
    certificacion = una_certificacion(
        un_requisito(1, unidad_id=None),
        evidencias=(una_evidencia(7, requisitos=()), una_evidencia(8, vence=AYER)),
    )

    revisados = revisar(certificacion, PLAN, HOY)

    assert [(uno.tono, uno.requisito_id, uno.evidencia_id) for uno in revisados] == [
        (Tono.ERROR, None, 8),
        (Tono.AVISO, 1, None),
        (Tono.SUGERENCIA, None, 7),
    ]
