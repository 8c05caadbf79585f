"""La página del concejo: qué dice, a qué corte, y a dónde lleva cada cifra."""

import re
from datetime import date
from functools import partial
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from datos import ejecucion, planes, reprogramaciones, seguimiento, vida_del_plan
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Motivo
from modelos.meses import Mes
from modelos.plan import EstadoPlan, LineaEstrategica, Plan
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo import pantalla
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 10, 14)
MARZO, SEPTIEMBRE, NOVIEMBRE = Mes(2026, 3), Mes(2026, 9), Mes(2026, 11)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


abrir = partial(pantalla.abrir, "avance")


def frase(pagina: AppTest) -> str:
    [encontrada] = re.findall(r'<p class="frase-avance">(.*?)</p>', en_html(pagina))
    return unescape(re.sub(r"<[^>]+>", "", encontrada))


def ejecutar(plan_id: int, lugar: int, mes: Mes) -> None:
    plan = leer(plan_id)
    ejecucion.registrar_parcial(plan, list(plan.actividades)[lugar], mes, 1, HOY)


def test_abre_con_una_oracion_que_dice_cuanto_y_por_que(base_local: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1, 12: 1})
    ejecutar(plan_id, 0, MARZO)

    assert frase(abrir()) == (
        "Al cierre de septiembre de 2026 el plan lleva 25\u202f% ejecutado de 50\u202f% programado: "
        "6,5 meses de atraso, sobre todo por «Actividad 2»."
    )


def test_cada_cifra_lleva_a_sus_filas(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})

    html = unescape(en_html(abrir(corte="2026-05")))

    mirado = f"cronograma?plan={plan_id}&corte=2026-05&anio=todo"
    assert f'href="{mirado}" data-abrir' in html
    assert f'href="{mirado}&linea=1" data-abrir' in html
    assert f'href="{mirado}&linea=1&mes=2026-03" data-abrir' in html
    assert f'href="{mirado}&estado=vencida" data-abrir' in html
    assert f'href="actividad?plan={plan_id}&actividad=1" data-abrir' in html


def test_el_corte_se_elige_y_queda_en_la_direccion(base_local: str) -> None:
    un_plan(programado={3: 1, 8: 1})
    pagina = abrir()
    assert frase(pagina).startswith("Al cierre de septiembre de 2026 el plan lleva 0\u202f% ejecutado de 100")

    pagina.selectbox(key="en_la_direccion_corte").select("2026-05").run()

    assert frase(pagina).startswith("Al cierre de mayo de 2026 el plan lleva 0\u202f% ejecutado de 50")
    assert pagina.query_params["corte"] in ("2026-05", ["2026-05"])
    assert "al cierre de mayo de 2026" in en_html(pagina)


def test_la_linea_y_el_corte_vienen_en_la_direccion(base_local: str) -> None:
    un_plan(lineas=2, actividades=2, programado={3: 1})

    assert frase(abrir(linea="2", corte="2026-02")).startswith(
        "Al cierre de febrero de 2026 la línea II lleva"
    )


@pytest.mark.parametrize("raro", [{"corte": "2026-11"}, {"corte": "ayer"}, {"linea": "99"}, {"anio": "1999"}])
def test_lo_que_no_es_una_opcion_se_ignora(base_local: str, raro: dict[str, str]) -> None:
    de_dos_anios(un_plan(programado={3: 1}))

    pagina = abrir(**raro)

    assert frase(pagina).startswith("Al cierre de septiembre de 2026 el plan lleva")
    assert not set(raro) & set(pagina.query_params)


def test_un_plan_largo_se_mira_entero_o_por_anio(base_local: str) -> None:
    de_dos_anios(un_plan(programado={3: 1, 11: 1}))

    assert frase(abrir()).startswith("Al cierre de septiembre de 2026 el plan lleva 0")
    assert frase(abrir(anio="2026")).startswith(
        "Al cierre de septiembre de 2026 el año 2026 del plan lleva 0"
    )
    assert "estado=" not in en_html(abrir(anio="2026"))
    assert frase(abrir(anio="2027")) == "Sin programar: no se puede calcular el avance."


