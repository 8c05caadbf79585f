"""Las frecuencias como las escriben los planes, vueltas fechas de un mes."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # no publica sus tipos
from hypothesis import given
from hypothesis import strategies as st

from modelos.arbol import CeldaMes
from modelos.calendario.jornadas import decir
from modelos.calendario.recurrencias import leer
from modelos.meses import Mes
from tests.modelos.arboles import ACTIVIDAD

MARZO = Mes(2024, 3)  # comienza en viernes y termina en domingo
OCTUBRE = Mes(2024, 10)  # comienza en martes: su cuarta semana termina en noviembre


def fechas(texto: str, mes: Mes = MARZO) -> str | None:
    leida = leer(texto)
    return None if leida is None else decir(leida.en(mes))


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("1º jueves de cada mes ", "jueves 7 de marzo"),
        ("3º semana ", "18–22 de marzo"),
        ("3ª semana", "18–22 de marzo"),
        ("1° jueves", "jueves 7 de marzo"),
        ("primer jueves", "jueves 7 de marzo"),
        ("1.er jueves, 10:00 hrs.", "jueves 7 de marzo"),
        ("El primer jueves del mes a las 15:30", "jueves 7 de marzo"),
        ("Reunión mensual el primer jueves", "jueves 7 de marzo"),
        ("todos los primeros jueves de cada mes", "jueves 7 de marzo"),
        ("último viernes", "viernes 29 de marzo"),
        ("penúltimo lunes de cada mes", "lunes 18 de marzo"),
        ("1º y 3º martes", "martes 5 y 19 de marzo"),
        ("primer lunes y tercer jueves", "4 y 21 de marzo"),
        ("1ª semana", "4–8 de marzo"),
        ("2ª y 4ª semana", "11–15 y 25–29 de marzo"),
        ("1ª a 3ª semana", "4–8, 11–15 y 18–22 de marzo"),
        ("1ª-3ª semana", "4–8, 11–15 y 18–22 de marzo"),
        ("Segunda y cuarta semana de marzo", "11–15 y 25–29 de marzo"),
        ("semanas 1 y 3", "4–8 y 18–22 de marzo"),
        ("Semana Nº 2", "11–15 de marzo"),
        ("II y IV semana", "11–15 y 25–29 de marzo"),
        ("última semana", "25–29 de marzo"),
        ("todos los martes", "martes 5, 12, 19 y 26 de marzo"),
        ("Miércoles de cada semana", "miércoles 6, 13, 20 y 27 de marzo"),
        ("semanal, los martes", "martes 5, 12, 19 y 26 de marzo"),
        ("cada lunes y martes", "4–5, 11–12, 18–19 y 25–26 de marzo"),
        ("de lunes a viernes", "1, 4–8, 11–15, 18–22 y 25–29 de marzo"),
        ("semanalmente", "4–8, 11–15, 18–22 y 25–29 de marzo"),
        ("quincenal", "1–15 y 16–31 de marzo"),
        ("1ª quincena", "1–15 de marzo"),
        ("última quincena de marzo", "16–31 de marzo"),
        ("15 de cada mes", "viernes 15 de marzo"),
        ("días 5 y 20", "5 y 20 de marzo"),
        ("todos los días 5", "martes 5 de marzo"),
        ("último día del mes", "domingo 31 de marzo"),
        ("el 7 de marzo a las 15:30 hrs", "jueves 7 de marzo"),
        ("semana del 18 al 22 de marzo", "18–22 de marzo"),
        ("18-22 de marzo", "18–22 de marzo"),
    ],
)
def test_lo_escrito_se_vuelve_fechas_de_marzo_de_2024(texto: str, dicho: str) -> None:
    assert fechas(texto) == dicho


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "mensual",  # no dice un día
        "fines de mes",
        "jueves",  # ¿uno o todos?
        "según clima",
        "se suspende el primer jueves",
        "primer día hábil",  # depende de los feriados
        "cada 15 días",  # depende de cuándo se partió
        "1 semana",  # cuánto dura, y no cuál
        "2 jueves al mes",  # cuántos, y no cuál
        "4 mensuales",
        "1 día",
        "5 a 10",
        "3ª o 4ª semana",
        "3ª a 1ª semana",
        "tercer a primer jueves",
        "tercera quincena",
        "del 22 al 18",
        "primer jueves " * 30,
    ],
)
def test_lo_que_no_se_entiende_entero_no_se_inventa(texto: str) -> None:
    assert leer(texto) is None


def test_la_semana_n_comienza_el_n_esimo_lunes_aunque_termine_en_el_mes_siguiente() -> None:
    assert fechas("4ª semana", OCTUBRE) == "28 de octubre–1 de noviembre"
    assert fechas("3ª y 4ª semana", OCTUBRE) == "21–25 de octubre y 28 de octubre–1 de noviembre"


@pytest.mark.parametrize("texto", ["5ª semana", "quinto jueves", "día 31"])
def test_un_mes_que_no_tiene_ese_dia_no_tiene_fechas(texto: str) -> None:
    assert fechas(texto, Mes(2026, 2)) == ""


def test_lo_escrito_para_un_mes_no_vale_en_otro() -> None:
    assert fechas("Último martes de octubre", OCTUBRE) == "martes 29 de octubre"
    assert fechas("Último martes de octubre", MARZO) == ""
    assert fechas("tercera semana de marzo de 2024", Mes(2025, 3)) == ""


@pytest.mark.parametrize(
    ("texto", "regla"),
    [
        ("1º jueves de cada mes", "FREQ=MONTHLY;BYDAY=1TH"),
        ("2ª y 4ª semana", "FREQ=MONTHLY;BYDAY=2MO,4MO"),
        ("último viernes", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("todos los martes", "FREQ=WEEKLY;BYDAY=TU"),
        ("último lunes de marzo y junio", "FREQ=MONTHLY;BYDAY=-1MO;BYMONTH=3,6"),
        ("último día del mes", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("quincenal", None),
        ("tercera semana de marzo de 2024", None),
    ],
)
def test_la_regla_es_la_de_los_calendarios_o_no_hay(texto: str, regla: str | None) -> None:
    leida = leer(texto)

    assert leida is not None
    assert leida.regla == regla


CON_REGLA = (
    "1º jueves", "último viernes", "5ª semana", "2ª y 4ª semana", "todos los martes", "lunes a viernes",
    "semanal", "15 de cada mes", "día 31", "último día del mes", "último lunes de marzo y junio",
    "del 18 al 22",
)  # fmt: skip


@given(st.sampled_from(CON_REGLA), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_las_fechas_son_las_que_un_calendario_saca_de_la_regla(texto: str, dia: date) -> None:
    mes = Mes.de(dia)
    leida = leer(texto)
    assert leida is not None
    desde, hasta = datetime(*mes, 1), datetime(*mes.mas(1), 1)  # noqa: DTZ001  (sin hora: son días)

    del_calendario = rrulestr(leida.regla or "", dtstart=desde).between(desde, hasta, inc=True)

    comienzos = [jornada.desde for jornada in leida.en(mes)]
    assert comienzos == [momento.date() for momento in del_calendario if momento < hasta]


TROZOS = (
    "1º",
    "3ª",
    "2",
    "último",
    "a",
    "y",
    "de",
    "semana",
    "semanas",
    "jueves",
    "lunes",
    "día",
    "marzo",
    "cada",
    "mes",
)


@given(st.lists(st.sampled_from(TROZOS), max_size=8).map(" ".join) | st.text(max_size=200))
def test_lo_que_se_entiende_de_cualquier_texto_cae_en_el_mes(texto: str) -> None:
    leida = leer(texto)

    if leida and leida.regla:
        rrulestr(leida.regla)
    for jornada in leida.en(MARZO) if leida else ():
        assert Mes.de(jornada.desde) == MARZO
        assert jornada.desde <= jornada.hasta


def test_la_nota_del_mes_va_antes_que_la_recurrencia_y_sin_nada_programado_no_hay_fechas() -> None:
    mensual = replace(
        ACTIVIDAD,
        recurrencia="1º jueves de cada mes",
        meses={
            MARZO: CeldaMes(programado=1),
            Mes(2024, 4): CeldaMes(programado=1, nota="3ª semana"),
            Mes(2024, 5): CeldaMes(programado=1, nota="con la JJVV"),
            Mes(2024, 6): CeldaMes(ejecutado=1),
        },
    )

    dichas = [decir(mensual.jornadas(Mes(2024, mes))) for mes in range(3, 8)]

    assert dichas == ["jueves 7 de marzo", "15–19 de abril", "jueves 2 de mayo", "", ""]
