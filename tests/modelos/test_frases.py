"""Cantidades, porcentajes, meses y fechas, dichos como se dicen en castellano."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos import frases


@pytest.mark.parametrize(
    ("cantidad", "nombre", "frase"),
    [
        (1, "actividad", "1 actividad"),
        (24, "actividad", "24 actividades"),
        (0, "actividad", "Ninguna actividad"),
        (0, "programa", "Ningún programa"),
        (0, "mes", "Ningún mes"),
        (12000, "metro", "12.000 metros"),
    ],
)
def test_las_cantidades_concuerdan_con_su_nombre(cantidad: int, nombre: str, frase: str) -> None:
    assert frases.contar(cantidad, nombre) == frase


def test_dentro_de_una_frase_ninguna_va_con_minuscula() -> None:
    assert frases.contar(0, "línea estratégica", dentro_de_frase=True) == "ninguna línea estratégica"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("línea", "líneas"),
        ("eje", "ejes"),
        ("mes", "meses"),
        ("unidad responsable", "unidades responsables"),
        ("medio de verificación", "medios de verificación"),
        ("observación", "observaciones"),
        ("taller", "talleres"),
        ("vez", "veces"),
        ("requisito", "requisitos"),
        ("interés", "intereses"),
        ("aviso", "avisos"),
        ("sesión del comité", "sesiones del comité"),
        ("mesa  redonda ", "mesas redondas"),
    ],
)
def test_el_plural_se_calcula(singular: str, plural: str) -> None:
    assert frases.plural(singular) == plural


@pytest.mark.parametrize(
    ("elementos", "frase"),
    [
        ([], ""),
        (["aseo"], "aseo"),
        (["aseo", "ornato"], "aseo y ornato"),
        (["aseo", "ornato", "inspección"], "aseo, ornato e inspección"),
        (["agua", "hielo"], "agua y hielo"),
    ],
)
def test_las_enumeraciones_cierran_con_y_o_con_e(elementos: list[str], frase: str) -> None:
    assert frases.enumerar(elementos) == frase


@pytest.mark.parametrize(
    ("parte", "frase"),
    [
        (Fraction(52, 100), "52\u202f%"),
        (Fraction(1, 2000), "1\u202f%"),
        (Fraction(1999, 2000), "99\u202f%"),
        (Fraction(525, 1000), "53\u202f%"),
        (0, "0\u202f%"),
        (1, "100\u202f%"),
    ],
)
def test_el_porcentaje_lleva_espacio_fino_y_se_redondea(parte: Fraction | int, frase: str) -> None:
    assert frases.porcentaje(parte) == frase


@given(st.fractions(0, 1))
def test_solo_lo_completo_es_100_y_solo_la_nada_es_0(parte: Fraction) -> None:
    frase = frases.porcentaje(parte)

    assert (frase == "100\u202f%") == (parte == 1)
    assert (frase == "0\u202f%") == (parte == 0)


@pytest.mark.parametrize(
    ("diferencia", "frase"),
    [
        (Fraction(-21), "−21 pp"),
        (Fraction(-209, 10), "−21 pp"),
        (Fraction(3), "+3 pp"),
        (0, "0 pp"),
        (Fraction(-3, 10), "−0,3 pp"),
        (Fraction(1, 1000), "+0,1 pp"),
    ],
)
def test_los_puntos_llevan_su_signo_y_nunca_se_dice_menos_cero(
    diferencia: Fraction | int, frase: str
) -> None:
    assert frases.puntos(diferencia) == frase


@pytest.mark.parametrize(
    ("cantidad", "frase"),
    [
        (Fraction(14, 10), "1,4 meses"),
        (Fraction(4), "4,0 meses"),
        (Fraction(1, 100), "0,1 meses"),
        (Fraction(1995, 1000), "2,0 meses"),
        (0, "0,0 meses"),
    ],
)
def test_los_meses_llevan_un_decimal_con_coma(cantidad: Fraction | int, frase: str) -> None:
    assert frases.meses(cantidad) == frase


@pytest.mark.parametrize(
    ("cantidad", "frase"),
    [(0, "0"), (999, "999"), (12000, "12.000"), (1234567, "1.234.567"), (-1500, "−1.500")],
)
def test_los_miles_se_separan_con_punto(cantidad: int, frase: str) -> None:
    assert frases.entero(cantidad) == frase


def test_las_fechas_se_escriben_como_en_el_pais() -> None:
    dia = date(2026, 10, 14)

    assert frases.fecha_larga(dia) == "14 de octubre de 2026"
    assert frases.fecha_con_dia(dia) == "miércoles 14 de octubre de 2026"
    assert frases.fecha_corta(date(2026, 4, 3)) == "03-04-2026"


@pytest.mark.parametrize(
    ("cuando", "dicho"),
    [
        (datetime(2026, 10, 14, 9, 5, tzinfo=UTC), "hoy a las 9:05"),
        (datetime(2026, 10, 13, 23, 59, tzinfo=UTC), "ayer a las 23:59"),
        (datetime(2026, 3, 3, 18, 40, tzinfo=UTC), "el 3 de marzo de 2026 a las 18:40"),
    ],
)
def test_cuando_fue_algo_se_dice_respecto_de_hoy(cuando: datetime, dicho: str) -> None:
    assert frases.cuando_fue(cuando, date(2026, 10, 14)) == dicho
