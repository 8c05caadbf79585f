"""Cuánto se cumple se cuenta sin favores, y del nivel solo se dice lo que se puede sostener."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.cumplimiento import Afirmacion, afirmar, contar, cumple, formula, por_linea
from modelos.certificacion.estados import EstadoResultado, ResultadoDelProceso
from modelos.certificacion.proceso import Certificacion
from modelos.frases import ESPACIO_FINO
from tests.modelos import planes_completos as de_prueba
from tests.modelos.certificacion.certificaciones import (
    certificaciones,
    cumplidos,
    un_requisito,
    una_certificacion,
)

CUMPLE, PARCIAL, NO_CUMPLE = EstadoResultado.CUMPLE, EstadoResultado.PARCIAL, EstadoResultado.NO_CUMPLE
NO_APLICA, HOMOLOGADO = EstadoResultado.NO_APLICA, EstadoResultado.HOMOLOGADO
NO_EVALUADO = EstadoResultado.NO_EVALUADO
EN_CONDICIONES = "En condiciones de presentar el nivel Básica"
AUN_NO = "Aún no está en condiciones de presentar el nivel Básica"
SIN_FUENTE = "el porcentaje mínimo de Básica no tiene fuente confirmada"


def dicho(certificacion: Certificacion) -> str:
    """La frase, con espacios comunes."""
    return afirmar(certificacion, "Básica").frase.replace(ESPACIO_FINO, " ")


def test_sin_nada_aplicable_no_hay_porcentajes() -> None:
    cuenta = contar([un_requisito(1, NO_APLICA), un_requisito(2, CUMPLE, desactivado="Es de otro nivel")])

    assert (cuenta.aplicables, cuenta.no_aplican, cuenta.desactivados) == (0, 1, 1)
    assert (cuenta.evaluado, cuenta.cumplimiento, cuenta.indicador_interno) == (None, None, None)
    assert formula(cuenta) == "ningún requisito aplica"


def test_sin_nada_evaluado_no_se_cumple_nada() -> None:
    cuenta = contar([un_requisito(1), un_requisito(2)])

    assert cuenta.evaluado == cuenta.cumplimiento == cuenta.indicador_interno == 0


def test_lo_homologado_cuenta_y_lo_parcial_no() -> None:
    resultados = [*[CUMPLE] * 3, HOMOLOGADO, PARCIAL, *[NO_CUMPLE] * 2, *[NO_EVALUADO] * 3]

    cuenta = contar(un_requisito(n, resultado) for n, resultado in enumerate(resultados))

    assert cuenta.cumplimiento == Fraction(4, 10)
    assert cuenta.evaluado == Fraction(7, 10)
    assert formula(cuenta) == f"(3 cumplen + 1 homologado) ÷ 10 aplicables = 40{ESPACIO_FINO}%"


def test_la_suma_de_uno_solo_se_dice_en_singular() -> None:
    assert formula(contar([un_requisito(1, CUMPLE)])) == f"1 cumple ÷ 1 aplicable = 100{ESPACIO_FINO}%"


def test_el_peso_y_el_medio_punto_solo_van_en_el_indicador_interno() -> None:
    cuenta = contar([un_requisito(1, CUMPLE, peso=3), un_requisito(2, PARCIAL), un_requisito(3, NO_CUMPLE)])

    assert cuenta.indicador_interno == Fraction(7, 10)
    assert cuenta.cumplimiento == Fraction(1, 3)


def test_sin_ningun_peso_no_hay_indicador_interno() -> None:
    assert contar([un_requisito(1, CUMPLE, peso=0)]).indicador_interno is None


@pytest.mark.parametrize(
    ("propio", "auditado", "cuenta_como_cumplido"),
    [
        (CUMPLE, NO_EVALUADO, True),
        (CUMPLE, NO_CUMPLE, False),
        (CUMPLE, PARCIAL, False),
        (HOMOLOGADO, NO_CUMPLE, False),
        (NO_CUMPLE, CUMPLE, True),
        (NO_APLICA, CUMPLE, True),
    ],
)
def test_si_quien_audita_ya_se_pronuncio_manda_lo_que_dijo(
    propio: EstadoResultado, auditado: EstadoResultado, cuenta_como_cumplido: bool
) -> None:
    requisito = un_requisito(1, propio, auditado)

    assert cumple(requisito) is cuenta_como_cumplido
    assert contar([requisito]).cumplimiento == int(cuenta_como_cumplido)


def test_lo_que_quien_audita_dice_que_no_aplica_sale_de_la_cuenta() -> None:
    cuenta = contar([un_requisito(1, NO_CUMPLE, NO_APLICA), un_requisito(2, CUMPLE)])

    assert (cuenta.aplicables, cuenta.no_aplican) == (1, 1)
    assert cuenta.cumplimiento == 1


@given(certificaciones())
def test_los_porcentajes_van_de_cero_a_uno_y_las_partes_suman_el_todo(certificacion: Certificacion) -> None:
    cuenta = contar(certificacion.requisitos)

    sumados = cuenta.logrados + cuenta.parciales + cuenta.no_cumplen
    assert sumados == cuenta.evaluados <= cuenta.aplicables
    assert cuenta.aplicables + cuenta.no_aplican + cuenta.desactivados == len(certificacion.requisitos)
    assert 0 <= (cuenta.cumplimiento or 0) <= (cuenta.evaluado or 0) <= 1
    assert 0 <= (cuenta.indicador_interno or 0) <= 1


@pytest.mark.parametrize(
    ("cumplen", "de", "minimo", "afirmacion", "frase"),
    [
        (
            19, 20, 90, Afirmacion.EN_CONDICIONES,
            f"{EN_CONDICIONES}: se cumple el 95 % de lo aplicable y se exige el 90 %.",
        ),
        (
            9, 10, 90, Afirmacion.EN_CONDICIONES,  # justo el mínimo alcanza
            f"{EN_CONDICIONES}: se cumple el 90 % de lo aplicable y se exige el 90 %.",
        ),
        (
            8, 9, 89, Afirmacion.AUN_NO,  # 88,9 % se lee 89 %, pero no llega
            f"{AUN_NO}: se cumple el 89 % de lo aplicable y se exige el 89 %.",
        ),
        (
            10, 10, None, Afirmacion.NO_SE_PUEDE_AFIRMAR,
            f"No se puede afirmar: se cumple el 100 % de lo aplicable, y {SIN_FUENTE}.",
        ),
        (0, 0, 90, Afirmacion.SIN_DATOS, "Sin datos: ningún requisito aplica todavía."),
    ],
)  # fmt: skip
def test_se_afirma_solo_lo_que_la_cuenta_y_el_minimo_sostienen(
    cumplen: int, de: int, minimo: int | None, afirmacion: Afirmacion, frase: str
) -> None:
    certificacion = una_certificacion(*cumplidos(cumplen, de), minimo=minimo)

    assert afirmar(certificacion, "Básica").afirmacion is afirmacion
    assert dicho(certificacion) == frase


@pytest.mark.parametrize(
    ("certeza", "final"),
    [
        (Certeza.CONFIRMADO, "se exige el 90 %."),
        (Certeza.UNA_FUENTE, "se exige el 90 %, según una sola fuente."),
        (Certeza.PROPUESTO, "se exige el 90 %, que es una propuesta."),
    ],
)
def test_el_minimo_se_dice_con_su_certeza(certeza: Certeza, final: str) -> None:
    assert dicho(una_certificacion(*cumplidos(1, 1), certeza=certeza)).endswith(final)


@pytest.mark.parametrize(
    ("resultado", "comienzo"),
    [
        (ResultadoDelProceso.OTORGADO, "El ministerio otorgó el nivel Básica el 1 de junio de 2026. "),
        (ResultadoDelProceso.NO_OTORGADO, "El ministerio no otorgó el nivel Básica el 1 de junio de 2026. "),
    ],
)
def test_lo_que_resolvio_el_ministerio_va_primero(resultado: ResultadoDelProceso, comienzo: str) -> None:
    certificacion = una_certificacion(*cumplidos(1, 2))
    proceso = replace(certificacion.proceso, resultado=resultado, resultado_el=date(2026, 6, 1))

    assert dicho(replace(certificacion, proceso=proceso)).startswith(comienzo)


@given(certificaciones())
def test_nunca_se_dice_que_el_nivel_se_alcanzo(certificacion: Certificacion) -> None:
    frase = dicho(certificacion).lower()

    assert not any(palabra in frase for palabra in ("alcanz", "logr", "otorg", "obtuv"))


def test_un_requisito_cuenta_en_cada_linea_que_trabaja_por_el() -> None:
    plan = de_prueba.plan(
        de_prueba.linea(de_prueba.actividad(1), de_prueba.actividad(2), id_=1),
        de_prueba.linea(de_prueba.actividad(3), id_=2),
        de_prueba.linea(de_prueba.actividad(4), id_=3),
    )
    en_dos = un_requisito(1, CUMPLE, actividades=(1, 2, 3))
    en_una = un_requisito(2, PARCIAL, actividades=(2,))
    en_ninguna = un_requisito(3, actividades=(99,))

    lineas = por_linea(una_certificacion(en_dos, en_una, en_ninguna), plan)

    assert [(uno.linea and uno.linea.id, uno.cuenta.cumplimiento, uno.abiertos) for uno in lineas] == [
        (1, Fraction(1, 2), (en_una,)),
        (2, Fraction(1), ()),
        (None, Fraction(0), (en_ninguna,)),
    ]
