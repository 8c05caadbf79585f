"""Reprogramar con su razón, editar los meses y explicar un atraso."""

import json
from datetime import date

import pytest
from sqlmodel import select

from datos import ejecucion, planes, seguimiento
from datos.conexion import lectura
from modelos.actividad import MesActividad, Motivo, Reprogramacion
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo.planes import un_plan

HOY = date(2026, 10, 14)
SEPTIEMBRE, OCTUBRE, NOVIEMBRE, DICIEMBRE = (Mes(2026, mes) for mes in (9, 10, 11, 12))
CLIMA = Razon(Motivo.CLIMA, "Llovió dos semanas")


def ver(plan_id: int) -> tuple[PlanCompleto, ActividadDelPlan]:
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    return plan, next(plan.actividades)


def programado(plan_id: int) -> dict[int, int]:
    return {mes.mes: celda.programado for mes, celda in ver(plan_id)[1].meses.items()}


def anotadas() -> list[Reprogramacion]:
    with lectura() as sesion:
        return list(sesion.exec(select(Reprogramacion)))


def test_reprogramar_mueve_la_cantidad_y_anota_la_razon(base: str) -> None:
    plan_id = un_plan(programado={10: 3}, estado=EstadoPlan.VIGENTE)

    seguimiento.reprogramar(*ver(plan_id), OCTUBRE, DICIEMBRE, 2, HOY, CLIMA)

    assert programado(plan_id) == {10: 1, 12: 2}
    [anotada] = anotadas()
    assert (anotada.motivo, anotada.explicacion, anotada.fecha) == ("clima", "Llovió dos semanas", HOY)
    assert json.loads(anotada.cambios) == [
        {"anio": 2026, "mes": 10, "antes": 3, "despues": 1},
        {"anio": 2026, "mes": 12, "antes": 0, "despues": 2},
    ]


def test_en_un_plan_vigente_no_se_reprograma_sin_motivo(base: str) -> None:
    plan_id = un_plan(programado={10: 1}, estado=EstadoPlan.VIGENTE)

    with pytest.raises(ErrorDeDominio, match="Elija un motivo"):
        seguimiento.reprogramar(*ver(plan_id), OCTUBRE, NOVIEMBRE, 1, HOY)

    assert programado(plan_id) == {10: 1}


def test_en_un_borrador_se_reprograma_libremente_y_no_se_anota(base: str) -> None:
    plan_id = un_plan(programado={10: 1})

    seguimiento.reprogramar(*ver(plan_id), OCTUBRE, NOVIEMBRE, 1, HOY)

    assert programado(plan_id) == {11: 1}
    assert anotadas() == []


def test_no_se_mueve_mas_de_lo_programado(base: str) -> None:
    plan_id = un_plan(programado={10: 1})

    with pytest.raises(ErrorDeDominio, match="en octubre de 2026 hay 1 programado, no 2"):
        seguimiento.reprogramar(*ver(plan_id), OCTUBRE, NOVIEMBRE, 2, HOY)


def test_si_otra_persona_movio_lo_mismo_se_niega_y_nada_se_pierde(base: str) -> None:
    plan_id = un_plan(programado={10: 2})
    visto = ver(plan_id)
    seguimiento.reprogramar(*ver(plan_id), OCTUBRE, DICIEMBRE, 1, HOY)

    with pytest.raises(ConflictoDeVersion, match=r"ahora dice 1, lo suyo dejaba 0"):
        seguimiento.reprogramar(*visto, OCTUBRE, NOVIEMBRE, 2, HOY)

    assert programado(plan_id) == {10: 1, 12: 1}


def test_los_meses_se_guardan_juntos_con_sus_notas(base: str) -> None:
    plan_id = un_plan(programado={9: 1, 10: 1})

    seguimiento.guardar_meses(
        *ver(plan_id),
        {SEPTIEMBRE: CeldaMes(1, 1), OCTUBRE: CeldaMes(2, 0, nota="  Dos sedes  ")},
        HOY,
    )

    assert dict(ver(plan_id)[1].meses) == {
        SEPTIEMBRE: CeldaMes(1, 1, 0, None, HOY),
        OCTUBRE: CeldaMes(2, 0, 0, "Dos sedes"),
    }


