"""Qué respaldo automático toca y cuáles dejan su lugar, también con un reloj que salta."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.respaldos import Automatico, Politica, sobran, toca
from modelos.turno import DURACION, plazos

CHILE = timezone(timedelta(hours=-3))
AHORA = datetime(2026, 11, 26, 9, 0, tzinfo=CHILE)


def uno(momento: datetime, *, bueno: bool = True) -> Automatico:
    return Automatico(f"{momento:%Y%m%dT%H%M%S}", momento, bueno)


def diarios(cuantos: int, hasta: datetime = AHORA) -> list[Automatico]:
    return [uno(hasta - timedelta(days=dia)) for dia in range(cuantos)]


def quedan(hechos: list[Automatico], ahora: datetime = AHORA, politica: Politica = Politica()) -> list[str]:  # noqa: B008
    return [hecho.nombre for hecho in hechos if hecho.nombre not in sobran(hechos, ahora, politica)]


def test_toca_uno_al_dia_en_la_zona_de_la_municipalidad() -> None:
    de_anoche = uno(datetime(2026, 11, 26, 2, 30, tzinfo=UTC))  # en Chile aún era el 25
    de_hoy = uno(datetime(2026, 11, 26, 3, 30, tzinfo=UTC))

    assert toca([], AHORA)
    assert toca([de_anoche], AHORA)
    assert not toca([de_anoche, de_hoy], AHORA)


def test_uno_que_no_se_verifico_no_vale_como_el_de_hoy() -> None:
    assert toca([uno(AHORA, bueno=False)], AHORA)


def test_un_reloj_que_retrocede_no_impide_respaldar() -> None:
    hechos = diarios(30)

    assert toca(hechos, AHORA - timedelta(days=1000))
    assert toca([uno(AHORA + timedelta(days=1))], AHORA)


def test_se_conservan_siete_dias_cuatro_semanas_y_doce_meses() -> None:
    hechos = diarios(600)

    conservados = quedan(hechos)

    assert conservados[:7] == [hecho.nombre for hecho in hechos[:7]]
    assert [nombre[:8] for nombre in conservados[7:]] == [
        "20261115",  # domingos: el último de cada semana anterior
        "20261108",
        "20261031",  # el último de cada mes anterior
        "20260930",
        "20260831",
        "20260731",
        "20260630",
        "20260531",
        "20260430",
        "20260331",
        "20260228",
        "20260131",
        "20251231",
    ]


def test_del_mismo_dia_queda_el_ultimo() -> None:
    temprano, tarde = uno(AHORA - timedelta(hours=3)), uno(AHORA)

    assert quedan([temprano, tarde]) == [tarde.nombre]


def test_uno_sin_verificar_ni_se_borra_ni_ocupa_el_lugar_de_uno_bueno() -> None:
    hechos = diarios(7)
    malos = [uno(hecho.momento + timedelta(minutes=1), bueno=False) for hecho in hechos]

    assert sobran([*hechos, *malos], AHORA, Politica()) == []


def test_lo_que_hizo_un_reloj_adelantado_no_desaloja_a_nadie() -> None:
    adelantados = diarios(40, AHORA + timedelta(days=2000))
    hechos = diarios(3)

    assert sobran([*adelantados, *hechos], AHORA, Politica()) == []


def test_con_el_reloj_atrasado_no_se_borra_lo_hecho_antes_de_atrasarse() -> None:
    atrasado = AHORA - timedelta(days=3000)
    hechos = [*diarios(20), uno(atrasado)]

    assert sobran(hechos, atrasado, Politica()) == []


def test_el_ultimo_bueno_queda_aunque_se_pida_conservar_lo_menos() -> None:
    hechos = diarios(5)

    assert quedan(hechos, politica=Politica(0, 0, 1)) == [hechos[0].nombre]
    assert quedan(hechos, politica=Politica(0, 0, 0)) == [hechos[0].nombre]


@given(st.lists(st.integers(-2_000_000, 2_000_000), unique=True, max_size=60), st.integers(-500_000, 500_000))
def test_pase_lo_que_pase_con_el_reloj_queda_el_mas_nuevo_y_no_mas_de_veintitres(
    minutos: list[int], salto: int
) -> None:
    hechos = [uno(AHORA + timedelta(minutes=minuto)) for minuto in minutos]
    ahora = AHORA + timedelta(minutes=salto)

    se_van = set(sobran(hechos, ahora, Politica()))

    pasados = [hecho for hecho in hechos if hecho.momento <= ahora]
    conservados = [hecho for hecho in pasados if hecho.nombre not in se_van]
    assert se_van <= {hecho.nombre for hecho in pasados}
    assert len(conservados) <= 7 + 4 + 12
    if pasados:
        assert max(pasados, key=lambda hecho: hecho.momento) in conservados


@pytest.mark.parametrize(
    ("vence", "vigente"),
    [
        (timedelta(minutes=30), True),
        (timedelta(0), False),
        (-timedelta(days=1), False),
        (DURACION, True),
        (timedelta(days=900), False),
    ],
)
def test_un_turno_vale_solo_si_vence_dentro_de_su_duracion(vence: timedelta, vigente: bool) -> None:
    desde, hasta = plazos(AHORA)

    assert (desde < AHORA + vence <= hasta) is vigente
