"""En un plan vigente, mover o bajar lo programado exige decir por qué."""

import pytest
from hypothesis import given

from modelos.actividad import Motivo
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import (
    SIN_RAZON,
    CambioProgramado,
    Razon,
    cambios_de,
    comprobar_razon,
    exigen_motivo,
)
from tests.modelos.actividades import unidades_por_mes

AGOSTO, OCTUBRE = Mes(2026, 8), Mes(2026, 10)
BAJA_DE_AGOSTO = (CambioProgramado(AGOSTO, 2, 0),)


def test_mover_a_otro_mes_exige_motivo_por_el_mes_que_baja() -> None:
    assert exigen_motivo(EstadoPlan.VIGENTE, {AGOSTO: 2}, {OCTUBRE: 2}) == BAJA_DE_AGOSTO


def test_bajar_exige_motivo() -> None:
    bajas = exigen_motivo(EstadoPlan.VIGENTE, {AGOSTO: 4, OCTUBRE: 1}, {AGOSTO: 3, OCTUBRE: 1})

    assert bajas == (CambioProgramado(AGOSTO, 4, 3),)


def test_agregar_no_exige_motivo() -> None:
    assert exigen_motivo(EstadoPlan.VIGENTE, {AGOSTO: 1}, {AGOSTO: 2, OCTUBRE: 1}) == ()


def test_en_un_borrador_nada_exige_motivo() -> None:
    assert exigen_motivo(EstadoPlan.BORRADOR, {AGOSTO: 2}, {}) == ()


def test_el_estado_puede_venir_como_se_guarda() -> None:
    assert exigen_motivo("vigente", {AGOSTO: 2}, {}) == BAJA_DE_AGOSTO


def test_los_cambios_son_todos_los_meses_que_difieren_en_orden() -> None:
    assert cambios_de({OCTUBRE: 1, AGOSTO: 2}, {OCTUBRE: 3, AGOSTO: 0}) == (
        CambioProgramado(AGOSTO, 2, 0),
        CambioProgramado(OCTUBRE, 1, 3),
    )


def test_sin_motivo_se_niega_y_dice_que_mes_baja() -> None:
    with pytest.raises(ErrorDeDominio, match=r"agosto de 2026: de 2 a 0.*Elija un motivo"):
        comprobar_razon(BAJA_DE_AGOSTO, Razon(None, "se cortó el camino"))


@pytest.mark.parametrize("explicacion", ["", "  "])
def test_el_motivo_otro_pide_una_frase(explicacion: str) -> None:
    with pytest.raises(ErrorDeDominio, match="escriba una frase"):
        comprobar_razon(BAJA_DE_AGOSTO, Razon(Motivo.OTRO, explicacion))


def test_un_motivo_del_catalogo_basta() -> None:
    comprobar_razon(BAJA_DE_AGOSTO, Razon(Motivo.CLIMA))
    comprobar_razon(BAJA_DE_AGOSTO, Razon(Motivo.OTRO, "El recinto cerró por elecciones."))


def test_sin_bajas_no_se_pide_motivo() -> None:
    comprobar_razon((), SIN_RAZON)


@given(unidades_por_mes, unidades_por_mes)
def test_si_el_total_baja_siempre_hay_algo_que_explicar(
    antes: dict[int, int], despues: dict[int, int]
) -> None:
    con_mes = [{Mes(2026, mes): n for mes, n in cantidades.items()} for cantidades in (antes, despues)]
    bajas = exigen_motivo(EstadoPlan.VIGENTE, *con_mes)

    assert bajas or sum(despues.values()) >= sum(antes.values())
    assert all(baja.despues < baja.antes for baja in bajas)
