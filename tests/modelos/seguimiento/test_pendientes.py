"""Qué hay que hacer hoy, y cómo se dice en una línea."""

from datetime import date

import pytest

from modelos.estados import EstadoActividad
from modelos.meses import Mes
from modelos.seguimiento.pendientes import Asunto, por_linea, reunir
from modelos.seguimiento.resumen_de_asunto import detalle
from tests.modelos.arboles import un_arbol, una_del_plan

HOY = date(2026, 10, 14)


def asunto(
    programado: dict[int, int], ejecutado: dict[int, int] | None = None, unidad: str | None = None
) -> Asunto:
    [unico] = reunir(un_arbol((una_del_plan(programado, ejecutado, unidad=unidad),)), HOY).asuntos
    return unico


def dicho(
    programado: dict[int, int], ejecutado: dict[int, int] | None = None, unidad: str | None = None
) -> str:
    plan = un_arbol((una_del_plan(programado, ejecutado, unidad=unidad),))
    return detalle(plan, reunir(plan, HOY).asuntos[0])


def test_lo_que_vence_este_mes_sigue_en_la_lista_despues_de_ejecutarlo() -> None:
    plan = un_arbol((una_del_plan({10: 2}, {10: 2}), una_del_plan({10: 1}, actividad_id=2)))

    pendientes = reunir(plan, HOY)

    assert [a.actividad.id for a in pendientes.este_mes] == [1, 2]
    assert pendientes.ejecutadas == 1


def test_lo_de_otro_mes_no_vence_en_este() -> None:
    pendientes = reunir(un_arbol((una_del_plan({9: 1, 11: 1}, {9: 1}),)), HOY)

    assert pendientes.este_mes == ()
    assert pendientes.proximo == Mes(2026, 11)
    assert pendientes.del_proximo == 1


def test_lo_atrasado_y_lo_vencido_se_listan_aunque_su_mes_no_sea_este() -> None:
    atrasada = una_del_plan({8: 1, 12: 1}, actividad_id=1)
    vencida = una_del_plan({8: 3}, {8: 1}, actividad_id=2)

    pendientes = reunir(un_arbol((atrasada, vencida)), HOY)

    assert [a.actividad.id for a in pendientes.de_antes] == [1, 2]
    assert [a.de_antes for a in pendientes.de_antes] == [1, 2]
    assert pendientes.por_estado[EstadoActividad.ATRASADA] == 1
    assert pendientes.por_estado[EstadoActividad.VENCIDA] == 1


def test_una_atrasada_que_ademas_vence_este_mes_sale_una_sola_vez_hasta_ejecutar_lo_del_mes() -> None:
    pendiente = reunir(un_arbol((una_del_plan({8: 2, 10: 1, 12: 1}),)), HOY)
    ejecutada = reunir(un_arbol((una_del_plan({8: 2, 10: 1, 12: 1}, {10: 1}),)), HOY)

    assert (len(pendiente.este_mes), len(pendiente.de_antes)) == (1, 0)
    assert (len(ejecutada.este_mes), len(ejecutada.de_antes)) == (1, 1)


def test_lo_atrasado_que_se_saldo_este_mes_queda_a_la_vista_para_poder_deshacerlo() -> None:
    saldada = asunto({8: 1, 12: 1}, {10: 1})

    assert saldada.estado is EstadoActividad.AL_DIA
    assert saldada.se_puso_al_dia
    assert saldada.va_con_lo_atrasado


def test_lo_ejecutado_a_tiempo_no_va_con_lo_atrasado() -> None:
    assert not asunto({9: 1, 12: 1}, {9: 1}).va_con_lo_atrasado


def test_los_meses_por_ejecutar_son_los_que_algo_les_falta() -> None:
    con_partes = asunto({8: 2, 9: 1, 10: 1, 12: 1}, {8: 1, 9: 1})

    assert [mes.mes for mes in con_partes.meses_por_ejecutar] == [8, 10, 12]
    assert [mes.mes for mes in con_partes.meses_pendientes] == [8]


def test_sin_programar_no_se_cuenta_como_programada() -> None:
    pendientes = reunir(un_arbol((una_del_plan(), una_del_plan({10: 1}, actividad_id=2))), HOY)

    assert pendientes.programadas == 1
    assert pendientes.por_estado[EstadoActividad.SIN_PROGRAMAR] == 1


@pytest.mark.parametrize(
    ("hoy", "termino", "no_comienza"),
    [(date(2025, 12, 31), False, True), (HOY, False, False), (date(2027, 1, 1), True, False)],
)
def test_se_sabe_si_el_plan_no_comienza_o_ya_termino(hoy: date, termino: bool, no_comienza: bool) -> None:
    pendientes = reunir(un_arbol((una_del_plan({10: 1}),)), hoy)

    assert pendientes.termino is termino
    assert pendientes.no_comienza is no_comienza


def test_si_el_plan_no_comienza_lo_proximo_es_su_primer_mes() -> None:
    pendientes = reunir(un_arbol((una_del_plan({1: 1}),)), date(2025, 6, 1))

    assert pendientes.proximo == Mes(2026, 1)
    assert pendientes.del_proximo == 1


def test_los_asuntos_se_agrupan_por_linea_en_el_orden_del_plan() -> None:
    plan = un_arbol(
        (una_del_plan({10: 1}, actividad_id=1), una_del_plan({10: 1}, actividad_id=2)),
        (una_del_plan({10: 1}, actividad_id=3),),
    )

    grupos = [
        (linea.numero, [a.actividad.id for a in suyos])
        for linea, suyos in por_linea(reunir(plan, HOY).este_mes)
    ]

    assert grupos == [(1, [1, 2]), (2, [3])]


@pytest.mark.parametrize(
    ("programado", "ejecutado", "unidad", "frase"),
    [
        ({4: 3, 6: 3, 10: 2}, {4: 3, 6: 3}, "taller", "a.1 · 2 talleres en octubre · 6 de 8 en el año"),
        ({10: 2, 12: 1}, {10: 1}, "taller", "a.1 · 1 de 2 talleres en octubre · 1 de 3 en el año"),
        ({9: 2, 10: 2}, {9: 2}, None, "a.1 · 2 en octubre · 2 de 4 en el año"),
        ({10: 1}, {}, None, "a.1 · única vez en el año"),
        (
            {3: 2, 9: 1, 12: 1},
            {},
            "acción",
            "a.1 · de marzo a septiembre faltan 3 acciones · 0 de 4 en el año",
        ),
        ({3: 1, 12: 1}, {}, None, "a.1 · de marzo falta 1 · 0 de 2 en el año"),
        ({}, {}, None, "a.1"),
    ],
)
def test_una_linea_dice_que_toca_que_falta_y_cuanto_va(
    programado: dict[int, int], ejecutado: dict[int, int], unidad: str | None, frase: str
) -> None:
    assert dicho(programado, ejecutado, unidad) == frase


def test_lo_ejecutado_de_mas_no_infla_la_cuenta_del_anio() -> None:
    assert dicho({9: 2, 12: 1}, {9: 5}) == "a.1 · 3 de 3 en el año"


def test_un_plan_de_varios_anios_no_habla_del_anio() -> None:
    plan = un_arbol((una_del_plan({3: 1, 12: 1}),), cantidad_meses=24)

    frase = detalle(plan, reunir(plan, HOY).asuntos[0])

    assert frase == "a.1 · de marzo de 2026 falta 1 · 0 de 2 en el plan"
