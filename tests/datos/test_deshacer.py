"""Deshacer devuelve todo lo de una acción, o nada si lo suyo cambió después."""

from datetime import date

import pytest
from sqlalchemy import select

from datos import planes
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import MesActividad, Unidad
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Plan
from modelos.tabla import tabla_de
from tests.apoyo.planes import un_plan

MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)


def registrar(plan_id: int, ejecutado: int) -> int:
    """Registra en marzo y abre abril; entrega la acción."""
    with lectura() as sesion:
        actividad_id = next(planes.cargar(sesion, plan_id).actividades).id
    with escritura("Registrar lo ejecutado", plan_id=plan_id) as sesion:
        celda = sesion.get(MesActividad, (actividad_id, *MARZO))
        assert celda is not None
        celda.ejecutado = ejecutado
        celda.ejecutado_el = date(2026, 3, 9)
        if sesion.get(MesActividad, (actividad_id, *ABRIL)) is None:
            sesion.add(MesActividad(actividad_id=actividad_id, anio=2026, mes=4, programado=1))
        return int(sesion.info["accion_id"])


def meses(plan_id: int) -> dict[Mes, tuple[int, int]]:
    with lectura() as sesion:
        actividad = next(planes.cargar(sesion, plan_id).actividades)
    return {mes: (celda.programado, celda.ejecutado) for mes, celda in actividad.meses.items()}


def test_deshacer_devuelve_lo_cambiado_y_saca_lo_agregado(base: str) -> None:
    plan_id = un_plan(programado={3: 2})
    accion_id = registrar(plan_id, ejecutado=2)

    descripcion = deshacer(accion_id)

    assert descripcion == "Registrar lo ejecutado"
    assert meses(plan_id) == {MARZO: (2, 0)}


def test_deshacer_se_puede_deshacer(base: str) -> None:
    plan_id = un_plan(programado={3: 2})
    registro = registrar(plan_id, ejecutado=2)
    deshacer(registro)
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)

    deshacer(registro + 1)

    assert meses(plan_id) == {MARZO: (2, 2), ABRIL: (1, 0)}
    with lectura() as sesion:
        assert planes.version(sesion, plan_id) == plan.version + 1


def test_no_se_deshace_lo_que_otra_persona_cambio_despues(base: str) -> None:
    plan_id = un_plan(programado={3: 2})
    primera = registrar(plan_id, ejecutado=1)
    registrar(plan_id, ejecutado=2)

    with pytest.raises(ErrorDeDominio, match="No se deshizo nada"):
        deshacer(primera)

    assert meses(plan_id) == {MARZO: (2, 2), ABRIL: (1, 0)}


def test_deshacer_la_creacion_de_un_plan_lo_saca_entero(base: str) -> None:
    un_plan(lineas=2, actividades=4, unidades=3, programado={3: 1, 4: 1})

    deshacer(1)

    with lectura() as sesion:
        assert planes.listar(sesion) == []


def test_no_se_deshace_la_creacion_si_despues_se_agrego_algo(base: str) -> None:
    plan_id = un_plan(programado={3: 2})
    registrar(plan_id, ejecutado=2)

    with pytest.raises(ErrorDeDominio, match="No se deshizo nada"):
        deshacer(1)

    with lectura() as sesion:
        assert sesion.get(Plan, plan_id) is not None


def test_lo_que_se_crea_despues_no_hereda_el_numero_ni_la_historia_de_lo_deshecho(base: str) -> None:
    plan_id = un_plan()
    with escritura("Agregar una línea", plan_id=plan_id) as sesion:
        deshecha = LineaEstrategica(plan_id=plan_id, orden=9, nombre="Deshecha")
        sesion.add(deshecha)
        sesion.flush()
        accion_id = sesion.info["accion_id"]
    deshacer(accion_id)

    with escritura("Agregar otra", plan_id=plan_id) as sesion:
        nueva = LineaEstrategica(plan_id=plan_id, orden=9, nombre="Nueva")
        sesion.add(nueva)
        sesion.flush()

    assert nueva.id != deshecha.id


def test_deshacer_un_plan_deja_la_municipalidad_que_otro_plan_ya_usa(base: str) -> None:
    primero = un_plan(actividades=1, unidades=1)
    with escritura("Otro plan de la misma municipalidad") as sesion:
        plan = sesion.get(Plan, primero)
        assert plan is not None
        sesion.add(Plan(municipalidad_id=plan.municipalidad_id, nombre="Segundo", anio_inicio=2027))

    deshacer(1)

    with lectura() as sesion:
        [queda] = planes.listar(sesion)
        assert (queda.nombre, queda.municipalidad) == ("Segundo", "Municipalidad de Plan de prueba")
        assert sesion.execute(select(tabla_de(Unidad).c.nombre)).scalars().all() == []