def test_un_mes_que_queda_sin_nada_no_deja_fila(base: str) -> None:
    plan_id = un_plan(programado={9: 1, 10: 1})

    seguimiento.guardar_meses(*ver(plan_id), {SEPTIEMBRE: CeldaMes()}, HOY)

    with lectura() as sesion:
        assert [fila.mes for fila in sesion.exec(select(MesActividad))] == [10]


def test_guardar_lo_mismo_no_es_un_cambio(base: str) -> None:
    plan_id = un_plan(programado={10: 1})

    with pytest.raises(ErrorDeDominio, match="No hay cambios"):
        seguimiento.guardar_meses(*ver(plan_id), {OCTUBRE: CeldaMes(1)}, HOY)


def test_bajar_lo_programado_de_un_plan_vigente_exige_motivo_tambien_al_editar(base: str) -> None:
    plan_id = un_plan(programado={10: 2}, estado=EstadoPlan.VIGENTE)

    with pytest.raises(ErrorDeDominio, match="Elija un motivo"):
        seguimiento.guardar_meses(*ver(plan_id), {OCTUBRE: CeldaMes(1)}, HOY)
    seguimiento.guardar_meses(*ver(plan_id), {OCTUBRE: CeldaMes(1)}, HOY, CLIMA)

    assert programado(plan_id) == {10: 1}
    assert len(anotadas()) == 1


def test_al_editar_tampoco_se_ejecuta_en_el_futuro_ni_se_programa_fuera_del_plan(base: str) -> None:
    plan_id = un_plan(programado={11: 1})

    with pytest.raises(ErrorDeDominio, match="aún no comienza"):
        seguimiento.guardar_meses(*ver(plan_id), {NOVIEMBRE: CeldaMes(1, 1)}, HOY)
    with pytest.raises(ErrorDeDominio, match="queda fuera"):
        seguimiento.guardar_meses(*ver(plan_id), {Mes(2027, 1): CeldaMes(1)}, HOY)


def test_al_editar_solo_choca_lo_que_ambas_personas_cambiaron(base: str) -> None:
    plan_id = un_plan(programado={10: 2})
    plan, vista = ver(plan_id)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)

    seguimiento.guardar_meses(plan, vista, {OCTUBRE: vista.meses[OCTUBRE]._replace(nota="Dos sedes")}, HOY)

    assert ver(plan_id)[1].meses[OCTUBRE] == CeldaMes(2, 2, 0, "Dos sedes", HOY)


def test_si_otra_persona_cambio_la_nota_se_dicen_ambas(base: str) -> None:
    plan_id = un_plan(programado={10: 1})
    visto = ver(plan_id)
    seguimiento.guardar_meses(*ver(plan_id), {OCTUBRE: CeldaMes(1, nota="Ajena")}, HOY)

    with pytest.raises(ConflictoDeVersion, match="ahora dice «Ajena», lo suyo dejaba «Propia»"):
        seguimiento.guardar_meses(*visto, {OCTUBRE: CeldaMes(1, nota="Propia")}, HOY)


def test_la_causa_y_el_proximo_paso_se_guardan_y_se_borran(base: str) -> None:
    plan_id = un_plan(programado={9: 1})

    seguimiento.explicar_atraso(*ver(plan_id), " Sin presupuesto ", "Pedir modificación")
    explicada = ver(plan_id)[1]
    seguimiento.explicar_atraso(*ver(plan_id), "", "  ")
    borrada = ver(plan_id)[1]

    assert (explicada.causa, explicada.proximo_paso) == ("Sin presupuesto", "Pedir modificación")
    assert (borrada.causa, borrada.proximo_paso) == (None, None)


def test_si_otra_persona_explico_antes_se_niega_y_muestra_lo_suyo(base: str) -> None:
    plan_id = un_plan(programado={9: 1})
    visto = ver(plan_id)
    seguimiento.explicar_atraso(*ver(plan_id), "Lluvia", "")

    with pytest.raises(
        ConflictoDeVersion, match="causa del atraso: ahora dice «Lluvia», lo suyo dejaba «Sin presupuesto»"
    ):
        seguimiento.explicar_atraso(*visto, "Sin presupuesto", "")

    assert ver(plan_id)[1].causa == "Lluvia"
