"""Lo que se puede registrar y mover, y cómo se dice una cantidad."""

from datetime import date

import pytest

from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.seguimiento.ejecucion import (
    CANTIDAD_MAXIMA,
    comprobar_cantidad,
    comprobar_mes_ejecutado,
    comprobar_mes_programado,
    comprobar_traslado,
    en_su_unidad,
    lo_ejecutado,
)

HOY = date(2026, 10, 14)
INICIO, FIN = Mes(2026, 1), Mes(2026, 12)
OCTUBRE = Mes(2026, 10)


@pytest.mark.parametrize(
    ("cantidad", "unidad", "dicho"),
    [
        (2, "taller", "2 talleres"),
        (1, "taller", "1 taller"),
        (0, "taller", "0 talleres"),
        (25, "%", "25 %"),
        (2, None, "2"),
        (12000, "árbol", "12.000 árboles"),
    ],
)
def test_una_cantidad_se_dice_en_su_unidad(cantidad: int, unidad: str | None, dicho: str) -> None:
    assert en_su_unidad(cantidad, unidad) == dicho


@pytest.mark.parametrize(
    ("cantidad", "unidad", "dicho"),
    [
        (2, "taller", "2 talleres ejecutados"),
        (1, "sesión", "1 sesión ejecutada"),
        (3, "acción", "3 acciones ejecutadas"),
        (1, None, "1 ejecución"),
        (2, None, "2 ejecuciones"),
    ],
)
def test_lo_ejecutado_concuerda_en_genero_y_numero(cantidad: int, unidad: str | None, dicho: str) -> None:
    assert lo_ejecutado(cantidad, unidad) == dicho


@pytest.mark.parametrize("cantidad", [0, -1, CANTIDAD_MAXIMA + 1])
def test_no_se_registra_una_cantidad_imposible(cantidad: int) -> None:
    with pytest.raises(ErrorDeDominio, match="No se guardó"):
        comprobar_cantidad(cantidad)


def test_un_mes_se_puede_dejar_en_cero_al_editarlo() -> None:
    comprobar_cantidad(0, minima=0)

    with pytest.raises(ErrorDeDominio):
        comprobar_cantidad(-1, minima=0)


def test_no_se_ejecuta_en_un_mes_que_aun_no_comienza() -> None:
    comprobar_mes_ejecutado(OCTUBRE, INICIO, FIN, HOY)

    with pytest.raises(ErrorDeDominio, match=r"noviembre de 2026 aún no comienza"):
        comprobar_mes_ejecutado(Mes(2026, 11), INICIO, FIN, HOY)


def test_no_se_ejecuta_ni_se_programa_fuera_del_plan() -> None:
    fuera = Mes(2025, 12)

    with pytest.raises(ErrorDeDominio, match="de enero de 2026 a diciembre de 2026"):
        comprobar_mes_ejecutado(fuera, INICIO, FIN, HOY)
    with pytest.raises(ErrorDeDominio, match="diciembre de 2025 queda fuera"):
        comprobar_mes_programado(fuera, INICIO, FIN)


@pytest.mark.parametrize(
    ("hacia", "razon"),
    [
        (Mes(2026, 9), "ya terminó"),
        (Mes(2027, 1), "queda fuera"),
        (Mes(2026, 11), "elija un mes distinto"),
    ],
)
def test_se_reprograma_hacia_otro_mes_del_plan_que_no_haya_terminado(hacia: Mes, razon: str) -> None:
    comprobar_traslado(Mes(2026, 11), OCTUBRE, INICIO, FIN, HOY)

    with pytest.raises(ErrorDeDominio, match=razon):
        comprobar_traslado(Mes(2026, 11), hacia, INICIO, FIN, HOY)
