"""Varios planes lado a lado: cómo va cada uno y la oración que los resume."""

from datetime import date

import pytest

from modelos.meses import Mes
from modelos.seguimiento.comparacion_de_planes import Marcha, anios, de_un_anio, marcha, resumir
from modelos.seguimiento.informe_de_avance import InformeDeAvance, informar
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
ATRASADO = {3: 1, 9: 1, 12: 1}, {3: 1}
AL_DIA = {3: 1, 12: 1}, {3: 1}


def informe(programado: dict[int, int], ejecutado: dict[int, int], anio: int = 2026) -> InformeDeAvance:
    suyo = plan(linea(actividad(1, "Taller", programado, ejecutado, anio=anio)), inicio=Mes(anio, 1))
    return informar(suyo, HOY)


@pytest.mark.parametrize(
    ("uno", "como_va"),
    [
        (informe(*ATRASADO), Marcha.ATRASADO),
        (informe(*AL_DIA), Marcha.AL_DIA),
        (informe(*ATRASADO, anio=2024), Marcha.INCOMPLETO),
        (informe({3: 1}, {3: 1}, anio=2024), Marcha.AL_DIA),
        (informe(*ATRASADO, anio=2027), Marcha.POR_COMENZAR),
        (informe({11: 1}, {}), Marcha.POR_COMENZAR),
        (informe({11: 1}, {8: 1}), Marcha.AL_DIA),
        (informe({}, {}), Marcha.SIN_AVANCE),
    ],
)
def test_cada_plan_va_de_una_sola_manera(uno: InformeDeAvance, como_va: Marcha) -> None:
    assert marcha(uno) is como_va


def test_la_oracion_cuenta_los_planes_segun_como_van() -> None:
    assert resumir([informe(*AL_DIA), informe(*ATRASADO), informe(*AL_DIA), informe({}, {})]) == (
        "De 4 planes, 1 va atrasado, 2 van al día y 1 no tiene avance que medir."
    )
    assert resumir([informe(*ATRASADO)]) == "De 1 plan, 1 va atrasado."


def test_un_plan_es_de_todos_los_anios_que_toca() -> None:
    de_dos_anios = informar(plan(inicio=Mes(2025, 7), meses=12), HOY)
    de_2024 = informe(*AL_DIA, anio=2024)

    assert anios([de_2024, de_dos_anios]) == [2026, 2025, 2024]
    assert de_un_anio([de_2024, de_dos_anios], 2026) == [de_dos_anios]
