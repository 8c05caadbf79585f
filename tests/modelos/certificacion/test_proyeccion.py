"""Hacia dónde va el cumplimiento se dice como supuesto, y con pocos datos no se dice."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from modelos.certificacion.cumplimiento import contar
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.certificacion.proyeccion import pronosticar, proyectar, tendencia
from modelos.frases import ESPACIO_FINO
from modelos.meses import Mes
from tests.modelos import planes_completos as de_prueba
from tests.modelos.certificacion.certificaciones import (
    HOY,
    certificaciones,
    un_requisito,
    una_certificacion,
)

CUMPLE = EstadoResultado.CUMPLE
JUNIO, AGOSTO = Mes(2026, 6), Mes(2026, 8)
PLAN = de_prueba.plan(
    de_prueba.linea(
        de_prueba.actividad(1, programado={3: 1, 6: 1}),
        de_prueba.actividad(2, programado={8: 1}),
        de_prueba.actividad(3),  # sin programar
    )
)


@pytest.mark.parametrize(
    ("actividades", "hasta", "cumpliria"),
    [
        ((1,), JUNIO, True),
        ((1,), Mes(2026, 5), False),
        ((1, 2), JUNIO, False),
        ((1, 2), AGOSTO, True),
        ((1, 3), JUNIO, True),
        ((1, 99), JUNIO, True),  # una que ya no está en el plan no estorba
        ((3,), AGOSTO, False),
        ((99,), AGOSTO, False),
        ((), AGOSTO, False),
    ],
)
def test_cumpliria_el_que_tiene_todo_lo_suyo_programado_hasta_entonces(
    actividades: tuple[int, ...], hasta: Mes, cumpliria: bool
) -> None:
    requisito = un_requisito(actividades=actividades)

    proyeccion = proyectar(una_certificacion(requisito), PLAN, hasta)

    assert proyeccion.cumplirian == ((requisito,) if cumpliria else ())
    assert proyeccion.cuenta.cumplimiento == int(cumpliria)


def test_a_lo_que_ya_cumple_se_suma_lo_que_se_cumpliria() -> None:
    certificacion = una_certificacion(
        un_requisito(1, CUMPLE, actividades=(1,)),
        un_requisito(2, actividades=(1,)),
        un_requisito(3, EstadoResultado.NO_APLICA, actividades=(1,)),
        un_requisito(4),
    )

    proyeccion = proyectar(certificacion, PLAN, JUNIO)

    assert [uno.id for uno in proyeccion.cumplirian] == [2]
    assert proyeccion.cuenta.cumplimiento == Fraction(2, 3)


@pytest.mark.parametrize(
    ("requisitos", "final"),
    [
        ((un_requisito(1),), "no se sumaría ningún requisito: 0 %. Es un supuesto."),
        ((un_requisito(1, actividades=(1,)),), "se sumaría 1 requisito: 100 %. Es un supuesto."),
        (
            (un_requisito(1, actividades=(1,)), un_requisito(2, actividades=(1,))),
            "se sumarían 2 requisitos: 100 %. Es un supuesto.",
        ),
        ((), "no se sumaría ningún requisito: sin datos. Es un supuesto."),
    ],
)
def test_la_proyeccion_se_dice_como_supuesto(requisitos: tuple[RequisitoDelProceso, ...], final: str) -> None:
    frase = proyectar(una_certificacion(*requisitos), PLAN, JUNIO).frase.replace(ESPACIO_FINO, " ")

    supone = "Si se ejecuta todo lo programado hasta junio de 2026 y llega su evidencia, "
    assert frase == supone + final


@given(certificaciones())
def test_proyectar_nunca_baja_el_cumplimiento(certificacion: Certificacion) -> None:
    proyectada = proyectar(certificacion, PLAN, AGOSTO).cuenta

    assert (proyectada.cumplimiento or 0) >= (contar(certificacion.requisitos).cumplimiento or 0)


@pytest.mark.parametrize("hoy", [date(2025, 12, 1), date(2026, 1, 5), date(2026, 3, 31)])
def test_con_menos_de_tres_meses_cerrados_no_se_pronostica(hoy: date) -> None:
    pronostico = pronosticar(una_certificacion(un_requisito()), hoy)

    assert (pronostico.por_mes, pronostico.termina_en) == (None, None)
    assert pronostico.frase == "Datos insuficientes: el pronóstico pide 3 meses cerrados."


def cumplido_el(id_: int, cuando: date) -> RequisitoDelProceso:
    return un_requisito(id_, CUMPLE, resultado_el=cuando)


def test_al_paso_que_se_lleva_se_sabe_cuando_se_terminaria() -> None:
    logrados = [cumplido_el(n, date(2026, n, 10)) for n in (1, 2, 3)]
    certificacion = una_certificacion(*logrados, un_requisito(4), un_requisito(5))

    pronostico = pronosticar(certificacion, date(2026, 4, 1))

    assert pronostico.por_mes == 1
    assert pronostico.termina_en == JUNIO
    assert pronostico.frase == "Al paso que se lleva, 1,0 por mes, se cumplirían todos en junio de 2026."


def test_si_no_alcanza_el_plazo_se_dice() -> None:
    certificacion = una_certificacion(
        cumplido_el(1, date(2026, 3, 10)), *(un_requisito(n) for n in (2, 3, 4))
    )

    pronostico = pronosticar(certificacion, HOY)

    assert pronostico.termina_en == Mes(2027, 9)
    assert pronostico.frase.endswith("en septiembre de 2027. Es después del término del proceso.")


@pytest.mark.parametrize("cuando", [date(2025, 6, 1), HOY, None])
def test_lo_de_antes_del_proceso_y_lo_del_mes_en_curso_no_hacen_ritmo(cuando: date | None) -> None:
    ya_cumple = un_requisito(1, EstadoResultado.HOMOLOGADO, resultado_el=cuando)

    pronostico = pronosticar(una_certificacion(ya_cumple, un_requisito(2)), HOY)

    assert (pronostico.por_mes, pronostico.termina_en) == (Fraction(0), None)
    assert pronostico.frase == (
        "Al paso que se lleva no se terminaría: nada se cumplió en los meses cerrados."
    )


def test_cuando_ya_cumplen_todos_se_dice() -> None:
    pronostico = pronosticar(una_certificacion(cumplido_el(1, HOY)), HOY)

    assert pronostico.frase == "Todos los requisitos aplicables cumplen."


def test_si_nada_aplica_no_se_dice_que_todos_cumplen() -> None:
    pronostico = pronosticar(una_certificacion(), HOY)

    assert (pronostico.por_mes, pronostico.termina_en) == (None, None)
    assert pronostico.frase == "Sin datos: ningún requisito aplica todavía."


def test_la_tendencia_suma_en_el_mes_en_que_se_dijo_que_cumple() -> None:
    certificacion = una_certificacion(
        cumplido_el(1, date(2026, 2, 28)), cumplido_el(2, date(2026, 4, 1)), un_requisito(3), un_requisito(4)
    )

    assert tendencia(certificacion, date(2026, 4, 15)) == (
        (Mes(2026, 1), Fraction(0)),
        (Mes(2026, 2), Fraction(1, 4)),
        (Mes(2026, 3), Fraction(1, 4)),
        (Mes(2026, 4), Fraction(1, 2)),
    )


def test_sin_nada_aplicable_o_antes_de_comenzar_no_hay_tendencia() -> None:
    assert tendencia(una_certificacion(), HOY) == ()
    assert tendencia(una_certificacion(un_requisito()), date(2025, 12, 31)) == ()


def test_la_tendencia_no_pasa_del_termino() -> None:
    assert tendencia(una_certificacion(un_requisito()), date(2027, 3, 1))[-1][0] == Mes(2026, 12)


@given(certificaciones())
def test_la_tendencia_nunca_baja_y_termina_en_lo_que_se_cumple_hoy(certificacion: Certificacion) -> None:
    valores = [valor for _, valor in tendencia(certificacion, HOY)]

    assert valores == sorted(valores)
    assert (valores[-1] if valores else None) == contar(certificacion.requisitos).cumplimiento