def de_dos_anios(plan_id: int) -> None:
    with escritura("Alargar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).cantidad_meses = 24


def test_las_atrasadas_van_con_causa_proximo_paso_y_responsable(base_local: str) -> None:
    plan_id = un_plan(actividades=12, unidades=1, programado={3: 1, 12: 1})
    plan = leer(plan_id)
    seguimiento.explicar_atraso(plan, next(plan.actividades), "Falta el monitor", "Contratarlo")

    html = en_html(abrir())

    assert html.count("sin causa informada") == 9
    assert "Falta el monitor" in html
    assert "Contratarlo" in html
    assert "Unidad 1" in html
    assert "sin responsable" in html
    assert "12 atrasadas" in html


def test_lo_reprogramado_se_cuenta_por_motivo_y_se_compara_con_lo_aprobado(base_local: str) -> None:
    plan_id = un_plan(actividades=2, programado={9: 1}, estado=EstadoPlan.BORRADOR)
    poner_en_vigencia(plan_id)
    plan = leer(plan_id)
    primera = next(plan.actividades)
    seguimiento.reprogramar(plan, primera, SEPTIEMBRE, NOVIEMBRE, 1, HOY, Razon(Motivo.CLIMA, "Llovió"))

    html = en_html(abrir())

    assert "1 reprogramación" in html
    assert "<b>1</b> Clima" in html
    assert "septiembre de 2026: de 1 a 0; noviembre de 2026: de 0 a 1" in html
    assert "Llovió" in html
    assert "Frente a lo que se aprobó" in html
    assert '<th scope="col">Aprobado</th>' in html


def poner_en_vigencia(plan_id: int) -> None:
    with escritura("Poner en vigencia", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY)


def test_lo_no_programado_se_cuenta_y_se_nombra(base_local: str) -> None:
    plan_id = un_plan(actividades=9, programado={3: 1})
    with escritura("Quitar meses", plan_id=plan_id) as sesion:
        sesion.connection().exec_driver_sql("DELETE FROM mes_actividad WHERE actividad_id > 1")

    html = en_html(abrir())

    assert "Sin programar: 8" in re.sub(r"<[^>]+>", "", html)
    assert "Ver 2 más" in html
    assert [f"I Actividad {n}" in html for n in range(2, 10)] == [True] * 8


def test_un_plan_sin_meses_dice_que_hacer(base_local: str) -> None:
    un_plan(actividades=3)

    pagina = abrir()

    assert frase(pagina) == "Sin programar: no se puede calcular el avance."
    assert pagina.markdown[0].value.startswith("3 actividades y ninguna tiene meses programados")
    assert "Sin programar: 3" in re.sub(r"<[^>]+>", "", en_html(pagina))


def test_el_presupuesto_se_muestra_solo_si_alguien_lo_anoto(base_local: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1})
    assert "Presupuesto" not in en_html(abrir())

    with escritura("Anotar", plan_id=plan_id) as sesion:
        actividad = sesion.get_one(Actividad, next(leer(plan_id).actividades).id)
        actividad.presupuesto_centavos, actividad.gastado_centavos = 1_200_000_00, 300_000_00

    html = en_html(abrir())
    assert "$1.200.000" in html
    assert "(25\u202f%)" in html
    assert "en 1 actividad<" in html


def test_lo_que_nadie_gasto_no_se_dice_que_es_cero(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with escritura("Anotar", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, next(leer(plan_id).actividades).id).presupuesto_centavos = 1_200_000_00

    assert "<dt>Gastado</dt><dd><b>sin anotar</b></dd>" in en_html(abrir())


def test_de_un_borrador_se_dice_que_lo_es(base_local: str) -> None:
    un_plan(programado={3: 1})

    assert " · borrador · al cierre de septiembre de 2026" in en_html(abrir())


def test_lo_escrito_por_personas_no_se_lee_como_html(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    hostil = "<img src=x onerror=alert(1)>"
    with escritura("Nombre hostil", plan_id=plan_id) as sesion:
        actividad = sesion.get_one(Actividad, next(leer(plan_id).actividades).id)
        actividad.nombre = actividad.causa = actividad.proximo_paso = hostil
        sesion.get_one(LineaEstrategica, leer(plan_id).lineas[0].id).nombre = hostil

    html = en_html(abrir())

    assert "<img" not in html
    assert html.count("&lt;img src=x") >= 5


def test_la_curva_se_describe_para_quien_no_la_ve(base_local: str) -> None:
    un_plan(programado={3: 1, 12: 1})

    [grafico] = abrir().get("plotly_chart")

    assert grafico.proto.alt == (
        "Curva de enero de 2026 a diciembre de 2026, al cierre de septiembre de 2026: "
        "50\u202f% programado y 0\u202f% ejecutado."
    )


@pytest.mark.parametrize("actividades", [300, 1000])
def test_todo_lo_que_necesita_de_la_base_son_a_lo_mas_diez_consultas(
    base_local: str, actividades: int
) -> None:
    plan_id = un_plan(20, actividades, 5, programado={3: 1})

    with consultas() as hechas, lectura() as sesion:
        planes.cargar(sesion, plan_id)
        reprogramaciones.del_plan(sesion, plan_id)

    assert len([una for una in hechas if una.startswith("SELECT")]) <= 10
