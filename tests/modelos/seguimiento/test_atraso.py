"""Cuántos meses se atrasa una actividad o un grupo, y cuándo no se mide en meses."""

from fractions import Fraction

import pytest
from hypothesis import given

from modelos.meses import Mes
from modelos.seguimiento.avance import SinAvance, medir
from modelos.seguimiento.programacion import Horizonte, Programacion
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


@pytest.mark.parametrize(
    ("programado", "ejecutado", "meses"),
    [
        ({3: 1, 6: 1, 10: 1, 12: 1}, {3: 1}, Fraction(4)),
        ({5: 2, 6: 2, 8: 2, 12: 1}, {5: 2, 6: 1}, Fraction(7, 2)),
        ({5: 4, 6: 4, 8: 4, 9: 4, 10: 4, 11: 4}, {5: 4, 6: 2, 8: 1}, Fraction(13, 4)),
    ],
)
def test_el_atraso_va_del_ultimo_momento_al_dia_hasta_el_corte(
    programado: dict[int | Mes, int], ejecutado: dict[int | Mes, int], meses: Fraction
) -> None:
    atraso = curva(una_actividad(programado, ejecutado)).atraso_al(SEPTIEMBRE)

    assert atraso.meses == meses


def test_en_un_tramo_plano_vale_el_ultimo_momento_y_no_el_primero() -> None:
    plana_de_marzo_a_agosto = una_actividad(programado={2: 1, 9: 1}, ejecutado={2: 1})

    assert curva(plana_de_marzo_a_agosto).atraso_al(SEPTIEMBRE).meses == 1


def test_una_actividad_terminada_no_se_atrasa_mientras_nada_mas_vence() -> None:
    terminada = curva(una_actividad(programado={2: 1}, ejecutado={2: 1})).atraso_al(SEPTIEMBRE)

    assert terminada.meses == 0
    assert terminada.frase == "completo"


def test_sin_nada_ejecutado_el_atraso_empieza_al_abrirse_el_primer_mes_programado() -> None:
    atraso = curva(una_actividad(programado={8: 1, 12: 1})).atraso_al(SEPTIEMBRE)

    assert atraso.meses == 2
    assert atraso.frase == "2,0 meses de atraso"


def test_con_lo_programado_al_corte_ya_ejecutado_el_atraso_es_cero() -> None:
    atraso = curva(una_actividad(programado={3: 1, 11: 1}, ejecutado={5: 1})).atraso_al(SEPTIEMBRE)

    assert atraso.meses == 0
    assert atraso.frase == "al día"


def test_antes_del_primer_mes_programado_esta_por_iniciar() -> None:
    atraso = curva(una_actividad(programado={10: 1})).atraso_al(SEPTIEMBRE)

    assert atraso.meses is None
    assert atraso.frase == "por iniciar"


def test_un_plan_terminado_a_medias_dice_con_cuanto_termino_y_no_meses() -> None:
    anio_2024 = Horizonte(Mes(2024, 1), Mes(2024, 12))
    actividad = una_actividad(programado={Mes(2024, 3): 2}, ejecutado={Mes(2024, 3): 1})

    atraso = curva(actividad, anio_2024).atraso_al(Mes(2024, 12))

    assert atraso.meses is None
    assert atraso.frase == "terminó en diciembre de 2024 con 50\u202f%"


def test_un_plan_terminado_y_completo_no_tiene_atraso() -> None:
    atraso = curva(una_actividad(programado={12: 2}, ejecutado={12: 2})).atraso_al(mes_2026(12))

    assert atraso.meses == 0


def test_el_atraso_de_un_grupo_se_mide_sobre_su_promedio() -> None:
    grupo = promedio(
        una_actividad(programado={8: 1}, ejecutado={8: 1}),
        una_actividad(programado={9: 1}),
        una_actividad(programado={12: 2}),
    )

    assert grupo.atraso_al(SEPTIEMBRE).meses == 1


@given(actividades, cortes)
def test_en_el_momento_que_da_el_atraso_lo_programado_igualaba_lo_ejecutado(
    actividad: Programacion, corte: Mes
) -> None:
    [medida] = medir([actividad], ANIO_2026)
    if isinstance(medida.curva, SinAvance):
        return
    atraso = medida.curva.atraso_al(corte)
    falta = medida.curva.desviacion_al(corte) < 0

    if not atraso.meses:
        assert not falta or corte == mes_2026(12)
        return
    momento = corte.desde(Mes(2025, 12)) - atraso.meses
    previo, fraccion = int(momento), momento - int(momento)
    programado = [Fraction(valor, medida.curva.total) for valor in medida.curva.programado]
    entonces = programado[previo] + fraccion * (programado[previo + 1] - programado[previo])
    assert falta
    assert entonces == medida.curva.ejecutado_al(corte)
