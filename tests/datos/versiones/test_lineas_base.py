"""Aprobar congela el plan; lo congelado no cambia, y si alguien lo cambia por fuera se dice."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from datos import vida_del_plan
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from datos.versiones import lineas_base
from datos.versiones.lineas_base import LineaBaseEnLista
from modelos.arbol import PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.plan import EstadoPlan, Plan
from modelos.versiones.linea_base import Aprobacion
from tests.apoyo.planes import leer, un_plan
from tests.datos.test_cadena import por_fuera
from tests.datos.versiones.test_momento import cambiar_todo, sin_version

HOY = date(2026, 10, 14)
APROBACION = Aprobacion("Aprobación inicial", HOY, "Concejo municipal", "Ordinaria 12", "123")


def aprobado(**partes: int) -> int:
    plan_id = un_plan(lineas=2, actividades=6, unidades=2, programado={1: 1, 3: 2})
    with escritura("Poner en vigencia", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY, APROBACION)
    return plan_id


def bases(plan_id: int) -> list[LineaBaseEnLista]:
    with lectura() as sesion:
        return list(lineas_base.listar(sesion, plan_id))


def congelado(plan_id: int, cual: int = 0) -> PlanCompleto:
    with lectura() as sesion:
        return lineas_base.leer(sesion, plan_id, bases(plan_id)[cual].id)


def test_al_poner_en_vigencia_el_plan_queda_congelado_con_su_acuerdo(base: str) -> None:
    plan_id = aprobado()
    entonces = leer(plan_id)

    cambiar_todo(plan_id)

    [unica] = bases(plan_id)
    assert unica.titulo == "Aprobación inicial (acuerdo 123)"
    assert (unica.aprobada_el, unica.aprobada_por, unica.sesion) == (HOY, "Concejo municipal", "Ordinaria 12")
    assert sin_version(congelado(plan_id)) == sin_version(entonces)
    assert congelado(plan_id).estado is EstadoPlan.VIGENTE


def test_aprobar_de_nuevo_conserva_la_anterior_y_mueve_lo_aprobado(base: str) -> None:
    plan_id = aprobado()
    with escritura("Programar", plan_id=plan_id) as sesion:
        sesion.execute(text("UPDATE mes_actividad SET programado = 7"))
    with escritura("Aprobar de nuevo", plan_id=plan_id) as sesion:
        vida_del_plan.aprobar_de_nuevo(sesion, plan_id, Aprobacion("Modificación", HOY, "Concejo"))
        accion_id = int(sesion.info["accion_id"])

    assert [una.titulo for una in bases(plan_id)] == [
        "Modificación (sin número de acuerdo)",
        "Aprobación inicial (acuerdo 123)",
    ]
    celda = next(iter(next(congelado(plan_id).actividades).meses.values()))
    anterior = next(iter(next(congelado(plan_id, 1).actividades).meses.values()))
    assert (celda.aprobado, anterior.aprobado) == (7, 1)

    deshacer(accion_id)
    assert len(bases(plan_id)) == 1


@pytest.mark.parametrize("aprobacion", [Aprobacion(" ", HOY, "Concejo"), Aprobacion("Inicial", HOY, "")])
def test_sin_nombre_o_sin_quien_no_se_aprueba_nada(base: str, aprobacion: Aprobacion) -> None:
    plan_id = un_plan(programado={1: 1})

    with pytest.raises(ErrorDeDominio, match="escriba"), escritura("Aprobar", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY, aprobacion)

    assert leer(plan_id).estado is EstadoPlan.BORRADOR
    assert bases(plan_id) == []


def test_un_borrador_no_se_aprueba_de_nuevo(base: str) -> None:
    plan_id = un_plan(programado={1: 1})

    with pytest.raises(ErrorDeDominio, match="es un borrador"), escritura("x", plan_id=plan_id) as sesion:
        vida_del_plan.aprobar_de_nuevo(sesion, plan_id, APROBACION)


def test_lo_congelado_no_se_cambia_y_por_fuera_se_nota(base: str) -> None:
    plan_id = aprobado()

    with (
        pytest.raises(DBAPIError, match="no se cambia"),
        escritura("Cambiar lo aprobado", plan_id=plan_id) as sesion,
    ):
        sesion.execute(text("UPDATE linea_base SET nombre = 'Otra'"))
    por_fuera("UPDATE linea_base SET contenido = replace(contenido, 'Actividad 1', 'Otra cosa')")

    with pytest.raises(ErrorDeDominio, match="no es la que se congeló"):
        congelado(plan_id)


def test_la_sesion_del_concejo_no_es_futura(base: str) -> None:
    plan_id = un_plan()

    with pytest.raises(ErrorDeDominio, match="después de hoy"), escritura("x", plan_id=plan_id) as sesion:
        vida_del_plan.anotar_sesion_del_concejo(sesion, plan_id, date(2026, 10, 15), HOY)
    with escritura("Anotar", plan_id=plan_id) as sesion:
        vida_del_plan.anotar_sesion_del_concejo(sesion, plan_id, HOY, HOY)
    with lectura() as sesion:
        assert sesion.get_one(Plan, plan_id).sesion_concejo == HOY


@pytest.mark.postgresql
@pytest.mark.parametrize("base", ["postgresql"], indirect=True)  # SQLite no tiene TRUNCATE
def test_vaciar_la_tabla_no_se_puede(base: str) -> None:
    plan_id = aprobado()

    with pytest.raises(DBAPIError, match="no se cambia"), escritura("Vaciar", plan_id=plan_id) as sesion:
        sesion.execute(text("TRUNCATE linea_base"))

    assert len(bases(plan_id)) == 1
