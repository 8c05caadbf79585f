"""Programar o correr los meses de varias actividades a la vez."""

import pytest

from modelos.calendario.programacion_en_lote import Correr, UnoPorMes
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes

ENERO, DICIEMBRE = Mes(2026, 1), Mes(2026, 12)


def test_programar_de_una_vez_pone_uno_por_mes_y_reemplaza_lo_que_habia() -> None:
    despues = UnoPorMes(Mes(2026, 3), Mes(2026, 5)).aplicar({Mes(2026, 1): 4}, ENERO, DICIEMBRE)

    assert despues == {Mes(2026, 3): 1, Mes(2026, 4): 1, Mes(2026, 5): 1}


def test_programar_al_reves_o_fuera_del_plan_se_niega() -> None:
    with pytest.raises(ErrorDeDominio, match="es antes de"):
        UnoPorMes(Mes(2026, 5), Mes(2026, 3)).aplicar({}, ENERO, DICIEMBRE)
    with pytest.raises(ErrorDeDominio, match="el plan va de enero de 2026 a diciembre de 2026"):
        UnoPorMes(Mes(2026, 5), Mes(2027, 1)).aplicar({}, ENERO, DICIEMBRE)


def test_correr_lleva_las_mismas_cantidades_a_otros_meses() -> None:
    assert Correr(2).aplicar({Mes(2026, 1): 4, Mes(2026, 2): 0}, ENERO, DICIEMBRE) == {Mes(2026, 3): 4}


def test_correr_se_niega_si_algo_cae_fuera_del_plan() -> None:
    with pytest.raises(ErrorDeDominio, match="quedaría en enero de 2027"):
        Correr(1).aplicar({DICIEMBRE: 1}, ENERO, DICIEMBRE)
