"""Lo reprogramado de un plan se lee de una vez."""

from datetime import date

from datos import planes, reprogramaciones, seguimiento
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Motivo
from modelos.meses import Mes
from modelos.plan import EstadoPlan, Papelera
from modelos.seguimiento.reprogramacion import CambioProgramado, Razon, Traslado
from tests.apoyo.planes import consultas, un_plan

HOY = date(2026, 10, 14)
OCTUBRE, DICIEMBRE = Mes(2026, 10), Mes(2026, 12)


def aplazar(plan_id: int, lugar: int, motivo: Motivo) -> int:
    """Pasa una unidad de octubre a diciembre; entrega la actividad."""
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    actividad = list(plan.actividades)[lugar]
    seguimiento.reprogramar(plan, actividad, OCTUBRE, DICIEMBRE, 1, HOY, Razon(motivo))
    return actividad.id


def del_plan(plan_id: int) -> list[Traslado]:
    with lectura() as sesion:
        return reprogramaciones.del_plan(sesion, plan_id)


def test_se_leen_las_del_plan_de_la_ultima_a_la_primera(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={10: 1}, estado=EstadoPlan.VIGENTE)
    otro = un_plan(programado={10: 1}, estado=EstadoPlan.VIGENTE, nombre="Otro")
    primera = aplazar(plan_id, 0, Motivo.CLIMA)
    segunda = aplazar(plan_id, 1, Motivo.PERSONAL)
    aplazar(otro, 0, Motivo.CLIMA)

    traslados = del_plan(plan_id)

    assert [(uno.actividad_id, uno.motivo) for uno in traslados] == [
        (segunda, Motivo.PERSONAL),
        (primera, Motivo.CLIMA),
    ]
    assert traslados[0].cambios == (CambioProgramado(OCTUBRE, 1, 0), CambioProgramado(DICIEMBRE, 0, 1))


def test_no_cuenta_lo_que_esta_en_la_papelera(base: str) -> None:
    plan_id = un_plan(programado={10: 1}, estado=EstadoPlan.VIGENTE)
    actividad_id = aplazar(plan_id, 0, Motivo.CLIMA)

    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera = Papelera(plan_id=plan_id, clase="actividad", nombre="x", borrado_el=HOY)
        sesion.add(papelera)
        sesion.flush()
        sesion.get_one(Actividad, actividad_id).papelera_id = papelera.id

    assert del_plan(plan_id) == []


def test_se_leen_con_una_sola_consulta(base: str) -> None:
    plan_id = un_plan(actividades=8, lineas=4, programado={10: 1}, estado=EstadoPlan.VIGENTE)
    for lugar in range(8):
        aplazar(plan_id, lugar, Motivo.CLIMA)

    with consultas() as hechas:
        assert len(del_plan(plan_id)) == 8

    assert len([una for una in hechas if una.startswith("SELECT")]) == 1
