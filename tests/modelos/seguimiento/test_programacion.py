"""El horizonte, el corte y las filas de la base llevadas a programaciones."""

from datetime import date
from fractions import Fraction

import pytest

from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.seguimiento.programacion import (
    Horizonte,
    acotar,
    corte_por_omision,
    nombrar_corte,
    peso_exacto,
)

ENERO, DICIEMBRE = Mes(2026, 1), Mes(2026, 12)


@pytest.mark.parametrize(
    ("hoy", "corte"),
    [
        (date(2026, 10, 14), Mes(2026, 9)),
        (date(2026, 10, 31), Mes(2026, 9)),
        (date(2026, 11, 1), Mes(2026, 10)),
        (date(2026, 1, 31), Mes(2025, 12)),
    ],
)
def test_el_corte_es_el_ultimo_mes_completo(hoy: date, corte: Mes) -> None:
    assert corte_por_omision(hoy, ENERO, DICIEMBRE) == corte


def test_el_corte_no_sale_del_plan() -> None:
    antes = corte_por_omision(date(2024, 5, 1), ENERO, DICIEMBRE)
    despues = corte_por_omision(date(2028, 5, 1), ENERO, DICIEMBRE)

    assert antes == Mes(2025, 12)
    assert despues == DICIEMBRE


def test_un_corte_elegido_se_lleva_dentro_del_plan() -> None:
    assert acotar(Mes(2030, 1), ENERO, DICIEMBRE) == DICIEMBRE
    assert acotar(Mes(2020, 1), ENERO, DICIEMBRE) == Mes(2025, 12)
    assert acotar(Mes(2026, 6), ENERO, DICIEMBRE) == Mes(2026, 6)


def test_el_corte_se_nombra() -> None:
    assert nombrar_corte(Mes(2026, 9), ENERO) == "al cierre de septiembre de 2026"
    assert nombrar_corte(Mes(2025, 12), ENERO) == "antes de comenzar, en enero de 2026"


def test_el_anio_elegido_toma_solo_sus_meses_del_plan() -> None:
    plan = Horizonte(Mes(2025, 7), Mes(2027, 6))

    assert list(plan.anios) == [2025, 2026, 2027]
    assert plan.del_anio(2025) == Horizonte(Mes(2025, 7), Mes(2025, 12), 2025)
    assert plan.del_anio(2026) == Horizonte(Mes(2026, 1), Mes(2026, 12), 2026)
    assert plan.del_anio(2027) == Horizonte(Mes(2027, 1), Mes(2027, 6), 2027)


def test_un_anio_ajeno_al_plan_se_rechaza_y_se_dice() -> None:
    with pytest.raises(ErrorDeDominio, match="no tiene meses en 2030"):
        Horizonte(ENERO, DICIEMBRE).del_anio(2030)


def test_un_peso_de_un_decimo_es_un_decimo() -> None:
    assert peso_exacto(0.1) == Fraction(1, 10)
    assert peso_exacto(3) == 3
