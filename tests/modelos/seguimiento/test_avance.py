"""Cada frase de la definición de avance, y las propiedades que deben cumplirse siempre."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, Explicacion, SinAvance, explicar, medir, promediar
from modelos.seguimiento.programacion import Horizonte, Programacion, Referencia
from tests.modelos.actividades import (
    ANIO_2026,
    SEPTIEMBRE,
    actividades,
    cortes,
    curva,
    mes_2026,
    promedio,
    una_actividad,
)


def test_lo_programado_es_lo_que_debia_hacerse_al_corte_sobre_todo_lo_programado() -> None:
    actividad = curva(una_actividad(programado={3: 1, 6: 2, 10: 1}))

    assert actividad.programado_al(mes_2026(2)) == 0
    assert actividad.programado_al(mes_2026(6)) == Fraction(3, 4)
    assert actividad.programado_al(mes_2026(12)) == 1


def test_lo_ejecutado_se_mide_sobre_todo_lo_programado() -> None:
    actividad = curva(una_actividad(programado={3: 4}, ejecutado={2: 1, 5: 2}))

    assert actividad.ejecutado_al(mes_2026(1)) == 0
    assert actividad.ejecutado_al(mes_2026(4)) == Fraction(1, 4)
    assert actividad.ejecutado_al(mes_2026(5)) == Fraction(3, 4)


def test_lo_ejecutado_de_mas_no_pasa_del_total() -> None:
    actividad = curva(una_actividad(programado={3: 2}, ejecutado={3: 5}))

    assert actividad.ejecutado_al(mes_2026(3)) == 1


def test_al_corte_anterior_al_inicio_no_vence_nada() -> None:
    actividad = curva(una_actividad(programado={1: 1}, ejecutado={1: 1}))

    assert actividad.programado_al(Mes(2025, 12)) == 0
    assert actividad.ejecutado_al(Mes(2025, 12)) == 0


def test_el_plan_entero_es_el_horizonte_si_no_se_elige_un_anio() -> None:
    dos_anios = Horizonte(Mes(2025, 1), Mes(2026, 12))
    actividad = una_actividad(programado={Mes(2025, 6): 3, Mes(2026, 6): 1}, ejecutado={Mes(2025, 6): 2})

    medida = curva(actividad, dos_anios)

    assert medida.programado_al(Mes(2025, 12)) == Fraction(3, 4)
    assert medida.ejecutado_al(Mes(2026, 12)) == Fraction(1, 2)


def test_el_anio_elegido_cuenta_solo_sus_meses_en_ambos_lados() -> None:
    dos_anios = Horizonte(Mes(2025, 1), Mes(2026, 12))
    actividad = una_actividad(
        programado={Mes(2025, 6): 3, Mes(2026, 6): 2},
        ejecutado={Mes(2025, 6): 3, Mes(2026, 6): 1},
    )

    medida = curva(actividad, dos_anios.del_anio(2026))

    assert medida.programado_al(Mes(2026, 5)) == 0
    assert medida.programado_al(Mes(2026, 6)) == 1
    assert medida.ejecutado_al(Mes(2026, 6)) == Fraction(1, 2)


def test_el_grupo_promedia_sus_actividades_con_su_peso() -> None:
    grupo = promedio(
        una_actividad(programado={1: 100}, ejecutado={1: 50}, peso=1),
        una_actividad(programado={2: 1}, ejecutado={2: 1}, peso=3),
    )

    assert grupo.programado_al(mes_2026(1)) == Fraction(1, 4)
    assert grupo.ejecutado_al(mes_2026(2)) == Fraction(7, 8)


def test_los_pesos_con_decimales_promedian_sin_redondeo() -> None:
    grupo = promedio(
        una_actividad(programado={1: 3}, ejecutado={1: 1}, peso=Fraction(1, 10)),
        una_actividad(programado={1: 7}, ejecutado={1: 7}, peso=Fraction(1, 5)),
    )

    assert grupo.ejecutado_al(SEPTIEMBRE) == Fraction(7, 9)


def test_con_todos_los_pesos_en_cero_se_dice_sin_ponderacion() -> None:
    grupo = promediar(medir([una_actividad(programado={1: 1}, ejecutado={1: 1}, peso=0)], ANIO_2026))

    assert grupo.curva is SinAvance.SIN_PONDERACION
    assert grupo.curva.etiqueta == "sin ponderación"
    assert grupo.programadas == 1


def test_lo_no_programado_queda_fuera_del_porcentaje_y_se_lista_este_o_no_ejecutado() -> None:
    grupo = promediar(
        medir(
            [
                una_actividad(programado={1: 2}, ejecutado={1: 1}, actividad_id=1),
                una_actividad(ejecutado={2: 9}, peso=50, actividad_id=2),
                una_actividad(actividad_id=3),
            ],
            ANIO_2026,
        )
    )

    assert isinstance(grupo.curva, Curva)
    assert grupo.curva.ejecutado_al(SEPTIEMBRE) == Fraction(1, 2)
    assert grupo.programadas == 1
    assert grupo.sin_programar == (2, 3)


@pytest.mark.parametrize("programaciones", [[], [una_actividad(ejecutado={1: 1})], [una_actividad(peso=0)]])
def test_un_grupo_sin_nada_programado_esta_sin_programar(programaciones: list[Programacion]) -> None:
    grupo = promediar(medir(programaciones, ANIO_2026))

    assert grupo.curva is SinAvance.SIN_PROGRAMAR
    assert grupo.curva.etiqueta == "sin programar"


def test_lo_programado_solo_en_otro_anio_esta_sin_programar_en_este() -> None:
    dos_anios = Horizonte(Mes(2025, 1), Mes(2026, 12))
    actividad = una_actividad(programado={Mes(2025, 3): 1}, actividad_id=4)

    grupo = promediar(medir([actividad], dos_anios.del_anio(2026)))

    assert grupo.sin_programar == (4,)


def test_la_desviacion_es_lo_ejecutado_menos_lo_programado_en_puntos() -> None:
    actividad = curva(una_actividad(programado={1: 3, 12: 1}, ejecutado={1: 1}))

    assert actividad.desviacion_al(SEPTIEMBRE) == -50


def test_reprogramar_no_esconde_el_atraso_frente_a_lo_aprobado() -> None:
    corrida_a_diciembre = una_actividad(programado={12: 2}, aprobado={3: 2})

    hoy = curva(corrida_a_diciembre)
    aprobada = curva(corrida_a_diciembre, referencia=Referencia.APROBADO)

    assert hoy.desviacion_al(SEPTIEMBRE) == 0
    assert aprobada.desviacion_al(SEPTIEMBRE) == -100


def test_lo_aprobado_reemplaza_a_lo_programado_tambien_en_lo_ejecutado() -> None:
    rebajada = una_actividad(programado={3: 1}, aprobado={3: 4}, ejecutado={3: 1})

    assert curva(rebajada).ejecutado_al(SEPTIEMBRE) == 1
    assert curva(rebajada, referencia=Referencia.APROBADO).ejecutado_al(SEPTIEMBRE) == Fraction(1, 4)


def test_explican_la_desviacion_las_tres_actividades_que_mas_restan() -> None:
    medidas = medir(
        [
            una_actividad(programado={1: 2}, ejecutado={1: 1}, peso=1, actividad_id=1),
            una_actividad(programado={1: 1}, peso=1, actividad_id=2),
            una_actividad(programado={1: 1}, peso=4, actividad_id=3),
            una_actividad(programado={1: 4}, ejecutado={1: 3}, peso=2, actividad_id=4),
            una_actividad(programado={1: 1}, ejecutado={1: 1}, peso=2, actividad_id=5),
            una_actividad(peso=90, actividad_id=6),
        ],
        ANIO_2026,
    )

    explicaciones = explicar(medidas, SEPTIEMBRE)

    assert explicaciones == (
        Explicacion(3, Fraction(40)),
        Explicacion(2, Fraction(10)),
        Explicacion(1, Fraction(5)),
    )


def test_lo_que_va_al_dia_o_adelantado_no_explica_nada() -> None:
    medidas = medir([una_actividad(programado={12: 1}, ejecutado={1: 1})], ANIO_2026)

    assert explicar(medidas, SEPTIEMBRE) == ()


def test_sin_ponderacion_nada_explica_la_desviacion() -> None:
    assert explicar(medir([una_actividad(programado={1: 1}, peso=0)], ANIO_2026), SEPTIEMBRE) == ()


def test_lo_ejecutado_despues_del_ultimo_mes_no_cambia_el_avance_con_que_termino() -> None:
    tardia = una_actividad(programado={3: 1, 9: 1}, ejecutado={3: 1, Mes(2027, 1): 1})

    assert curva(tardia).ejecutado_al(mes_2026(12)) == Fraction(1, 2)


def test_lo_ejecutado_antes_del_primer_mes_cuenta_desde_el_comienzo() -> None:
    adelantada = una_actividad(programado={3: 2}, ejecutado={Mes(2025, 11): 1})

    assert curva(adelantada).ejecutado_al(mes_2026(1)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("programado", "ejecutado", "meses"),
    [
        ({3: 1, 9: 1, 11: 1, 12: 1}, {3: 1, 9: 1, 10: 1}, 0),
        ({3: 1, 9: 1, 11: 1, 12: 1}, {3: 1, 9: 2}, 2),
        ({3: 1, 9: 1, 11: 2}, {3: 3}, Fraction(3, 2)),
        ({3: 1, 12: 1}, {3: 2}, 3),
        ({3: 1, 9: 1}, {3: 1}, 0),
    ],
)
def test_el_adelanto_son_los_meses_hasta_que_lo_programado_alcanza_lo_ejecutado(
    programado: dict[int | Mes, int], ejecutado: dict[int | Mes, int], meses: Fraction
) -> None:
    assert curva(una_actividad(programado, ejecutado)).adelanto_al(SEPTIEMBRE) == meses


@given(st.lists(actividades, max_size=6), cortes)
def test_el_avance_esta_siempre_entre_nada_y_todo(programaciones: list[Programacion], corte: Mes) -> None:
    grupo = promediar(medir(programaciones, ANIO_2026))

    assert grupo.programadas + len(grupo.sin_programar) == len(programaciones)
    if isinstance(grupo.curva, Curva):
        assert 0 <= grupo.curva.ejecutado_al(corte) <= 1
        assert 0 <= grupo.curva.programado_al(corte) <= grupo.curva.programado_al(mes_2026(12)) == 1


@given(st.lists(actividades, min_size=1, max_size=6), cortes)
def test_el_grupo_es_el_promedio_ponderado_hecho_con_fracciones(
    programaciones: list[Programacion], corte: Mes
) -> None:
    medidas = medir(programaciones, ANIO_2026)
    con_curva = [(Fraction(m.peso), m.curva) for m in medidas if isinstance(m.curva, Curva)]
    grupo = promediar(medidas)

    if not con_curva:
        assert grupo.curva is SinAvance.SIN_PROGRAMAR
    elif not any(peso for peso, _ in con_curva):
        assert grupo.curva is SinAvance.SIN_PONDERACION
    else:
        assert isinstance(grupo.curva, Curva)
        suma = sum(peso * c.ejecutado_al(corte) for peso, c in con_curva)
        assert grupo.curva.ejecutado_al(corte) == suma / sum(peso for peso, _ in con_curva)


@given(st.lists(actividades, max_size=8), cortes)
def test_las_explicaciones_no_restan_mas_que_lo_que_falta_en_cada_actividad(
    programaciones: list[Programacion], corte: Mes
) -> None:
    puntos = [explicacion.puntos for explicacion in explicar(medir(programaciones, ANIO_2026), corte)]

    assert len(puntos) <= 3
    assert puntos == sorted(puntos, reverse=True)
    assert all(0 < punto <= 100 for punto in puntos)
