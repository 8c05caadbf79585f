"""La puerta de escritura: todo o nada, versión del plan y muchos escribiendo a la vez."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from datos import planes
from datos.conexion import escritura, lectura
from modelos.actividad import MesActividad
from modelos.bitacora import Accion
from modelos.errores import ConflictoDeVersion
from modelos.plan import Plan
from modelos.tabla import tabla_de
from tests.apoyo.planes import un_plan

ESCRITORES = 20


def version(plan_id: int) -> int:
    with lectura() as sesion:
        return planes.version(sesion, plan_id)


def test_cada_escritura_sube_la_version_del_plan(base: str) -> None:
    plan_id = un_plan()
    antes = version(plan_id)

    with escritura("Algo", plan_id=plan_id):
        pass

    assert version(plan_id) == antes + 1


def test_quien_guarda_con_una_version_vieja_recibe_un_conflicto_y_no_escribe(base: str) -> None:
    plan_id = un_plan(nombre="Original")
    vista = version(plan_id)
    with escritura("Otra persona guarda", plan_id=plan_id):
        pass

    with (
        pytest.raises(ConflictoDeVersion, match="otra persona cambió este plan"),
        escritura("Guardar", plan_id=plan_id, version=vista) as sesion,
    ):
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.nombre = "Pisado"

    with lectura() as sesion:
        assert planes.cargar(sesion, plan_id).nombre == "Original"


def test_una_falla_a_mitad_de_la_accion_no_deja_nada(base: str) -> None:
    plan_id = un_plan()
    antes = version(plan_id)

    with pytest.raises(ZeroDivisionError), escritura("A medias", plan_id=plan_id) as sesion:
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.nombre = "A medias"
        sesion.flush()
        _ = 1 // 0

    with lectura() as sesion:
        assert planes.cargar(sesion, plan_id).nombre == "Plan de prueba"
        descripciones = sesion.execute(select(tabla_de(Accion).c.descripcion)).scalars().all()
    assert "A medias" not in descripciones
    assert version(plan_id) == antes


def test_veinte_personas_escriben_a_la_vez_sin_errores_ni_perdidas(base: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with lectura() as sesion:
        actividad_id = next(planes.cargar(sesion, plan_id).actividades).id
    antes = version(plan_id)

    def sumar_uno(_numero: int) -> None:
        with escritura("Sumar uno", plan_id=plan_id) as sesion:
            celda = sesion.get(MesActividad, (actividad_id, 2026, 3))
            assert celda is not None
            celda.ejecutado += 1

    with ThreadPoolExecutor(ESCRITORES) as personas:
        list(personas.map(sumar_uno, range(ESCRITORES * 2)))

    with lectura() as sesion:
        ejecutado = sesion.execute(select(func.sum(tabla_de(MesActividad).c.ejecutado))).scalar()
    assert ejecutado == ESCRITORES * 2
    assert version(plan_id) == antes + ESCRITORES * 2
