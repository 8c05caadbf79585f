"""Lo que Avance lee de la base: pocas consultas, y las mismas con trescientas actividades o con mil."""

from datos import planes, reprogramaciones
from datos.conexion import lectura
from tests.apoyo.planes import consultas, un_plan


def leer(plan_id: int) -> list[str]:
    """Las órdenes SQL con que se lee todo lo que la página muestra."""
    with consultas() as ordenes, lectura() as sesion:
        planes.cargar(sesion, plan_id)
        reprogramaciones.del_plan(sesion, plan_id)
    return [orden for orden in ordenes if orden.startswith("SELECT")]


def test_avance_lee_un_plan_de_mil_actividades_con_a_lo_mas_diez_consultas(base: str) -> None:
    de_trescientas = leer(un_plan(20, 300, 10, programado={3: 1}, nombre="De trescientas"))
    de_mil = leer(un_plan(20, 1000, 10, programado={3: 1}, nombre="De mil"))

    assert len(de_mil) == len(de_trescientas)
    assert len(de_mil) <= 10
