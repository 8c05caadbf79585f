"""Los tramos de la grilla de calor, y la fracción que va escrita en cada celda."""

import pytest

from modelos.meses import Mes, periodo
from modelos.seguimiento.calor import VACIA, Calor, CeldaDeCalor, pintar, por_trimestre, sumar
from modelos.seguimiento.liquidacion import TotalMes


@pytest.mark.parametrize(
    ("programado", "saldado", "calor"),
    [
        (4, 4, Calor.TODO),
        (4, 3, Calor.TRES_CUARTOS),
        (200, 149, Calor.MITAD),
        (4, 2, Calor.MITAD),
        (200, 99, Calor.MENOS),
        (4, 0, Calor.NADA),
    ],
)
def test_un_mes_cerrado_se_pinta_por_lo_ejecutado(programado: int, saldado: int, calor: Calor) -> None:
    celda = pintar(TotalMes(programado, saldado, 0), cerrado=True)

    assert celda == CeldaDeCalor(calor, f"{saldado}/{programado}", "")


def test_un_mes_por_venir_dice_lo_programado_y_lo_que_ya_se_adelanto() -> None:
    assert pintar(TotalMes(5, 0, 0), cerrado=False) == CeldaDeCalor(Calor.POR_VENIR, "5", "")
    assert pintar(TotalMes(5, 2, 0), cerrado=False) == CeldaDeCalor(Calor.POR_VENIR, "2/5", "")


def test_lo_fuera_de_programa_va_aparte_y_no_se_pinta() -> None:
    assert pintar(TotalMes(0, 0, 1), cerrado=True) == CeldaDeCalor(None, "", "+1")
    assert pintar(TotalMes(2, 2, 1), cerrado=True) == CeldaDeCalor(Calor.TODO, "2/2", "+1")


def test_un_mes_sin_nada_queda_vacio() -> None:
    assert pintar(None, cerrado=True) == VACIA


def test_los_meses_se_juntan_por_trimestre_del_calendario() -> None:
    meses = periodo(Mes(2026, 2), 7)

    assert por_trimestre(meses) == [[0, 1], [2, 3, 4], [5, 6]]


def test_un_trimestre_suma_sus_meses_y_sin_nada_queda_vacio() -> None:
    totales = [TotalMes(2, 1, 0), None, TotalMes(3, 3, 1)]

    assert sumar(totales, [0, 1, 2]) == TotalMes(5, 4, 1)
    assert sumar(totales, [1]) is None
