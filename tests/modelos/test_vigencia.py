"""El período de un plan, su puesta en vigencia, y lo que se programa o corre de una vez."""

from dataclasses import replace

import pytest

from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.vigencia import (
    DatosDelPlan,
    MesOcupado,
    Preparacion,
    comprobar_periodo,
    comprobar_puesta_en_vigencia,
    comprobar_traslado_de_todo,
    meses_hasta_el_siguiente,
    nombre_del_siguiente,
)

ENERO, DICIEMBRE = Mes(2026, 1), Mes(2026, 12)
DATOS = DatosDelPlan("Plan", "La Serena", anio_inicio=2026)


def test_el_periodo_no_se_achica_si_algo_queda_fuera_y_se_dice_que() -> None:
    ocupados = [MesOcupado("Taller", Mes(2026, 11)), MesOcupado("Feria", Mes(2026, 3))]

    with pytest.raises(ErrorDeDominio, match="«Taller» tiene algo en noviembre de 2026, y quedaría fuera"):
        comprobar_periodo(ENERO, Mes(2026, 10), ocupados)


def test_el_periodo_cambia_si_todo_cabe() -> None:
    comprobar_periodo(ENERO, Mes(2026, 10), [MesOcupado("Feria", Mes(2026, 10))])


@pytest.mark.parametrize(
    ("preparacion", "frase"),
    [
        (Preparacion(EstadoPlan.VIGENTE, 3, 3), "ya está vigente"),
        (Preparacion(EstadoPlan.BORRADOR, 0, 0), "no tiene actividades"),
        (Preparacion(EstadoPlan.BORRADOR, 3, 0), "ninguna actividad tiene meses"),
    ],
)
def test_no_entra_en_vigencia_lo_que_ya_rige_ni_lo_que_no_tiene_que_aprobar(
    preparacion: Preparacion, frase: str
) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        comprobar_puesta_en_vigencia(preparacion)


def test_entra_en_vigencia_con_actividades_sin_programar_y_se_sabe_cuantas() -> None:
    preparacion = Preparacion(EstadoPlan.BORRADOR, 3, 1)

    comprobar_puesta_en_vigencia(preparacion)

    assert preparacion.sin_programar == 2


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"nombre": " "}, "nombre del plan"),
        ({"municipalidad": ""}, "la municipalidad"),
        ({"anio_inicio": 1789}, "el año va de 1990 a 2100"),
        ({"cantidad_meses": 0}, "entre 1 y 120 meses"),
    ],
)
def test_un_plan_imposible_se_niega(cambio: dict[str, str | int], frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        replace(DATOS, **cambio).comprobar()  # type: ignore[arg-type]


def test_un_plan_vigente_no_se_corre_entero() -> None:
    with pytest.raises(ErrorDeDominio, match="el plan está vigente"):
        comprobar_traslado_de_todo(EstadoPlan.VIGENTE, algo_ejecutado=False)


def test_el_plan_siguiente_comienza_cuando_termina_este_en_anios_enteros() -> None:
    assert [meses_hasta_el_siguiente(meses) for meses in (6, 12, 18, 24)] == [12, 12, 24, 24]


def test_el_nombre_del_siguiente_cambia_el_anio_o_lo_agrega() -> None:
    assert nombre_del_siguiente("Cronograma 2026", 2026, 2027) == "Cronograma 2027"
    assert nombre_del_siguiente("Cronograma", 2026, 2027) == "Cronograma 2027"
