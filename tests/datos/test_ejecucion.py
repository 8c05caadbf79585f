"""Registrar lo ejecutado y corregirlo, sin pisar lo que otra persona registró."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import col, select

from datos import ejecucion, planes
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.bitacora import Accion
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from tests.apoyo.planes import consultas, un_plan

HOY = date(2026, 10, 14)
SEPTIEMBRE, OCTUBRE, NOVIEMBRE = Mes(2026, 9), Mes(2026, 10), Mes(2026, 11)


def ver(plan_id: int) -> tuple[PlanCompleto, ActividadDelPlan]:
    """El plan y su primera actividad como los ve una persona en este momento."""
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    return plan, next(plan.actividades)


def celda(plan_id: int, mes: Mes) -> CeldaMes | None:
    return ver(plan_id)[1].meses.get(mes)


def ultima_descripcion() -> str:
    with lectura() as sesion:
        return sesion.exec(select(Accion).order_by(col(Accion.id).desc())).first().descripcion  # type: ignore[union-attr]


def con_unidad(plan_id: int, unidad: str) -> None:
    with escritura("Poner la unidad", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, ver(plan_id)[1].id).unidad_medida = unidad


def test_registrar_lo_programado_en_el_mes_queda_escrito_con_su_unidad(base: str) -> None:
    plan_id = un_plan(programado={10: 2})
    con_unidad(plan_id, "taller")

    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)

    assert celda(plan_id, OCTUBRE) == CeldaMes(2, 2, 0, None, HOY)
    assert ultima_descripcion() == "Registrar 2 talleres ejecutados en octubre de 2026: Actividad 1"


def test_lo_parcial_se_suma_a_lo_que_habia(base: str) -> None:
    plan_id = un_plan(programado={10: 5})

    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)

    assert celda(plan_id, OCTUBRE) == CeldaMes(5, 3, 0, None, HOY)


def test_se_registra_en_un_mes_anterior_aunque_no_tenga_nada_programado(base: str) -> None:
    plan_id = un_plan(programado={10: 1})

    ejecucion.registrar_parcial(*ver(plan_id), SEPTIEMBRE, 1, HOY)

    assert celda(plan_id, SEPTIEMBRE) == CeldaMes(0, 1, 0, None, HOY)


def test_no_se_registra_en_un_mes_futuro_ni_se_deja_rastro(base: str) -> None:
    plan_id = un_plan(programado={11: 1})
    antes = ver(plan_id)[0].version

    with pytest.raises(ErrorDeDominio, match="aún no comienza"):
        ejecucion.registrar_parcial(*ver(plan_id), NOVIEMBRE, 1, HOY)

    assert ver(plan_id)[0].version == antes


def test_deshacer_lo_unico_que_habia_en_el_mes_borra_su_fila(base: str) -> None:
    plan_id = un_plan(programado={10: 1})
    ejecucion.registrar_parcial(*ver(plan_id), SEPTIEMBRE, 1, HOY)

    ejecucion.deshacer_registro(*ver(plan_id), SEPTIEMBRE)

    with lectura() as sesion:
        assert [fila.mes for fila in sesion.exec(select(MesActividad))] == [10]


def test_deshacer_vuelve_a_lo_que_habia_antes_de_lo_ultimo_registrado(base: str) -> None:
    plan_id = un_plan(programado={10: 5})
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, date(2026, 10, 9))
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 3, HOY)

    ejecucion.deshacer_registro(*ver(plan_id), OCTUBRE)

    assert celda(plan_id, OCTUBRE) == CeldaMes(5, 2, 0, None, date(2026, 10, 9))


def test_deshacer_no_confunde_el_mes_ni_la_actividad(base: str) -> None:
    plan_id = un_plan(actividades=12, programado={1: 3, 10: 3})
    plan, primera = ver(plan_id)
    ejecucion.registrar_parcial(plan, primera, OCTUBRE, 1, HOY)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    ejecucion.registrar_parcial(*ver(plan_id), Mes(2026, 1), 3, HOY)
    plan = ver(plan_id)[0]
    undecima = list(plan.actividades)[10]  # su número empieza por el de la primera
    ejecucion.registrar_parcial(plan, undecima, OCTUBRE, 3, HOY)

    ejecucion.deshacer_registro(*ver(plan_id), OCTUBRE)

    assert celda(plan_id, OCTUBRE) == CeldaMes(3, 1, 0, None, HOY)


def test_deshacer_despues_de_que_otra_persona_siguio_se_niega(base: str) -> None:
    plan_id = un_plan(programado={10: 3})
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    visto = ver(plan_id)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)

    with pytest.raises(ConflictoDeVersion, match="otra persona cambió esta actividad"):
        ejecucion.deshacer_registro(*visto, OCTUBRE)

    assert celda(plan_id, OCTUBRE) == CeldaMes(3, 2, 0, None, HOY)


def test_si_otra_persona_registro_antes_se_niega_y_dice_ambos_valores(base: str) -> None:
    plan_id = un_plan(programado={10: 2})
    visto = ver(plan_id)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)

    with pytest.raises(ConflictoDeVersion) as rechazo:
        ejecucion.registrar_parcial(*visto, OCTUBRE, 2, HOY)

    assert str(rechazo.value) == (
        "No se guardó: otra persona cambió esta actividad. Lo suyo sigue aquí. "
        "Ejecutado en octubre de 2026: ahora dice 1; lo suyo dejaba 2."
    )
    assert celda(plan_id, OCTUBRE) == CeldaMes(2, 1, 0, None, HOY)


def test_lo_que_otra_persona_cambio_en_otra_actividad_no_molesta(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={10: 1})
    plan, primera = ver(plan_id)
    segunda = list(plan.actividades)[1]
    ejecucion.registrar_parcial(plan, segunda, OCTUBRE, 1, HOY)

    ejecucion.registrar_parcial(plan, primera, OCTUBRE, 1, HOY)

    assert [a.meses[OCTUBRE].ejecutado for a in ver(plan_id)[0].actividades] == [1, 1]


def test_de_veinte_que_registran_lo_mismo_a_la_vez_solo_uno_lo_logra(base: str) -> None:
    plan_id = un_plan(programado={10: 2})
    visto = ver(plan_id)

    def registrar(_: int) -> bool:
        try:
            ejecucion.registrar_parcial(*visto, OCTUBRE, 2, HOY)
        except ConflictoDeVersion:
            return False
        return True

    with ThreadPoolExecutor(20) as varias:
        logrados = list(varias.map(registrar, range(20)))

    assert sum(logrados) == 1
    assert celda(plan_id, OCTUBRE) == CeldaMes(2, 2, 0, None, HOY)


def test_no_se_registra_en_una_actividad_que_fue_a_la_papelera(base: str) -> None:
    plan_id, otro_id = un_plan(programado={10: 1}), un_plan(nombre="Otro")
    actividad = ver(plan_id)[1]

    with pytest.raises(ErrorDeDominio, match="ya no está en el plan"):
        ejecucion.registrar_parcial(ver(otro_id)[0], actividad, OCTUBRE, 1, HOY)


def test_la_accion_se_puede_deshacer_entera(base: str) -> None:
    plan_id = un_plan(programado={10: 2})

    accion_id = ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)
    deshacer(accion_id)

    assert celda(plan_id, OCTUBRE) == CeldaMes(2)


def test_registrar_cuesta_lo_mismo_con_diez_y_con_trescientas_actividades(base: str) -> None:
    cuentas = []
    for cantidad in (10, 300):
        visto = ver(un_plan(actividades=cantidad, lineas=3, programado={10: 1}, nombre=f"Plan {cantidad}"))
        with consultas() as hechas:
            ejecucion.registrar_parcial(*visto, OCTUBRE, 1, HOY)
        cuentas.append(len(hechas))

    assert cuentas[0] == cuentas[1]
