"""Cambiar varias actividades de una vez."""

from datetime import date

import pytest
from sqlmodel import select

from datos import lotes, unidades
from datos.conexion import escritura, lectura
from modelos.actividad import MesActividad, Motivo, Reprogramacion
from modelos.calendario.programacion_en_lote import Correr, UnoPorMes
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo.planes import leer, un_plan

HOY = date(2026, 10, 14)
MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)


def ids(plan_id: int) -> list[int]:
    return [actividad.id for actividad in leer(plan_id).actividades]


def programado(plan_id: int) -> list[dict[Mes, int]]:
    return [{mes: celda.programado for mes, celda in a.meses.items()} for a in leer(plan_id).actividades]


def test_el_peso_cambia_solo_en_las_marcadas(base: str) -> None:
    plan_id = un_plan(actividades=3)

    with escritura("Peso", plan_id=plan_id) as sesion:
        lotes.cambiar_peso(sesion, ids(plan_id)[:2], 2.5)

    assert [actividad.peso for actividad in leer(plan_id).actividades] == [2.5, 2.5, 1.0]


def test_un_peso_negativo_no_cambia_nada(base: str) -> None:
    plan_id = un_plan()

    with pytest.raises(ErrorDeDominio, match="no puede ser menor que cero"), escritura("Peso") as sesion:
        lotes.cambiar_peso(sesion, ids(plan_id), -1)


def test_los_responsables_se_reemplazan_en_todas_las_marcadas(base: str) -> None:
    plan_id = un_plan(actividades=3, unidades=3)

    with escritura("Responsables", plan_id=plan_id) as sesion:
        nuevas = unidades.asegurar(sesion, leer(plan_id).municipalidad_id, ["Turismo", "Unidad 1"])
        lotes.cambiar_unidades(sesion, ids(plan_id)[:2], nuevas)

    assert [[u.nombre for u in a.unidades] for a in leer(plan_id).actividades] == [
        ["Turismo", "Unidad 1"],
        ["Turismo", "Unidad 1"],
        ["Unidad 3"],
    ]


def test_programar_uno_por_mes_reemplaza_lo_que_habia(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={1: 4})

    with escritura("Meses", plan_id=plan_id) as sesion:
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id)[:1], UnoPorMes(MARZO, ABRIL), HOY)

    assert programado(plan_id) == [{MARZO: 1, ABRIL: 1}, {Mes(2026, 1): 4}]


def test_el_mes_que_se_vacia_conserva_lo_ejecutado_y_su_nota(base: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with escritura("Ejecutar", plan_id=plan_id) as sesion:
        mes = sesion.get(MesActividad, (ids(plan_id)[0], 2026, 3))
        assert mes is not None
        mes.ejecutado, mes.nota = 1, "Hecho"

    with escritura("Correr", plan_id=plan_id) as sesion:
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id), Correr(1), HOY)

    celda = next(leer(plan_id).actividades).meses[MARZO]
    assert (celda.programado, celda.ejecutado, celda.nota) == (0, 1, "Hecho")


def test_si_una_no_cabe_no_se_corre_ninguna(base: str) -> None:
    plan_id = un_plan(actividades=1, programado={3: 1, 12: 1})

    with pytest.raises(ErrorDeDominio, match="enero de 2027"), escritura("Correr", plan_id=plan_id) as sesion:
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id), Correr(1), HOY)

    assert programado(plan_id) == [{MARZO: 1, Mes(2026, 12): 1}]


def test_en_un_plan_vigente_correr_pide_motivo_y_lo_anota_por_actividad(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1}, estado=EstadoPlan.VIGENTE)

    with (
        pytest.raises(ErrorDeDominio, match="Elija un motivo"),
        escritura("Correr", plan_id=plan_id) as sesion,
    ):
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id), Correr(1), HOY)
    with escritura("Correr", plan_id=plan_id) as sesion:
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id), Correr(1), HOY, Razon(Motivo.CLIMA, "Lluvias"))

    assert programado(plan_id) == [{ABRIL: 1}, {ABRIL: 1}]
    with lectura() as sesion:
        anotadas = sesion.exec(select(Reprogramacion)).all()
    assert [(a.motivo, a.explicacion) for a in anotadas] == [("clima", "Lluvias")] * 2


def test_en_un_plan_vigente_agregar_meses_no_pide_motivo(base: str) -> None:
    plan_id = un_plan(estado=EstadoPlan.VIGENTE)

    with escritura("Programar", plan_id=plan_id) as sesion:
        lotes.cambiar_meses(sesion, plan_id, ids(plan_id), UnoPorMes(MARZO, MARZO), HOY)

    assert programado(plan_id) == [{MARZO: 1}]
