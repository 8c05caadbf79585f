"""Las actividades que se proponen para un aporte: aceptarlas, descartarlas y no volver a verlas."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from alembic import command

from datos import aportes, disparadores, migracion, papelera, planes, respuestas
from datos.conexion import escritura, lectura, motor
from datos.deshacer import deshacer
from modelos.actividad import Actividad
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.participacion import TipoAporte
from modelos.propuestas import Pareja, Propuesta, del_plan
from tests.apoyo.planes import consultas, un_plan

Decidir = Callable[[int, Pareja], int]


@pytest.fixture
def plan_id(base: str) -> int:
    """Un plan con dos actividades y un aporte que habla de la primera."""
    creado = un_plan(actividades=2)
    with escritura("Nombrar", plan_id=creado) as sesion:
        nombres = ("Instalar basureros en las plazas", "Plantar árboles nativos")
        for actividad, nombre in zip(planes.cargar(sesion, creado).actividades, nombres, strict=True):
            sesion.get_one(Actividad, actividad.id).nombre = nombre
        aportes.agregar(sesion, creado, None, TipoAporte.OBSERVACION, ["Faltan basureros en las plazas"])
    return creado


def propuestas(plan_id: int) -> tuple[Propuesta, ...]:
    with lectura() as sesion:
        descartadas = respuestas.descartadas(sesion, plan_id)
        return del_plan(planes.cargar(sesion, plan_id), aportes.listar(sesion, plan_id), descartadas)


def la_pareja(plan_id: int) -> Pareja:
    (propuesta,) = propuestas(plan_id)
    return propuesta.pareja


def aceptar(plan_id: int, pareja: Pareja) -> int:
    with escritura("Aceptar", plan_id=plan_id) as sesion:
        respuestas.aceptar(sesion, pareja)
    return int(sesion.info["accion_id"])


def descartar(plan_id: int, pareja: Pareja) -> int:
    with escritura("Descartar", plan_id=plan_id) as sesion:
        respuestas.descartar(sesion, pareja)
    return int(sesion.info["accion_id"])


def enlazadas(plan_id: int) -> tuple[int, ...]:
    with lectura() as sesion:
        return aportes.listar(sesion, plan_id)[0].actividades


def test_lo_aceptado_responde_y_deja_de_proponerse(plan_id: int) -> None:
    pareja = la_pareja(plan_id)

    aceptar(plan_id, pareja)

    assert enlazadas(plan_id) == (pareja.actividad,)
    assert propuestas(plan_id) == ()


def test_lo_descartado_no_vuelve_a_proponerse(plan_id: int) -> None:
    descartar(plan_id, la_pareja(plan_id))

    assert enlazadas(plan_id) == ()
    assert propuestas(plan_id) == ()


@pytest.mark.parametrize("decidir", [aceptar, descartar])
def test_deshacer_la_decision_la_vuelve_a_proponer(plan_id: int, decidir: object) -> None:
    pareja = la_pareja(plan_id)
    accion_id = aceptar(plan_id, pareja) if decidir is aceptar else descartar(plan_id, pareja)

    deshacer(accion_id)

    assert la_pareja(plan_id) == pareja


@pytest.mark.parametrize("segunda", [aceptar, descartar])
@pytest.mark.parametrize(("primera", "quedo"), [(aceptar, "sí le responde"), (descartar, "no le responde")])
def test_lo_que_otra_persona_ya_decidio_queda_como_lo_decidio(
    plan_id: int, primera: Decidir, segunda: Decidir, quedo: str
) -> None:
    pareja = la_pareja(plan_id)
    primera(plan_id, pareja)
    antes = enlazadas(plan_id)

    with pytest.raises(ErrorDeDominio, match=quedo):
        segunda(plan_id, pareja)

    assert enlazadas(plan_id) == antes
    assert propuestas(plan_id) == ()


def test_lo_que_se_quita_en_la_ficha_no_vuelve_a_proponerse_y_se_puede_poner_de_nuevo(plan_id: int) -> None:
    aceptar(plan_id, la_pareja(plan_id))
    with lectura() as sesion:
        (con_ella,) = aportes.listar(sesion, plan_id)
    with escritura("Quitar", plan_id=plan_id) as sesion:
        aportes.editar(sesion, con_ella, replace(con_ella, actividades=()))
    assert propuestas(plan_id) == ()

    with lectura() as sesion:
        (sin_ella,) = aportes.listar(sesion, plan_id)
    with escritura("Poner de nuevo", plan_id=plan_id) as sesion:
        aportes.editar(sesion, sin_ella, con_ella)

    assert enlazadas(plan_id) == con_ella.actividades


@pytest.mark.parametrize("clase", [Clase.APORTE, Clase.ACTIVIDAD])
def test_no_se_acepta_lo_que_otra_persona_borro(plan_id: int, clase: Clase) -> None:
    pareja = la_pareja(plan_id)
    with escritura("Borrar", plan_id=plan_id) as sesion:
        id_ = pareja.aporte if clase is Clase.APORTE else pareja.actividad
        papelera.borrar(sesion, Nodo(clase, id_), date(2026, 10, 14))

    with pytest.raises(ErrorDeDominio, match="otra persona lo borró"):
        aceptar(plan_id, pareja)


def test_las_descartadas_se_leen_con_una_consulta(plan_id: int) -> None:
    descartar(plan_id, la_pareja(plan_id))

    with lectura() as sesion, consultas() as hechas:
        respuestas.descartadas(sesion, plan_id)

    assert len([una for una in hechas if una.startswith("SELECT")]) == 1


def test_una_base_anterior_con_aportes_los_conserva_y_empieza_a_recordar_lo_descartado(plan_id: int) -> None:
    antes = propuestas(plan_id)
    with motor().connect().execution_options(escribe=True) as abierta, abierta.begin():
        disparadores.quitar(abierta)
        command.downgrade(migracion._configuracion(abierta), "0001")

    migracion.migrar()

    assert propuestas(plan_id) == antes
    deshacer(descartar(plan_id, antes[0].pareja))
    assert propuestas(plan_id) == antes
