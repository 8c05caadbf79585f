"""El plan como estaba en un instante, leído de la bitácora."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from datos import ejecucion, papelera
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from datos.versiones import momento
from modelos.actividad import Actividad, Motivo
from modelos.arbol import PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.plan import Objetivo
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo.planes import consultas, leer, un_plan

RAZON = Razon(Motivo.CLIMA, "Llovió")


def ahora() -> datetime:
    return datetime.now(UTC)


def como_estaba(plan_id: int, instante: datetime) -> PlanCompleto:
    with lectura() as sesion:
        return momento.como_estaba(sesion, plan_id, instante)


def sin_version(plan: PlanCompleto) -> PlanCompleto:
    return replace(plan, version=0)


def cambiar_todo(plan_id: int) -> None:
    """Una acción de cada clase: renombrar dos veces, registrar, agregar, mover, borrar, quitar una unidad."""
    plan = leer(plan_id)
    con_meses = [actividad for actividad in plan.actividades if actividad.meses]
    primera, segunda, tercera = con_meses[:3]
    otro = next(o.id for una in plan.lineas for o in una.objetivos if o.id != segunda.objetivo_id)
    ejecucion.registrar_parcial(plan, primera, min(primera.meses), 1, date(2026, 10, 14))
    for nombre in ("Otro nombre", "El último nombre"):
        with escritura("Renombrar", plan_id=plan_id) as sesion:
            sesion.get_one(Actividad, primera.id).nombre = nombre
    with escritura("Agregar", plan_id=plan_id) as sesion:
        sesion.add(Actividad(objetivo_id=primera.objetivo_id, orden=9, nombre="Nueva"))
    with escritura("Mover", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, segunda.id).objetivo_id = otro
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, tercera.id), date(2026, 10, 14), RAZON)
    with escritura("Cambiar la unidad") as sesion:
        sesion.execute(text("UPDATE unidad SET nombre = nombre || ' nueva'"))
    with escritura("Quitar meses", plan_id=plan_id) as sesion:
        sesion.execute(text("DELETE FROM mes_actividad WHERE actividad_id = :id"), {"id": segunda.id})


def test_el_plan_vuelve_a_ser_el_que_era(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=6, unidades=2, programado={1: 1, 3: 2})
    antes, instante = leer(plan_id), ahora()

    cambiar_todo(plan_id)

    assert leer(plan_id) != antes
    assert sin_version(como_estaba(plan_id, instante)) == sin_version(antes)
    assert sin_version(como_estaba(plan_id, ahora())) == sin_version(leer(plan_id))


@pytest.mark.parametrize("zona", ["Pacific/Pago_Pago", "America/Santiago", "Pacific/Kiritimati"])
def test_el_instante_es_el_mismo_en_cualquier_zona(base: str, zona: str) -> None:
    plan_id = un_plan(lineas=2, actividades=6, unidades=2, programado={1: 1})
    antes, instante = leer(plan_id), ahora().astimezone(ZoneInfo(zona))

    cambiar_todo(plan_id)

    assert sin_version(como_estaba(plan_id, instante)) == sin_version(antes)
    assert sin_version(como_estaba(plan_id, ahora().astimezone(ZoneInfo(zona)))) == sin_version(leer(plan_id))


def test_deshacer_tambien_es_una_accion_que_se_retrocede(base: str) -> None:
    plan_id = un_plan()
    with escritura("Renombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Objetivo, leer(plan_id).lineas[0].objetivos[0].id).nombre = "Otro"
        accion_id = int(sesion.info["accion_id"])
    renombrado, instante = leer(plan_id), ahora()

    deshacer(accion_id)

    assert sin_version(como_estaba(plan_id, instante)) == sin_version(renombrado)


def test_antes_de_existir_se_dice(base: str) -> None:
    instante = ahora() - timedelta(days=1)
    plan_id = un_plan()

    with pytest.raises(ErrorDeDominio, match="este plan no existía o estaba borrado"):
        como_estaba(plan_id, instante)


def test_leerlo_no_escribe_y_las_consultas_no_crecen(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=6, unidades=2, programado={1: 1})
    instante = ahora()
    cambiar_todo(plan_id)

    with lectura() as sesion, consultas() as hechas:
        momento.como_estaba(sesion, plan_id, instante)

    pedidas = [orden for orden in hechas if orden != "BEGIN"]
    assert len(pedidas) == 11
    assert all(orden.startswith("SELECT") for orden in pedidas)
