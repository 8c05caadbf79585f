"""Cuándo cae en un calendario lo programado, y con qué hora."""

from dataclasses import replace
from datetime import date, time

import pytest

from modelos.arbol import ActividadDelPlan
from modelos.calendario.agenda import Cita, citas, leer_hora
from modelos.calendario.cronograma import armar
from modelos.calendario.jornadas import Jornada
from modelos.meses import Mes
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 3, 14)


def agenda(una: ActividadDelPlan, meses: int = 12) -> list[Cita]:
    return citas(armar(plan(linea(una), meses=meses), HOY))


def test_sin_un_dia_dicho_va_al_ultimo_dia_de_lunes_a_viernes_del_mes() -> None:
    mayo, junio = agenda(actividad(programado={5: 1, 6: 2}))

    assert mayo.jornada == Jornada.de(date(2026, 5, 29))
    assert junio.jornada == Jornada.de(date(2026, 6, 30))
    assert mayo.segun is mayo.regla is None


def test_lo_que_se_repite_es_una_sola_cita_en_los_meses_programados() -> None:
    cada_jueves = replace(actividad(programado={3: 1, 6: 1}), recurrencia="1º jueves de cada mes")

    [cita] = agenda(cada_jueves)

    assert cita.jornada == Jornada.de(date(2026, 3, 5))
    assert cita.regla == "FREQ=MONTHLY;BYDAY=1TH;BYMONTH=3,6"
    assert cita.ultima == date(2026, 6, 4)
    assert [programado.mes for programado in cita.meses] == [Mes(2026, 3), Mes(2026, 6)]


def test_la_nota_del_mes_manda_sobre_la_recurrencia() -> None:
    una = actividad(programado={3: 1, 4: 1}, nota={4: "3ª semana"})

    marzo, abril = agenda(replace(una, recurrencia="1º jueves de cada mes"))

    assert (marzo.jornada, marzo.segun) == (Jornada.de(date(2026, 3, 5)), "1º jueves de cada mes")
    assert (abril.jornada, abril.segun) == (Jornada(date(2026, 4, 20), date(2026, 4, 24)), "3ª semana")


def test_lo_que_no_se_entiende_no_se_inventa() -> None:
    [cita] = agenda(actividad(programado={3: 1}, nota={3: "cuando se pueda"}))

    assert cita.jornada == Jornada.de(date(2026, 3, 31))


def test_sin_regla_que_lo_diga_hay_una_cita_por_jornada() -> None:
    primera, segunda = agenda(actividad(programado={3: 1}, nota={3: "quincenal"}))

    assert (primera.jornada.desde, segunda.jornada.desde) == (date(2026, 3, 1), date(2026, 3, 16))
    assert primera.clave != segunda.clave


def test_cada_anio_tiene_su_propia_serie() -> None:
    una = replace(actividad(programado={11: 1, 12: 1}), recurrencia="1º jueves de cada mes")
    siguiente = actividad(programado={1: 1, 2: 1}, anio=2027)

    series = agenda(replace(una, meses={**una.meses, **siguiente.meses}), meses=24)

    assert [serie.regla for serie in series] == [
        "FREQ=MONTHLY;BYDAY=1TH;BYMONTH=11,12",
        "FREQ=MONTHLY;BYDAY=1TH;BYMONTH=1,2",
    ]
    assert len({serie.clave for serie in series}) == 2


def test_agregar_un_mes_a_lo_que_se_repite_no_cambia_su_clave() -> None:
    antes = replace(actividad(programado={3: 1}), recurrencia="1º jueves de cada mes")
    despues = replace(actividad(programado={3: 1, 6: 1}), recurrencia="1º jueves de cada mes")

    assert [cita.clave for cita in agenda(antes)] == [cita.clave for cita in agenda(despues)]
    assert agenda(antes)[0].regla is None


def test_las_claves_no_cambian_al_ejecutar() -> None:
    antes, despues = actividad(programado={3: 1, 4: 1}), actividad(programado={3: 1, 4: 1}, ejecutado={3: 1})

    assert [cita.clave for cita in agenda(antes)] == [cita.clave for cita in agenda(despues)]


@pytest.mark.parametrize(
    ("texto", "hora"),
    [
        ("1º jueves de cada mes, a las 15:30 hrs", time(15, 30)),
        ("todos los martes 9:00", time(9)),
        ("primer lunes a las 3 pm", time(15)),
        ("primer lunes a las 12 p.m.", time(12)),
        ("a las 25:00", None),
        ("1º jueves de cada mes", None),
        ("3ª semana", None),
        ("del 18 al 22", None),
    ],
)
def test_la_hora_es_la_que_el_plan_dice(texto: str, hora: time | None) -> None:
    assert leer_hora(texto) == hora
