"""La historia de una actividad, leída de la bitácora."""

from datetime import UTC, date, datetime, timedelta

from datos import ejecucion, historial, planes, reprogramaciones, seguimiento
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Motivo
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.historia import contar_lo_hecho
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import CambioProgramado, Razon
from tests.apoyo.cuentas import como
from tests.apoyo.planes import consultas, un_plan

HOY = date(2026, 10, 14)
OCTUBRE, DICIEMBRE = Mes(2026, 10), Mes(2026, 12)


def ver(plan_id: int, lugar: int = 0) -> tuple[PlanCompleto, ActividadDelPlan]:
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    return plan, list(plan.actividades)[lugar]


def historia(plan_id: int, lugar: int = 0) -> list[historial.Hecho]:
    with lectura() as sesion:
        return historial.de_actividad(sesion, plan_id, ver(plan_id, lugar)[1].id)


def test_la_historia_va_de_lo_ultimo_a_lo_primero_con_lo_de_antes_y_lo_de_despues(base: str) -> None:
    plan_id = un_plan(programado={10: 3})
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)

    ultima, anterior, creacion = historia(plan_id)

    assert contar_lo_hecho(ultima.cambios, {}) == ["Ejecutado en octubre de 2026: de 1 a 3"]
    assert contar_lo_hecho(anterior.cambios, {}) == ["Ejecutado en octubre de 2026: de 0 a 1"]
    assert contar_lo_hecho(creacion.cambios, {}) == ["Se creó la actividad"]
    assert ultima.quien == "usuario local"


def test_la_hora_se_entrega_en_utc(base: str) -> None:
    [creacion] = historia(un_plan())

    assert creacion.cuando.tzinfo is not None
    assert abs(datetime.now(UTC) - creacion.cuando) < timedelta(minutes=5)


def test_la_historia_de_una_actividad_no_trae_la_de_otra(base: str) -> None:
    plan_id = un_plan(actividades=12, programado={10: 1})
    ejecucion.registrar_parcial(*ver(plan_id, 10), OCTUBRE, 1, HOY)
    with escritura("Cambiar un nombre", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, ver(plan_id, 10)[1].id).nombre = '"actividad_id":1, "id": 1,'

    assert len(historia(plan_id, 0)) == 1
    assert len(historia(plan_id, 10)) == 3


def test_lo_que_cambia_en_sus_campos_tambien_es_su_historia(base: str) -> None:
    plan_id = un_plan()
    seguimiento.explicar_atraso(*ver(plan_id), "Lluvia", "")

    [ultima, _] = historia(plan_id)

    assert ultima.descripcion == "Explicar el atraso: Actividad 1"
    assert contar_lo_hecho(ultima.cambios, {}) == ["Causa del atraso: de nada a «Lluvia»"]


def test_las_reprogramaciones_vienen_con_su_razon_y_sus_meses(base: str) -> None:
    plan_id = un_plan(programado={10: 2}, estado=EstadoPlan.VIGENTE)
    seguimiento.reprogramar(*ver(plan_id), OCTUBRE, DICIEMBRE, 1, HOY, Razon(Motivo.OTRO, "Se pidió aplazar"))

    with lectura() as sesion:
        [traslado] = reprogramaciones.de_actividad(sesion, ver(plan_id)[1].id)

    assert (traslado.fecha, traslado.motivo, traslado.explicacion) == (HOY, Motivo.OTRO, "Se pidió aplazar")
    assert traslado.cambios == (CambioProgramado(OCTUBRE, 2, 1), CambioProgramado(DICIEMBRE, 0, 1))


def test_la_historia_se_lee_con_una_consulta_tenga_lo_que_tenga(base: str) -> None:
    plan_id = un_plan(actividades=300, lineas=5, programado={10: 9})
    for _ in range(5):
        ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    actividad = ver(plan_id)[1]

    with consultas() as hechas, lectura() as sesion:
        historial.de_actividad(sesion, plan_id, actividad.id)

    assert len([instruccion for instruccion in hechas if "SELECT" in instruccion]) == 1


def test_de_cada_campo_se_sabe_quien_lo_dejo_asi_y_de_lo_que_nadie_cambio_nada(base: str) -> None:
    plan_id = un_plan(actividades=2)
    suya, otra = ver(plan_id)[1].id, ver(plan_id, 1)[1].id
    for quien, actividad_id, campo in (
        ("Ana", suya, "meta"),
        ("Luis", suya, "indicador"),
        ("Rosa", suya, "meta"),
        ("Eva", otra, "meta"),
    ):
        with como(quien), escritura(f"Cambia {campo}", plan_id=plan_id) as sesion:
            setattr(sesion.get_one(Actividad, actividad_id), campo, f"De {quien}")

    with lectura() as sesion:
        columnas = ["meta", "indicador", "observaciones"]
        autores = historial.autorias(sesion, plan_id, "actividad", {"id": suya}, columnas)

    assert {campo: autor.quien for campo, autor in autores.items()} == {"meta": "Rosa", "indicador": "Luis"}
    assert all(datetime.now(UTC) - autor.cuando < timedelta(minutes=1) for autor in autores.values())


def test_quien_cambio_un_mes_no_se_confunde_con_quien_cambio_otro(base: str) -> None:
    plan_id = un_plan(programado={10: 3, 12: 3})
    for quien, mes in (("Ana", OCTUBRE), ("Luis", DICIEMBRE)):
        with como(quien):
            plan, suya = ver(plan_id)
            seguimiento.guardar_meses(plan, suya, {mes: suya.meses[mes]._replace(programado=7)}, HOY)

    with lectura() as sesion:
        fila = {"actividad_id": ver(plan_id)[1].id, "anio": 2026, "mes": 10}
        autores = historial.autorias(sesion, plan_id, "mes_actividad", fila, ["programado"])

    assert autores["programado"].quien == "Ana"
