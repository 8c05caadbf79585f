"""La pantalla de una actividad: cómo va, editar sus meses, explicar su atraso y ver su historia."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from datos import ejecucion, planes, seguimiento
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Motivo, Reprogramacion
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.bitacora import Accion
from modelos.meses import Mes
from modelos.participacion import ActividadAporte, AporteCiudadano
from modelos.plan import EstadoPlan, Plan
from paginas.componentes import choque
from tests.apoyo import pantalla
from tests.apoyo.planes import consultas, un_plan

VIGENTE = EstadoPlan.VIGENTE
HOY = date(2026, 10, 14)
SEPTIEMBRE, OCTUBRE = Mes(2026, 9), Mes(2026, 10)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch, base_local: str) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


def abrir(actividad_id: int | None = 1) -> AppTest:
    return pantalla.abrir("actividad", **({"actividad": str(actividad_id)} if actividad_id else {}))


def texto(pagina: AppTest) -> str:
    return "".join(elemento.proto.body for elemento in pagina.get("html"))


def ver(plan_id: int) -> tuple[PlanCompleto, ActividadDelPlan]:
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    return plan, next(plan.actividades)


def escribir(pagina: AppTest, filas: dict[int, dict[str, str]], vuelta: int = 0) -> AppTest:
    """Escribe en el editor de meses de la primera actividad, como lo haría el navegador."""
    pagina.session_state[f"meses_1_{vuelta}"] = {"edited_rows": filas, "added_rows": [], "deleted_rows": []}
    return pagina.run()


def test_dice_donde_esta_como_va_y_a_que_corte() -> None:
    plan_id = un_plan(programado={8: 1, 9: 1, 10: 2}, estado=VIGENTE)
    ejecucion.registrar_parcial(*ver(plan_id), SEPTIEMBRE, 1, HOY)

    pagina = abrir()

    cuerpo = texto(pagina).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert pagina.title[0].value == "Actividad 1"
    assert "Línea 1 › Objetivo de la línea 1" in cuerpo
    assert "Atrasada" in cuerpo
    assert "Al cierre de septiembre de 2026 la actividad lleva 25 % ejecutado de 50 % programado" in cuerpo


def test_sin_actividad_en_la_direccion_invita_a_elegir_una() -> None:
    un_plan(actividades=2)

    pagina = abrir(None)
    assert "Elija una actividad" in texto(pagina)

    pagina.selectbox(key="actividad_elegida").select(2).run()
    assert pagina.title[0].value == "Actividad 2"
    assert pagina.query_params["actividad"] == "2"


@pytest.mark.parametrize("direccion", [999, -1])
def test_una_actividad_que_no_es_del_plan_invita_a_elegir_otra(direccion: int) -> None:
    un_plan()

    assert "Elija una actividad" in texto(abrir(direccion))


def test_al_cambiar_de_plan_la_actividad_del_otro_deja_de_mirarse() -> None:
    un_plan(nombre="Uno")
    otro_id = un_plan(nombre="Otro")
    pagina = abrir(1)

    pagina.query_params.clear()
    pagina.query_params["plan"] = str(otro_id)
    pagina.run()

    assert not pagina.exception
    assert "Elija una actividad" in texto(pagina)


def test_se_registra_desde_la_actividad() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()

    pagina.button(key="ejecutada_ficha_1").click().run()

    assert ver(plan_id)[1].meses[OCTUBRE] == CeldaMes(2, 2, 0, None, HOY)
    assert "Registrar 2 ejecuciones en octubre de 2026" in texto(pagina)


def test_los_meses_se_editan_y_se_guardan_juntos() -> None:
    plan_id = un_plan(programado={9: 1, 10: 1})
    pagina = abrir()
    pagina.button(key="editar_meses").click().run()

    escribir(pagina, {8: {"Ejecutado": "x"}, 9: {"Programado": "3", "Nota": "Dos sedes"}})
    pagina.button(key="guardar_meses").click().run()

    assert dict(ver(plan_id)[1].meses) == {
        SEPTIEMBRE: CeldaMes(1, 1, 0, None, HOY),
        OCTUBRE: CeldaMes(3, 0, 0, "Dos sedes"),
    }
    assert "Octubre de 2026:</b> Dos sedes" in texto(pagina)


def test_lo_que_no_es_una_cantidad_se_dice_y_no_se_guarda() -> None:
    un_plan(programado={10: 1})
    pagina = abrir()
    pagina.button(key="editar_meses").click().run()

    escribir(pagina, {9: {"Programado": "muchos"}})

    assert "«muchos» no es una cantidad" in pagina.error[0].value
    assert pagina.button(key="guardar_meses").disabled


def test_bajar_lo_programado_de_un_plan_vigente_pregunta_por_que_y_queda_anotado() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()
    pagina.button(key="editar_meses").click().run()

    escribir(pagina, {9: {"Programado": "1"}})
    pagina.button(key="guardar_meses").click().run()
    assert "Elija un motivo" in pagina.error[0].value

    pagina.button_group(key="motivo_del_cambio").select(Motivo.CLIMA).run()
    pagina.button(key="guardar_meses").click().run()

    assert ver(plan_id)[1].meses[OCTUBRE].programado == 1
    assert "Clima" in texto(pagina)
    with lectura() as sesion:
        assert sesion.exec(select(func.count()).select_from(Reprogramacion)).one() == 1


def test_si_otra_persona_cambio_la_celda_lo_escrito_sigue_y_se_puede_guardar_a_sabiendas() -> None:
    plan_id = un_plan(programado={10: 1})
    pagina = abrir()
    pagina.button(key="editar_meses").click().run()
    escribir(pagina, {9: {"Programado": "3"}})
    seguimiento.guardar_meses(*ver(plan_id), {OCTUBRE: CeldaMes(7)}, HOY)

    pagina.button(key="guardar_meses").click().run()

    assert "Programado en octubre de 2026" in texto(pagina)
    assert ver(plan_id)[1].meses[OCTUBRE].programado == 7

    pagina.radio(key="choque_2026-10/programado_1_0").set_value(choque.MIO).run()
    pagina.button(key="lo_elegido_meses/1").click().run()

    assert not pagina.exception
    assert ver(plan_id)[1].meses[OCTUBRE].programado == 3


def test_descartar_no_guarda_nada() -> None:
    plan_id = un_plan(programado={10: 1})
    pagina = abrir()
    pagina.button(key="editar_meses").click().run()
    escribir(pagina, {9: {"Programado": "3"}})

    pagina.button(key="descartar_meses").click().run()

    assert ver(plan_id)[1].meses[OCTUBRE].programado == 1
    assert pagina.button(key="editar_meses")


def test_la_causa_se_pregunta_solo_si_va_atrasada() -> None:
    plan_id = un_plan(programado={9: 1, 12: 1}, estado=VIGENTE)
    pagina = abrir()

    pagina.text_area(key="causa_1_0").set_value("Sin presupuesto")
    pagina.text_area(key="proximo_paso_1_0").set_value("Pedir modificación")
    pagina.button(key="guardar_1_0").click().run()

    explicada = ver(plan_id)[1]
    assert (explicada.causa, explicada.proximo_paso) == ("Sin presupuesto", "Pedir modificación")


def test_si_otra_persona_explico_el_atraso_entretanto_no_se_pisa_y_lo_escrito_sigue() -> None:
    plan_id = un_plan(programado={9: 1}, estado=VIGENTE)
    pagina = abrir()
    seguimiento.explicar_atraso(*ver(plan_id), "Lluvia", "")

    pagina.text_area(key="causa_1_0").set_value("Sin presupuesto")
    pagina.button(key="guardar_1_0").click().run()

    comparado = texto(pagina)
    assert "<dd>Lluvia</dd>" in comparado
    assert "<dd>Sin presupuesto</dd>" in comparado
    assert ver(plan_id)[1].causa == "Lluvia"
    pagina.radio(key="choque_causa_1_0").set_value(choque.MIO).run()
    pagina.button(key="lo_elegido_atraso/1").click().run()

    assert not pagina.exception
    assert ver(plan_id)[1].causa == "Sin presupuesto"


def test_al_dia_no_se_pregunta_la_causa() -> None:
    un_plan(programado={12: 1}, estado=VIGENTE)

    assert not abrir().text_area


def test_muestra_sus_campos_y_los_aportes_a_los_que_responde() -> None:
    plan_id = un_plan(unidades=1)
    with escritura("Llenar", plan_id=plan_id) as sesion:
        actividad = sesion.get_one(Actividad, 1)
        actividad.medio_verificacion, actividad.presupuesto_centavos = "Acta <firmada>", 150_000_000
        aporte = AporteCiudadano(plan_id=plan_id, orden=1, tipo="acuerdo", texto="Más luz en la plaza")
        sesion.add(aporte)
        sesion.flush()
        sesion.add(ActividadAporte(actividad_id=1, aporte_id=aporte.id))

    cuerpo = texto(abrir())

    assert "Acta &lt;firmada&gt;" in cuerpo
    assert "$1.500.000" in cuerpo
    assert "nodo=aporte-1" in cuerpo
    assert "Más luz en la plaza</a>" in cuerpo
    assert "Unidad 1" in cuerpo


def test_la_historia_da_la_hora_del_pais_del_plan() -> None:
    plan_id = un_plan(programado={10: 1})
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)
    with lectura() as sesion:
        cuando = sesion.exec(select(func.max(Accion.cuando))).one()
    local = cuando.replace(tzinfo=UTC).astimezone(ZoneInfo("America/Santiago"))

    cuerpo = texto(abrir())

    assert f"{local:%d-%m-%Y %H:%M} · usuario local" in cuerpo
    assert "Ejecutado en octubre de 2026: de 0 a 1" in cuerpo


def test_mirar_no_escribe_nada() -> None:
    plan_id = un_plan(programado={8: 1}, estado=VIGENTE)
    antes = ver(plan_id)[0].version

    abrir()

    with lectura() as sesion:
        assert sesion.exec(select(func.count()).select_from(Accion)).one() == 1
    assert ver(plan_id)[0].version == antes


def test_las_consultas_son_las_mismas_con_diez_y_con_trescientas_actividades() -> None:
    cuentas = []
    for actividades, lineas, unidades in ((10, 2, 1), (300, 40, 100)):
        with escritura("Borrar los anteriores") as sesion:
            for plan in sesion.exec(select(Plan)):
                plan.borrado_el = HOY
        plan_id = un_plan(
            actividades=actividades,
            lineas=lineas,
            unidades=unidades,
            programado={8: 1, 10: 1},
            estado=VIGENTE,
            nombre=f"Con {actividades}",
        )
        actividad_id = ver(plan_id)[1].id
        with consultas() as hechas:
            abrir(actividad_id)
        cuentas.append(len([instruccion for instruccion in hechas if "SELECT" in instruccion]))

    assert cuentas[0] == cuentas[1]
