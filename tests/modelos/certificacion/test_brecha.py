"""Lo que falta se dice con su causa, en el orden en que apremia, y con el ritmo que pide."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from modelos.certificacion.brecha import Causa, abiertos, ritmo_necesario
from modelos.certificacion.cumplimiento import Afirmacion, aplica, cumple
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado
from modelos.certificacion.proceso import Certificacion, EvidenciaDelPlan
from modelos.certificacion.revision_previa import Tono
from modelos.estados import Estado
from modelos.formas_de_estado import FORMAS
from tests.modelos.certificacion.certificaciones import (
    HOY,
    certificaciones,
    cumplidos,
    un_requisito,
    una_certificacion,
    una_evidencia,
    una_observacion,
)

AYER = HOY - timedelta(days=1)
CUMPLE, PARCIAL, NO_CUMPLE = EstadoResultado.CUMPLE, EstadoResultado.PARCIAL, EstadoResultado.NO_CUMPLE
PROPIOS = (Afirmacion, Causa, Tono)
SIN_MINIMO = "para cumplirlos todos, porque el mínimo no está confirmado"


def causas(certificacion: Certificacion) -> tuple[Causa, ...]:
    """Las del único requisito abierto."""
    [abierto] = abiertos(certificacion, HOY)
    return abierto.causas


@pytest.mark.parametrize(
    ("evidencias", "esperadas"),
    [
        ((), (Causa.SIN_EVIDENCIA,)),
        ((una_evidencia(1, EstadoEvidencia.RETIRADA),), (Causa.SIN_EVIDENCIA,)),
        ((una_evidencia(1, EstadoEvidencia.BORRADOR),), (Causa.SIN_EVIDENCIA,)),
        ((una_evidencia(1, EstadoEvidencia.CARGADA),), (Causa.SIN_ACEPTAR,)),
        ((una_evidencia(1, EstadoEvidencia.OBSERVADA),), (Causa.OBSERVADA,)),
        ((una_evidencia(1, vence=AYER),), (Causa.EVIDENCIA_VENCIDA,)),
        ((una_evidencia(1, vence=HOY),), (Causa.SIN_EVALUAR,)),
        ((una_evidencia(1, vence=AYER), una_evidencia(2)), (Causa.SIN_EVALUAR,)),
        (
            (una_evidencia(1, vence=AYER), una_evidencia(2, EstadoEvidencia.CARGADA)),
            (Causa.EVIDENCIA_VENCIDA, Causa.SIN_ACEPTAR),
        ),
        ((una_evidencia(1),), (Causa.SIN_EVALUAR,)),
    ],
)
def test_la_causa_es_la_de_su_evidencia(
    evidencias: tuple[EvidenciaDelPlan, ...], esperadas: tuple[Causa, ...]
) -> None:
    assert causas(una_certificacion(un_requisito(), evidencias=evidencias)) == esperadas


def test_lo_comprometido_para_hoy_aun_no_pasa() -> None:
    de_ayer, de_hoy = un_requisito(comprometido=AYER), un_requisito(comprometido=HOY)

    assert causas(una_certificacion(de_ayer)) == (Causa.FECHA_PASADA, Causa.SIN_EVIDENCIA)
    assert causas(una_certificacion(de_hoy)) == (Causa.SIN_EVIDENCIA,)


def test_sin_unidad_nadie_responde() -> None:
    sin_unidad = un_requisito(unidad_id=None)

    assert causas(una_certificacion(sin_unidad)) == (Causa.SIN_RESPONSABLE, Causa.SIN_EVIDENCIA)


def test_una_observacion_respondida_ya_no_lo_tiene_abierto() -> None:
    evidencias = (una_evidencia(),)
    abierta, respondida = una_observacion(), una_observacion(respondida_el=HOY)

    con_abierta = una_certificacion(un_requisito(), evidencias=evidencias, observaciones=(abierta,))
    con_respondida = una_certificacion(un_requisito(), evidencias=evidencias, observaciones=(respondida,))

    assert causas(con_abierta) == (Causa.OBSERVADA, Causa.SIN_EVALUAR)
    assert causas(con_respondida) == (Causa.SIN_EVALUAR,)


@pytest.mark.parametrize(
    ("propio", "auditado"),
    [
        (PARCIAL, EstadoResultado.NO_EVALUADO),
        (NO_CUMPLE, EstadoResultado.NO_EVALUADO),
        (CUMPLE, NO_CUMPLE),
        (CUMPLE, PARCIAL),
    ],
)
def test_lo_que_no_cumple_del_todo_esta_abierto_aunque_tenga_evidencia(
    propio: EstadoResultado, auditado: EstadoResultado
) -> None:
    certificacion = una_certificacion(un_requisito(1, propio, auditado), evidencias=(una_evidencia(),))

    assert causas(certificacion) == (Causa.NO_CUMPLE,)


def test_va_primero_lo_que_mas_apremia_y_despues_lo_que_vence_antes() -> None:
    certificacion = una_certificacion(
        un_requisito(1, comprometido=None),
        un_requisito(2, comprometido=date(2026, 9, 1)),
        un_requisito(3, comprometido=date(2026, 8, 1)),
        un_requisito(4, comprometido=date(2026, 8, 1)),
        un_requisito(5, unidad_id=None),
        un_requisito(6, comprometido=AYER),
    )

    orden = [(uno.requisito.id, uno.principal) for uno in abiertos(certificacion, HOY)]

    assert orden == [
        (6, Causa.FECHA_PASADA),
        (5, Causa.SIN_RESPONSABLE),
        (3, Causa.SIN_EVIDENCIA),
        (4, Causa.SIN_EVIDENCIA),
        (2, Causa.SIN_EVIDENCIA),
        (1, Causa.SIN_EVIDENCIA),
    ]


@given(certificaciones())
def test_estan_abiertos_justo_los_que_aplican_y_no_cumplen(certificacion: Certificacion) -> None:
    hallados = abiertos(certificacion, HOY)

    esperados = {uno.id for uno in certificacion.requisitos if aplica(uno) and not cumple(uno)}
    assert {uno.requisito.id for uno in hallados} == esperados
    assert all(uno.causas for uno in hallados)


@pytest.mark.parametrize(
    ("cumplen", "minimo", "hoy", "frase"),
    [
        (
            3, 90, date(2026, 10, 1),
            "Faltan 6 requisitos para llegar al mínimo: 2,0 por mes en los 3 meses que quedan.",
        ),
        (
            8, 90, date(2026, 12, 31),
            "Falta 1 requisito para llegar al mínimo: 1,0 por mes en el mes que queda.",
        ),
        (
            8, None, date(2026, 9, 1),
            f"Faltan 2 requisitos {SIN_MINIMO}: 0,5 por mes en los 4 meses que quedan.",
        ),
        (8, 85, date(2027, 1, 1), "Falta 1 requisito para llegar al mínimo, y el plazo ya terminó."),
        (9, 90, HOY, "Ya se llega al mínimo."),
        (10, None, HOY, "No falta ninguno."),
    ],
)  # fmt: skip
def test_el_ritmo_dice_cuantos_por_mes_y_para_que(
    cumplen: int, minimo: int | None, hoy: date, frase: str
) -> None:
    certificacion = una_certificacion(*cumplidos(cumplen, 10), minimo=minimo)

    assert ritmo_necesario(certificacion, hoy).frase == frase


def test_si_nada_aplica_no_se_dice_que_se_llega_al_minimo() -> None:
    ritmo = ritmo_necesario(una_certificacion(un_requisito(1, EstadoResultado.NO_APLICA)), HOY)

    assert (ritmo.faltan, ritmo.frase) == (0, "Sin datos: ningún requisito aplica todavía.")


@given(certificaciones())
def test_con_los_que_faltan_se_llega_al_minimo_y_con_uno_menos_no(certificacion: Certificacion) -> None:
    proceso = replace(certificacion.proceso, minimo=certificacion.proceso.minimo or 100)
    certificacion = replace(certificacion, proceso=proceso)
    aplicables = sum(map(aplica, certificacion.requisitos))
    logrados = sum(aplica(uno) and cumple(uno) for uno in certificacion.requisitos)

    faltan = ritmo_necesario(certificacion, HOY).faltan

    assert 100 * (logrados + faltan) >= (proceso.minimo or 100) * aplicables
    assert not faltan or 100 * (logrados + faltan - 1) < (proceso.minimo or 100) * aplicables


@pytest.mark.parametrize("catalogo", PROPIOS)
def test_cada_estado_se_distingue_por_su_nombre_y_se_explica(catalogo: type[Estado]) -> None:
    assert len({estado.etiqueta for estado in catalogo}) == len(catalogo)
    assert all(re.fullmatch(r"[A-ZÁÉÍÓÚ][^.]+\.", estado.significado) for estado in catalogo)


def test_ninguno_se_confunde_con_un_estado_de_otro_catalogo() -> None:
    valores = [estado.value for catalogo in Estado.__subclasses__() for estado in catalogo]

    assert len(set(valores)) == len(valores)


@pytest.mark.parametrize("estado", [*Causa, *Tono])
def test_cada_causa_y_cada_tono_tienen_su_forma(estado: Estado) -> None:
    assert estado in FORMAS
