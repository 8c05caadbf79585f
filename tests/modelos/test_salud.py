"""Lo medido se dice bien, con atención o mal, y lo que no está bien dice qué hacer."""

from datetime import datetime, timedelta, timezone

import pytest

from modelos import salud
from modelos.salud import EstadoSalud, Punto, peor

AHORA = datetime(2026, 11, 26, 9, 0, tzinfo=timezone(timedelta(hours=-3)))


def del_respaldo(dias: float | None, falla: str | None = None, *, automatico: bool = True) -> Punto:
    cuando = None if dias is None else AHORA - timedelta(days=dias)
    return salud.del_respaldo(cuando, falla, AHORA, automatico=automatico)


@pytest.mark.parametrize(
    ("dias", "falla", "estado"),
    [
        (0.1, None, EstadoSalud.BIEN),
        (1.9, None, EstadoSalud.BIEN),
        (2, None, EstadoSalud.ATENCION),
        (7, None, EstadoSalud.MAL),
        (None, None, EstadoSalud.MAL),
        (0.1, "No queda espacio.", EstadoSalud.ATENCION),
        (8, "No queda espacio.", EstadoSalud.MAL),
    ],
)
def test_el_respaldo_pide_atencion_a_los_dos_dias_o_cuando_falla(
    dias: float | None, falla: str | None, estado: EstadoSalud
) -> None:
    punto = del_respaldo(dias, falla)

    assert punto.estado is estado
    assert bool(punto.que_hacer) is (estado is not EstadoSalud.BIEN)


@pytest.mark.parametrize(
    ("dias", "frase"),
    [(0, "26-11-2026 a las 09:00, hoy."), (1, "25-11-2026 a las 09:00, ayer."), (3, "hace 3 días.")],
)
def test_dice_cuando_fue(dias: float, frase: str) -> None:
    assert frase in del_respaldo(dias).medido


def test_uno_del_futuro_delata_al_reloj() -> None:
    assert "revise el reloj" in del_respaldo(-4).medido


def test_lo_que_hay_que_hacer_depende_de_por_que_falta() -> None:
    assert "Remedie eso" in del_respaldo(3, "No queda espacio.").que_hacer
    assert "encendido" in del_respaldo(3).que_hacer
    assert "desactivado" in del_respaldo(3, automatico=False).que_hacer


@pytest.mark.parametrize(
    ("libre", "respaldo", "estado"),
    [
        (50_000_000_000, 1_000_000, EstadoSalud.BIEN),
        (1_900_000_000, 1_000_000, EstadoSalud.ATENCION),
        (8_000_000_000, 3_000_000_000, EstadoSalud.ATENCION),
        (150_000_000, 1_000_000, EstadoSalud.MAL),
        (2_900_000_000, 3_000_000_000, EstadoSalud.MAL),
    ],
)
def test_el_disco_debe_dar_para_guardar_y_para_tres_respaldos(
    libre: int, respaldo: int, estado: EstadoSalud
) -> None:
    assert salud.del_disco(libre, respaldo).estado is estado


def test_una_base_danada_ofrece_el_ultimo_respaldo_bueno() -> None:
    con, sin = salud.de_la_base("Está dañada.", "lunes.zip"), salud.de_la_base("Está dañada.", None)

    assert "El último respaldo bueno es lunes.zip" in con.que_hacer
    assert "último respaldo" not in sin.que_hacer
    assert {con.estado, sin.estado} == {EstadoSalud.MAL}


def test_la_verificacion_cuenta_lo_que_falta_leer() -> None:
    punto = salud.de_la_verificacion(AHORA, 2, AHORA)

    assert punto.medido == "26-11-2026 a las 09:00, hoy. Sin verificar: 2 respaldos."
    assert salud.de_la_verificacion(None, 0, AHORA).estado is EstadoSalud.ATENCION


def test_el_conjunto_esta_como_su_parte_peor() -> None:
    bien, mal = salud.del_lugar(None), salud.de_la_base("Está dañada.", None)

    assert peor([bien, mal, salud.del_lugar("Está en OneDrive.")]) is EstadoSalud.MAL
    assert peor([]) is EstadoSalud.BIEN
