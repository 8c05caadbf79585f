"""Cuándo termina el proceso y cuánto queda se dice en días y meses que se pueden contar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.certificacion.plazos import MESES_SIN_FUENTE, cuanto_queda, fin_del_plazo, mes_del_proceso

TERMINA = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("comienza", "meses", "termina"),
    [
        (date(2026, 1, 5), 6, date(2026, 7, 5)),
        (date(2026, 3, 5), 11, date(2027, 2, 5)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 10, 31), 45, date(2030, 7, 31)),
    ],
)
def test_termina_la_misma_fecha_o_el_ultimo_dia_si_ese_mes_no_la_tiene(
    comienza: date, meses: int, termina: date
) -> None:
    assert fin_del_plazo(comienza, meses) == termina


def test_si_el_catalogo_no_dice_cuanto_dura_se_propone_un_anio() -> None:
    assert MESES_SIN_FUENTE == 12
    assert fin_del_plazo(date(2026, 1, 5), None) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("hoy", "frase"),
    [
        (date(2026, 4, 11), "quedan 264 días corridos"),
        (date(2026, 12, 30), "queda 1 día corrido"),
        (TERMINA, "termina hoy"),
        (date(2027, 1, 1), "terminó hace 1 día"),
        (date(2027, 1, 3), "terminó hace 3 días"),
    ],
)
def test_lo_que_queda_se_dice_en_dias(hoy: date, frase: str) -> None:
    assert cuanto_queda(TERMINA, hoy) == frase


@pytest.mark.parametrize(
    ("comienza", "termina", "hoy", "mes_y_total"),
    [
        (date(2026, 1, 5), TERMINA, date(2025, 12, 1), (1, 12)),
        (date(2026, 1, 5), TERMINA, date(2026, 1, 5), (1, 12)),
        (date(2026, 1, 5), TERMINA, date(2026, 6, 15), (6, 12)),
        (date(2026, 1, 5), TERMINA, TERMINA, (12, 12)),
        (date(2026, 1, 5), date(2027, 1, 5), date(2027, 1, 5), (12, 12)),
        (date(2026, 1, 5), TERMINA, date(2028, 1, 1), (12, 12)),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 20), (1, 1)),
    ],
)
def test_el_mes_en_que_va_no_sale_del_proceso(
    comienza: date, termina: date, hoy: date, mes_y_total: tuple[int, int]
) -> None:
    assert mes_del_proceso(comienza, termina, hoy) == mes_y_total


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60), st.integers(0, 1_900))
def test_un_plazo_de_tantos_meses_tiene_tantos_meses(comienza: date, meses: int, dias: int) -> None:
    mes, total = mes_del_proceso(comienza, fin_del_plazo(comienza, meses), comienza + timedelta(days=dias))

    assert total == meses
    assert 1 <= mes <= total
