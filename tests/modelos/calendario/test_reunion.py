"""Qué se ve en la reunión: lo del mes, lo que viene, lo que trae atraso y en qué páginas."""

from datetime import date

import pytest

from modelos.calendario.reunion import Bloque, Reunion, acotar_mes, reunion, vecinos
from modelos.meses import Mes
from tests.modelos.arboles import un_arbol, una_del_plan

OCTUBRE, HOY = Mes(2026, 10), date(2026, 10, 14)


def del_mes(mirada: Reunion) -> Bloque:
    return mirada.bloques[0]


def ids(bloque: Bloque) -> list[int]:
    return [renglon.actividad.id for renglon in bloque.renglones]


def test_primero_lo_del_mes_y_despues_lo_de_los_dos_que_siguen_por_linea() -> None:
    plan = un_arbol(
        (una_del_plan({10: 1}, actividad_id=1), una_del_plan({9: 1}, actividad_id=2)),
        (una_del_plan({11: 1, 12: 1}, actividad_id=3), una_del_plan({10: 1, 12: 1}, actividad_id=4)),
    )

    presente, venidero = reunion(plan, OCTUBRE, HOY).bloques

    assert (ids(presente), [renglon.linea.numeral for renglon in presente.renglones]) == ([1, 4], ["I", "II"])
    assert ids(venidero) == [3, 4]
    assert [venidero.cuantas_en(mes) for mes in venidero.meses] == [1, 2]


def test_viene_atrasada_la_que_debe_algo_de_un_mes_que_ya_termino() -> None:
    plan = un_arbol(
        (
            una_del_plan({9: 1, 10: 1}, actividad_id=1),
            una_del_plan({9: 1, 10: 1}, {9: 1}, actividad_id=2),
            una_del_plan({10: 1, 11: 1}, actividad_id=3),  # octubre aún no termina
        )
    )

    def atrasadas(mes: int) -> list[int]:
        bloque = del_mes(reunion(plan, Mes(2026, mes), HOY))
        return [renglon.actividad.id for renglon in bloque.renglones if renglon.viene_atrasada]

    assert {mes: atrasadas(mes) for mes in (9, 10, 11)} == {9: [], 10: [1], 11: []}


def test_las_cuentas_dicen_solo_lo_que_hay() -> None:
    plan = un_arbol(
        (
            una_del_plan({10: 1}, {10: 1}, actividad_id=1),
            una_del_plan({10: 4}, {10: 1}, actividad_id=2),
            una_del_plan({9: 1, 10: 1}, actividad_id=3),
        )
    )

    assert del_mes(reunion(plan, OCTUBRE, HOY)).cuentas == [
        "3 actividades",
        "1 ejecutada",
        "1 parcial",
        "1 viene atrasada",
    ]
    assert del_mes(reunion(plan, Mes(2026, 9), date(2026, 12, 1))).cuentas == ["1 actividad", "1 pendiente"]
    assert del_mes(reunion(plan, Mes(2026, 3), HOY)).cuentas == []


def test_un_mes_sin_nada_lo_dice_y_ocupa_una_pagina() -> None:
    mirada = reunion(un_arbol((una_del_plan({11: 1}),)), OCTUBRE, HOY)

    assert mirada.comienzos(6) == [0, 1]
    assert mirada.vista(0).bloque.vacio == "Nada programado en octubre."
    assert mirada.vista(1).bloque.meses == (Mes(2026, 11), Mes(2026, 12))
    sin_nada = reunion(un_arbol(()), OCTUBRE, HOY)
    assert sin_nada.bloques[1].vacio == "Nada programado en noviembre ni diciembre."


@pytest.mark.parametrize(("cuantos", "comienzos"), [(6, [0, 6, 8]), (4, [0, 4, 8])])
def test_cada_pagina_es_de_un_solo_bloque(cuantos: int, comienzos: list[int]) -> None:
    actividades = tuple(una_del_plan({10: 1}, actividad_id=n) for n in range(1, 9))
    mirada = reunion(un_arbol((*actividades, una_del_plan({12: 1}, actividad_id=9))), OCTUBRE, HOY)

    assert mirada.comienzos(cuantos) == comienzos
    assert [renglon.actividad.id for renglon in mirada.vista(6).renglones] == [7, 8]


def test_el_mes_y_el_renglon_que_no_existen_se_llevan_al_mas_cercano() -> None:
    plan = un_arbol((una_del_plan({10: 1}),))

    assert acotar_mes(plan, Mes(2024, 3)) == Mes(2026, 1)
    assert acotar_mes(plan, Mes(2031, 3)) == Mes(2026, 12)
    assert reunion(plan, OCTUBRE, HOY).vista(99).desde == 1


@pytest.mark.parametrize(("mes", "siguientes"), [(10, [11, 12]), (11, [12]), (12, [])])
def test_lo_que_viene_son_solo_meses_que_el_plan_tiene(mes: int, siguientes: list[int]) -> None:
    mirada = reunion(un_arbol((una_del_plan({11: 1}),)), Mes(2026, mes), HOY)

    venideros = [siguiente.mes for bloque in mirada.bloques[1:] for siguiente in bloque.meses]
    assert venideros == siguientes
    assert [mes.mes for bloque in mirada.hoja for mes in bloque.meses] == [mes, *siguientes]
    assert mirada.comienzos(6) == list(range(len(mirada.bloques)))


def test_del_ultimo_mes_no_se_pasa_a_uno_que_no_existe() -> None:
    mirada = reunion(un_arbol((una_del_plan({12: 1}),)), Mes(2026, 12), HOY)

    assert mirada.venidero is None
    assert mirada.vista(99).bloque.meses == (Mes(2026, 12),)


def test_se_pasa_de_mes_solo_por_los_que_se_muestran() -> None:
    con_un_mes_fuera = un_arbol((una_del_plan({3: 1, 10: 1}),), cantidad_meses=6)

    assert vecinos(con_un_mes_fuera, Mes(2026, 1)) == (None, Mes(2026, 2))
    assert vecinos(con_un_mes_fuera, Mes(2026, 6)) == (Mes(2026, 5), OCTUBRE)
    assert vecinos(con_un_mes_fuera, OCTUBRE) == (Mes(2026, 6), None)
