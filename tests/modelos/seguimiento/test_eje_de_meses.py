"""Qué meses se nombran bajo una curva según lo largo que sea el plan."""

import pytest

from modelos.meses import Mes
from modelos.seguimiento.avance import Curva
from modelos.seguimiento.eje_de_meses import marcas

ENERO = Mes(2026, 1)


def nombrados(meses: int, inicio: Mes = ENERO) -> list[tuple[int, str]]:
    return marcas(Curva(inicio, (0,) * meses + (1,), (0,) * (meses + 1), 1))


def test_en_un_plan_de_un_anio_se_nombran_todos_desde_su_primer_cierre() -> None:
    nombres = nombrados(12)

    assert len(nombres) == 12
    assert (nombres[0], nombres[-1]) == ((1, "Ene"), (12, "Dic"))


@pytest.mark.parametrize(
    ("meses", "inicio", "nombres"),
    [
        (15, Mes(2025, 11), ["Ene 26", "Abr 26", "Jul 26", "Oct 26", "Ene 27"]),
        (36, Mes(2025, 3), ["Jul 25", "Ene 26", "Jul 26", "Ene 27", "Jul 27", "Ene 28"]),
    ],
)
def test_en_uno_largo_solo_los_que_abren_trimestre_o_semestre(
    meses: int, inicio: Mes, nombres: list[str]
) -> None:
    assert [nombre for _, nombre in nombrados(meses, inicio)] == nombres
