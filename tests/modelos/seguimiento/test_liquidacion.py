"""Qué salda cada unidad ejecutada, y los estados de celdas y actividades que resultan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.estados import EstadoActividad, EstadoCelda
from modelos.seguimiento.liquidacion import (
    Liquidacion,
    Momento,
    TotalMes,
    estado_de_actividad,
    liquidar,
    totales_por_mes,
)
from modelos.seguimiento.programacion import Programacion
from tests.modelos.actividades import ANIO_2026, actividades, mes_2026, una_actividad

HOY = date(2026, 10, 14)
A_HOY = Momento.hoy(HOY)
momentos = st.dates(date(2025, 12, 1), date(2027, 1, 31)).map(Momento.hoy)


def estado_en(mes: int, actividad: Programacion, momento: Momento = A_HOY) -> EstadoCelda:
    return liquidar(actividad, momento).celda(mes_2026(mes)).estado


def fuera(liquidacion: Liquidacion) -> int:
    return sum(celda.fuera for celda in liquidacion.celdas.values())


def test_un_mes_sin_nada_esta_vacio() -> None:
    assert estado_en(3, una_actividad()) is EstadoCelda.VACIA


@pytest.mark.parametrize("mes", [10, 11])
def test_lo_que_aun_no_vence_esta_programado_tambien_en_el_mes_en_curso(mes: int) -> None:
    assert estado_en(mes, una_actividad(programado={mes: 1})) is EstadoCelda.PROGRAMADA


def test_un_mes_terminado_sin_nada_que_lo_salde_esta_pendiente() -> None:
    assert estado_en(9, una_actividad(programado={9: 1})) is EstadoCelda.PENDIENTE


def test_lo_ejecutado_salda_primero_lo_de_su_mes() -> None:
    actividad = una_actividad(programado={8: 1, 9: 1}, ejecutado={9: 1})

    assert estado_en(8, actividad) is EstadoCelda.PENDIENTE
    assert estado_en(9, actividad) is EstadoCelda.EJECUTADA


def test_lo_que_sobra_salda_el_mes_mas_antiguo_con_atraso() -> None:
    actividad = una_actividad(programado={3: 1, 6: 1, 9: 1}, ejecutado={9: 2})

    assert estado_en(3, actividad) is EstadoCelda.EJECUTADA_CON_ATRASO
    assert estado_en(6, actividad) is EstadoCelda.PENDIENTE
    assert estado_en(9, actividad) is EstadoCelda.EJECUTADA


def test_ejecutar_en_un_mes_sin_programa_salda_lo_atrasado_y_no_queda_fuera() -> None:
    liquidacion = liquidar(una_actividad(programado={8: 1}, ejecutado={9: 1}), A_HOY)

    assert liquidacion.celda(mes_2026(8)).estado is EstadoCelda.EJECUTADA_CON_ATRASO
    assert liquidacion.celda(mes_2026(9)).estado is EstadoCelda.VACIA
    assert liquidacion.celda(mes_2026(9)).ejecutado == 1
    assert fuera(liquidacion) == 0


def test_lo_adelantado_salda_un_mes_que_viene_sin_atraso() -> None:
    actividad = una_actividad(programado={6: 1, 12: 1}, ejecutado={6: 2})

    assert estado_en(12, actividad) is EstadoCelda.EJECUTADA


def test_basta_una_unidad_tardia_para_que_el_mes_quede_con_atraso() -> None:
    actividad = una_actividad(programado={5: 2}, ejecutado={5: 1, 7: 1})

    assert estado_en(5, actividad) is EstadoCelda.EJECUTADA_CON_ATRASO


def test_lo_ejecutado_a_medias_es_parcial_y_dice_cuanto_falta() -> None:
    celda = liquidar(una_actividad(programado={5: 4}, ejecutado={5: 1, 7: 1}), A_HOY).celda(mes_2026(5))

    assert celda.estado is EstadoCelda.PARCIAL
    assert (celda.saldado, celda.por_ejecutar) == (2, 2)


def test_las_unidades_sobre_todo_lo_programado_estan_fuera_de_programa() -> None:
    liquidacion = liquidar(una_actividad(programado={5: 1, 12: 1}, ejecutado={5: 1, 6: 1, 8: 2}), A_HOY)

    assert liquidacion.celda(mes_2026(6)).estado is EstadoCelda.VACIA
    assert liquidacion.celda(mes_2026(8)).estado is EstadoCelda.FUERA_DE_PROGRAMA
    assert liquidacion.celda(mes_2026(8)).fuera == 2
    assert fuera(liquidacion) == 2


def test_el_exceso_en_un_mes_programado_se_cuenta_aparte_de_su_estado() -> None:
    celda = liquidar(una_actividad(programado={5: 1}, ejecutado={5: 4}), A_HOY).celda(mes_2026(5))

    assert celda.estado is EstadoCelda.EJECUTADA
    assert (celda.saldado, celda.fuera) == (1, 3)


def test_lo_ejecutado_sin_nada_programado_esta_fuera_de_programa() -> None:
    assert estado_en(5, una_actividad(ejecutado={5: 1})) is EstadoCelda.FUERA_DE_PROGRAMA


def test_lo_ejecutado_en_el_mes_en_curso_cuenta_hoy() -> None:
    assert estado_en(10, una_actividad(programado={10: 1}, ejecutado={10: 1})) is EstadoCelda.EJECUTADA


def test_con_un_corte_pasado_se_mira_solo_lo_ejecutado_y_terminado_hasta_el() -> None:
    actividad = una_actividad(programado={5: 1, 7: 1}, ejecutado={8: 2})
    a_junio = Momento.elegido(HOY, mes_2026(6), ANIO_2026)

    assert estado_en(5, actividad, a_junio) is EstadoCelda.PENDIENTE
    assert estado_en(7, actividad, a_junio) is EstadoCelda.PROGRAMADA
    assert estado_en(5, actividad) is EstadoCelda.EJECUTADA_CON_ATRASO


def test_el_corte_por_omision_mira_todo_lo_ejecutado_hasta_hoy() -> None:
    assert Momento.elegido(HOY, mes_2026(9), ANIO_2026) == A_HOY
    assert Momento.elegido(date(2028, 3, 1), mes_2026(12), ANIO_2026) == Momento.hoy(date(2028, 3, 1))


@pytest.mark.parametrize(
    ("estado", "actividad"),
    [
        (EstadoActividad.SIN_PROGRAMAR, una_actividad()),
        (EstadoActividad.SIN_PROGRAMAR, una_actividad(ejecutado={3: 5})),
        (EstadoActividad.COMPLETA, una_actividad(programado={3: 1}, ejecutado={9: 1})),
        (EstadoActividad.COMPLETA, una_actividad(programado={12: 1}, ejecutado={2: 1})),
        (EstadoActividad.VENCIDA, una_actividad(programado={3: 1, 9: 2}, ejecutado={9: 2})),
        (EstadoActividad.ATRASADA, una_actividad(programado={3: 1, 10: 1})),
        (EstadoActividad.ATRASADA, una_actividad(programado={3: 3, 11: 1}, ejecutado={3: 2})),
        (EstadoActividad.POR_INICIAR, una_actividad(programado={10: 1})),
        (EstadoActividad.AL_DIA, una_actividad(programado={3: 1, 10: 1}, ejecutado={3: 1})),
        (EstadoActividad.AL_DIA, una_actividad(programado={10: 2}, ejecutado={10: 1})),
    ],
)
def test_vale_el_primer_estado_que_corresponda(estado: EstadoActividad, actividad: Programacion) -> None:
    assert estado_de_actividad(actividad, A_HOY) is estado
    assert liquidar(actividad, A_HOY).estado is estado


def test_el_estado_compara_unidades_y_no_porcentajes_redondeados() -> None:
    falta_una_de_mil = una_actividad(programado={3: 1000, 12: 1}, ejecutado={3: 999})

    assert estado_de_actividad(falta_una_de_mil, A_HOY) is EstadoActividad.ATRASADA


def test_ponerse_al_dia_en_el_mes_en_curso_quita_el_atraso_de_hoy() -> None:
    actividad = una_actividad(programado={9: 1, 12: 1}, ejecutado={10: 1})

    assert estado_de_actividad(actividad, A_HOY) is EstadoActividad.AL_DIA


def test_con_un_corte_pasado_el_estado_es_el_de_entonces() -> None:
    actividad = una_actividad(programado={5: 1, 7: 1}, ejecutado={8: 2})

    a_junio = estado_de_actividad(actividad, Momento.elegido(HOY, mes_2026(6), ANIO_2026))
    a_julio = estado_de_actividad(actividad, Momento.elegido(HOY, mes_2026(7), ANIO_2026))

    assert a_junio is EstadoActividad.ATRASADA
    assert a_julio is EstadoActividad.VENCIDA
    assert estado_de_actividad(actividad, A_HOY) is EstadoActividad.COMPLETA


def test_los_totales_del_mes_llevan_lo_fuera_de_programa_aparte() -> None:
    liquidaciones = [
        liquidar(una_actividad(programado={8: 2}, ejecutado={8: 1, 9: 1}), A_HOY),
        liquidar(una_actividad(programado={8: 1}, ejecutado={8: 3}), A_HOY),
    ]

    assert totales_por_mes(liquidaciones) == {
        mes_2026(8): TotalMes(programado=3, saldado=3, fuera=2),
        mes_2026(9): TotalMes(programado=0, saldado=0, fuera=0),
    }


@given(actividades, momentos)
def test_cada_unidad_ejecutada_salda_algo_o_esta_fuera_de_programa(
    actividad: Programacion, momento: Momento
) -> None:
    liquidacion = liquidar(actividad, momento)

    celdas = liquidacion.celdas.values()
    assert sum(c.ejecutado for c in celdas) == sum(c.saldado for c in celdas) + fuera(liquidacion)
    assert all(0 <= c.saldado <= c.programado for c in celdas)
    assert fuera(liquidacion) == 0 or all(c.por_ejecutar == 0 for c in celdas)


@given(actividades, momentos)
def test_las_celdas_y_la_actividad_cuentan_la_misma_historia(
    actividad: Programacion, momento: Momento
) -> None:
    liquidacion = liquidar(actividad, momento)

    programadas = [c for c in liquidacion.celdas.values() if c.programado]
    todas_ejecutadas = bool(programadas) and all(c.por_ejecutar == 0 for c in programadas)
    hay_pendientes = any(c.estado is EstadoCelda.PENDIENTE for c in programadas)
    assert (liquidacion.estado is EstadoActividad.SIN_PROGRAMAR) == (not programadas)
    assert (liquidacion.estado is EstadoActividad.COMPLETA) == todas_ejecutadas
    assert not (hay_pendientes and liquidacion.estado is EstadoActividad.POR_INICIAR)


@given(actividades, momentos)
def test_solo_esta_pendiente_o_con_atraso_lo_que_ya_paso(actividad: Programacion, momento: Momento) -> None:
    for mes, celda in liquidar(actividad, momento).celdas.items():
        if celda.estado is EstadoCelda.PENDIENTE:
            assert mes <= momento.terminado_hasta
        if celda.estado is EstadoCelda.EJECUTADA_CON_ATRASO:
            assert mes < momento.ejecutado_hasta
        if celda.estado is EstadoCelda.PROGRAMADA:
            assert mes > momento.terminado_hasta
