"""Nada se escribe sin quedar anotado: quién, cuándo, qué, antes y después."""

import json

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError

from datos.conexion import escritura, lectura, motor
from datos.disparadores import tablas_anotadas
from modelos.bitacora import SIN_REGISTRO, Accion, Cambio
from modelos.plan import Municipalidad, Plan
from modelos.tabla import tabla_de
from tests.apoyo.cuentas import como
from tests.apoyo.planes import un_plan

accion, cambio = tabla_de(Accion), tabla_de(Cambio)


def test_toda_tabla_se_anota_o_esta_exenta_por_su_nombre(base: str) -> None:
    en_la_base = set(inspect(motor()).get_table_names())

    anotadas = {tabla.name for tabla in tablas_anotadas()}

    assert en_la_base == anotadas | SIN_REGISTRO
    assert anotadas.isdisjoint(SIN_REGISTRO)


def test_cada_tabla_anotada_tiene_su_disparador_en_la_base(base: str) -> None:
    consulta = {
        "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE 'anotar_%'",
        "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers "
        "WHERE trigger_name LIKE 'anotar_%'",
    }[motor().dialect.name]

    with motor().connect() as conexion:
        con_disparador = set(conexion.execute(text(consulta)).scalars())

    assert con_disparador == {tabla.name for tabla in tablas_anotadas()}


def test_un_cambio_anota_quien_cuando_que_y_los_valores_de_antes_y_despues(base: str) -> None:
    plan_id = un_plan(nombre="Antes")

    with como("una funcionaria"), escritura("Renombrar el plan", plan_id=plan_id) as sesion:
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.nombre = "Después: «con» 'comillas'"

    with lectura() as sesion:
        hecha = sesion.execute(select(accion).order_by(accion.c.id.desc())).first()
        assert hecha is not None
        anotado = sesion.execute(select(cambio).where(cambio.c.accion_id == hecha.id)).one()
    assert (hecha.quien, hecha.descripcion, hecha.plan_id) == (
        "una funcionaria",
        "Renombrar el plan",
        plan_id,
    )
    assert hecha.cuando is not None
    assert anotado.tabla == "plan"
    assert json.loads(anotado.antes)["nombre"] == "Antes"
    assert json.loads(anotado.despues)["nombre"] == "Después: «con» 'comillas'"


def test_una_orden_sql_suelta_tambien_queda_anotada(base: str) -> None:
    plan_id = un_plan()

    with escritura("Borrar a mano", plan_id=plan_id) as sesion:
        sesion.execute(text("DELETE FROM actividad"))
        accion_id = sesion.info["accion_id"]

    with lectura() as sesion:
        anotado = sesion.execute(select(cambio).where(cambio.c.accion_id == accion_id)).one()
    assert (anotado.tabla, anotado.despues) == ("actividad", None)
    assert json.loads(anotado.antes)["nombre"] == "Actividad 1"


def test_sin_accion_la_base_rechaza_cualquier_escritura(base: str) -> None:
    un_plan()

    with (
        pytest.raises(DBAPIError, match="Escritura sin acción"),
        motor().begin() as conexion,
    ):
        conexion.execute(text("UPDATE municipalidad SET nombre = 'Otra'"))


def test_la_accion_de_una_transaccion_no_sirve_para_la_siguiente(base: str) -> None:
    un_plan()

    with lectura() as sesion, pytest.raises(DBAPIError, match="Escritura sin acción"):
        sesion.add(Municipalidad(nombre="Otra"))
        sesion.flush()


@pytest.mark.parametrize(
    "orden", ["UPDATE cambio SET tabla = 'otra'", "DELETE FROM cambio", "DELETE FROM accion"]
)
def test_la_bitacora_no_se_cambia_ni_se_borra(base: str, orden: str) -> None:
    plan_id = un_plan()

    with (
        pytest.raises(DBAPIError, match="no se cambia ni se borra"),
        escritura("Borrar la historia", plan_id=plan_id) as sesion,
    ):
        sesion.execute(text(orden))


def test_subir_la_version_no_es_un_cambio(base: str) -> None:
    plan_id = un_plan()

    with escritura("Nada", plan_id=plan_id) as sesion:
        accion_id = sesion.info["accion_id"]

    with lectura() as sesion:
        assert sesion.execute(select(cambio).where(cambio.c.accion_id == accion_id)).all() == []
