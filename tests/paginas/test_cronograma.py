"""La página del cronograma: lo que muestra, lo que filtra y lo que guarda."""

import re
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from datos import celdas, planes
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, MesActividad, Motivo, Reprogramacion
from modelos.bitacora import Accion
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.cuentas import LOCAL, Identidad
from modelos.meses import Mes
from modelos.plan import EstadoPlan, Plan
from paginas.componentes import identidad
from paginas.componentes.cronograma import editor
from tests.apoyo import pantalla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.cuentas import administradora, como
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import consultas, leer, un_plan

MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


abrir = partial(pantalla.abrir, "cronograma")


def subtitulo(pagina: AppTest) -> str:
    [cuerpo] = [e.proto.body for e in pagina.get("html") if 'class="subtitulo"' in e.proto.body]
    return str(cuerpo)


def programado(plan_id: int) -> dict[int, int]:
    return {mes.mes: celda.programado for mes, celda in next(leer(plan_id).actividades).meses.items()}


def editar(
    pagina: AppTest, plan_id: int, filas: dict[int, dict[str, str]], campo: Campo = Campo.PROGRAMADO
) -> AppTest:
    """Comienza a editar y escribe en las celdas, como lo haría el navegador."""
    pagina.button(key="editar_cronograma").click().run()
    return escribir(pagina, plan_id, filas, campo)


def escribir(pagina: AppTest, plan_id: int, filas: dict[int, dict[str, str]], campo: Campo) -> AppTest:
    """Va a la pestaña de ese campo y escribe en sus celdas."""
    pestana = str(campo).capitalize()
    if pagina.session_state[editor.PESTANA] != pestana:
        pagina.session_state[editor.PESTANA] = pestana
        pagina.run()
    pagina.session_state[f"editar_{campo}_{plan_id}_0"] = {
        "edited_rows": filas,
        "added_rows": [],
        "deleted_rows": [],
    }
    pagina.run()
    assert not pagina.exception
    return pagina


def test_leer_el_cronograma_no_escribe_nada(base_local: str) -> None:
    plan_id = un_plan(actividades=3, programado={3: 1})
    version = leer(plan_id).version

    abrir()

    with lectura() as sesion:
        assert sesion.exec(select(func.count()).select_from(Accion)).one() == 1
    assert leer(plan_id).version == version


@pytest.mark.parametrize(("actividades", "lineas", "unidades"), [(300, 40, 1), (10, 2, 100)])
def test_la_pagina_hace_las_mismas_consultas_con_cualquier_plan(
    base: str, actividades: int, lineas: int, unidades: int
) -> None:
    chico = un_plan(2, 10, 1, programado={3: 1}, nombre="Chico")
    grande = un_plan(lineas, actividades, unidades, programado={3: 1}, nombre="Grande")
    _consultas_de(un_plan(nombre="El que se mira primero, cuando el programa comprueba su esquema"))

    assert _consultas_de(chico) == _consultas_de(grande)


def _consultas_de(plan_id: int) -> int:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)
    pagina.session_state["plan"] = str(plan_id)
    with consultas() as ordenes:
        pagina.switch_page("paginas/cronograma.py").run()
    assert not pagina.exception
    assert 'class="grilla' in en_html(pagina)
    return len(ordenes)


def test_lo_escrito_por_personas_no_se_lee_como_html(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with escritura("Nombre hostil", plan_id=plan_id) as sesion:
        sesion.exec(select(Actividad)).one().nombre = "<img src=x onerror=alert(1)>"
        sesion.exec(select(MesActividad)).one().nota = "</td><script>alert(2)</script>"

    html = en_html(abrir())

    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img" not in html
    assert "alert(2)</script>" not in html


def test_la_direccion_trae_los_filtros(base_local: str) -> None:
    un_plan(actividades=3, lineas=2, programado={3: 1})

    assert "Plan de prueba · 3 actividades en 2 líneas" in subtitulo(abrir())
    assert "2 actividades en 1 línea " in subtitulo(abrir(linea="1"))
    assert "3 actividades" in subtitulo(abrir(estado="vencida", mes="2026-03"))


def test_el_mes_que_se_pide_se_ve_aunque_sea_de_otro_anio(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1}, anio=2026)
    with escritura("Alargar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).cantidad_meses = 24
        actividad_id = sesion.exec(select(Actividad.id)).one()
        sesion.add(MesActividad(actividad_id=actividad_id, anio=2027, mes=2, programado=1))

    assert 'title="febrero de 2027"' not in en_html(abrir())
    assert 'title="febrero de 2027"' in en_html(abrir(mes="2027-02"))
    assert "1 actividad en" in subtitulo(abrir(mes="2027-02"))


def test_un_anio_sin_meses_del_plan_se_ignora_y_lo_registrado_en_el_se_ve_en_todos(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1}, anio=2026)
    with escritura("Alargar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).cantidad_meses = 24
        sesion.add(MesActividad(actividad_id=1, anio=2030, mes=1, ejecutado=1))

    assert 'title="enero de 2026"' in en_html(abrir(anio="2030"))
    assert 'title="enero de 2030"' in en_html(abrir(anio="todo"))


def test_un_filtro_que_no_existe_se_ignora(base_local: str) -> None:
    un_plan(actividades=2)

    pagina = abrir(estado="inventado", linea="99", mes="2031-02", anio="1999", corte="abc")

    assert "2 actividades" in subtitulo(pagina)
    assert "estado" not in pagina.query_params


def test_los_controles_muestran_lo_que_pide_la_direccion(base_local: str) -> None:
    un_plan(actividades=2, lineas=2)

    pagina = abrir(linea="2", buscar='acti"vidad')

    html = pantalla.en_html(pagina)
    [linea] = re.findall(
        r'<select aria-label="Línea" data-en-direccion="linea" data-omision="">(.*?)</select>', html
    )
    assert re.findall(r'<option value="(\d*)"( selected)?>', linea) == [
        ("", ""),
        ("1", ""),
        ("2", " selected"),
    ]
    assert 'data-en-direccion="buscar" data-omision="" value="acti&quot;vidad"' in html


def test_lo_elegido_vuelve_a_la_direccion_al_volver_a_la_pantalla(base_local: str) -> None:
    un_plan(actividades=2, lineas=2)
    pagina = abrir(linea="2", buscar="actividad")

    del pagina.query_params["linea"], pagina.query_params["buscar"]
    pagina.switch_page("paginas/avance.py").run()
    pagina.switch_page("paginas/cronograma.py").run()

    assert pagina.query_params["linea"] in ("2", ["2"])
    assert pagina.query_params["buscar"] in ("actividad", ["actividad"])
    assert "1 actividad en 1 línea" in subtitulo(pagina)


def test_sin_resultados_se_ofrece_quitar_los_filtros(base_local: str) -> None:
    un_plan(actividades=2)
    pagina = abrir(buscar="nada parecido")
    assert pagina.markdown[0].value == "Ninguna actividad cumple estos filtros."

    pagina.button(key="quitar_filtros").click().run()

    assert "2 actividades" in subtitulo(pagina)


def test_plegar_todo_cierra_las_lineas_y_desplegar_las_abre(base_local: str) -> None:
    un_plan(actividades=2, lineas=2)
    assert en_html(abrir()).count('type="checkbox" checked') == 2

    plegado = en_html(abrir(desplegado="nada"))

    assert plegado.count('type="checkbox" checked') == 0
    assert ">Desplegar todo<" in plegado


def test_un_guardado_escribe_las_celdas_de_los_dos_editores(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "4", str(ABRIL): "x"}})
    escribir(pagina, plan_id, {0: {str(MARZO): "2"}}, Campo.EJECUTADO)
    assert pagina.button(key="guardar_cronograma").label == "Guardar cambios (3)"

    pagina.button(key="guardar_cronograma").click().run()

    celda = next(leer(plan_id).actividades).meses[MARZO]
    assert programado(plan_id) == {3: 4, 4: 1}
    assert (celda.ejecutado, celda.ejecutado_el) == (2, date(2026, 10, 14))
    assert 'class="grilla' in en_html(pagina)


def test_lo_guardado_se_deshace_desde_la_misma_pagina(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): ""}})
    pagina.button(key="guardar_cronograma").click().run()
    assert programado(plan_id) == {}

    pagina.button(key="deshacer").click().run()

    assert programado(plan_id) == {3: 1}


def test_el_clic_en_guardar_que_confirma_la_celda_a_medio_escribir_la_guarda(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {})

    pagina.button(key="guardar_cronograma").click().run()
    escribir(pagina, plan_id, {0: {str(MARZO): "4"}}, Campo.PROGRAMADO)

    assert programado(plan_id) == {3: 4}


def test_lo_escrito_despues_de_un_guardar_vacio_espera_su_propio_guardar(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "ESPERA_DE_CELDA", 0.0)
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {})

    pagina.button(key="guardar_cronograma").click().run()
    escribir(pagina, plan_id, {0: {str(MARZO): "4"}}, Campo.PROGRAMADO)

    assert programado(plan_id) == {3: 1}


@pytest.mark.parametrize("escrito", ["-3", "2,5", "dos"])
def test_lo_que_no_es_una_cantidad_impide_guardar_y_dice_donde(base_local: str, escrito: str) -> None:
    plan_id = un_plan(programado={3: 1})

    pagina = editar(abrir(), plan_id, {0: {str(MARZO): escrito, str(ABRIL): "2"}})

    assert (
        f"Actividad 1, programado en marzo de 2026: «{escrito}» no es una cantidad" in pagina.error[0].value
    )
    assert pagina.button(key="guardar_cronograma").disabled


def test_descartar_no_cambia_nada(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "9"}})
    assert pagina.button(key="descartar_cronograma").label == "Descartar 1 cambio"

    pagina.button(key="descartar_cronograma").click().run()

    assert programado(plan_id) == {3: 1}
    assert 'class="grilla' in en_html(pagina)


def test_lo_descartado_se_puede_recuperar(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "9"}})
    pagina.button(key="descartar_cronograma").click().run()

    pagina.button(key="recuperar_edicion").click().run()
    pagina.button(key="guardar_cronograma").click().run()

    assert programado(plan_id) == {3: 9}


def test_lo_escrito_sobrevive_a_ir_a_otra_pantalla_y_volver(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "9"}})

    pagina.switch_page("paginas/papelera.py").run()
    pagina.switch_page("paginas/cronograma.py").run()

    pagina.button(key="guardar_cronograma").click().run()
    assert programado(plan_id) == {3: 9}


def test_en_un_plan_vigente_bajar_pide_motivo_y_lo_deja_anotado(base_local: str) -> None:
    plan_id = un_plan(programado={3: 2}, estado=EstadoPlan.VIGENTE)
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "1"}})
    pagina.button(key="guardar_cronograma").click().run()
    assert "Elija un motivo" in pagina.error[0].value
    assert programado(plan_id) == {3: 2}

    pagina.button_group(key="motivo_del_cambio").select(Motivo.PRESUPUESTO).run()
    pagina.text_input(key="explicacion_del_cambio").input("Sin recursos").run()
    pagina.button(key="guardar_cronograma").click().run()

    with lectura() as sesion:
        [anotada] = sesion.exec(select(Reprogramacion)).all()
    assert programado(plan_id) == {3: 1}
    assert (anotada.motivo, anotada.explicacion) == ("presupuesto", "Sin recursos")


def con_conflicto(plan_id: int, quien: str | Identidad = LOCAL) -> AppTest:
    """Dos personas editan lo mismo; la otra ya guardó un 2 en marzo y esta intenta un 3, y un 5 en abril."""
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "3", str(ABRIL): "5"}})
    plan = leer(plan_id)
    celda = Celda(next(plan.actividades).id, MARZO, Campo.PROGRAMADO)
    with como(quien):
        celdas.guardar(plan, [CambioDeCelda(celda, 1, 2)], date(2026, 10, 14))
    pagina.button(key="guardar_cronograma").click().run()
    assert not pagina.exception
    return pagina


def test_un_conflicto_muestra_ambos_valores_y_no_guarda_nada_por_su_cuenta(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})

    pagina = con_conflicto(plan_id)

    assert "No chocan con nada: 1 cambio suyo. Chocan: 1 celda." in pagina.warning[0].value
    assert "usted puso 3, la otra persona puso 2 hoy a las " in pagina.radio[0].label
    assert pagina.button(key="guardar_lo_elegido").disabled
    assert programado(plan_id) == {3: 2}


def test_con_cuentas_un_conflicto_dice_quien_guardo_antes(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = un_plan(programado={3: 1})
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    monkeypatch.setattr(identidad, "_comprobar", lambda: ana)

    pagina = con_conflicto(plan_id, replace(ana, nombre="Luis Soto"))

    assert "Luis Soto puso 2 hoy a las " in pagina.radio[0].label
    assert "Lo de Luis Soto: 2" in pagina.radio[0].options


@pytest.mark.parametrize(("eleccion", "queda"), [("mio", 3), ("suyo", 2)])
def test_en_un_conflicto_queda_lo_que_la_persona_elige(base_local: str, eleccion: str, queda: int) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = con_conflicto(plan_id)

    pagina.radio[0].set_value(eleccion).run()
    pagina.button(key="guardar_lo_elegido").click().run()

    assert programado(plan_id) == {3: queda, 4: 5}


def test_tras_un_conflicto_se_puede_seguir_editando_sin_perder_lo_escrito(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = con_conflicto(plan_id)

    pagina.button(key="seguir_editando").click().run()
    pagina.button(key="guardar_cronograma").click().run()

    assert programado(plan_id) == {3: 3, 4: 5}


def test_programar_meses_se_abre_aunque_se_acabe_de_guardar_otra_cosa(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1})
    pagina = editar(abrir(), plan_id, {0: {str(MARZO): "4"}})
    pagina.button(key="guardar_cronograma").click().run()

    pagina.button(key="programar_meses").click().run()

    assert not pagina.exception
    assert {boton.key for boton in pagina.button} >= {"deshacer", "deshacer_en_dialogo"}


def test_lo_completado_despues_del_corte_dice_que_esta_completo_a_hoy(base_local: str) -> None:
    plan_id = un_plan(programado={9: 1, 10: 1})
    with lectura() as sesion:
        actividad_id = next(planes.cargar(sesion, plan_id).actividades).id
    with escritura("Registrar", plan_id=plan_id) as sesion:
        for mes in (9, 10):
            celda = sesion.get(MesActividad, (actividad_id, 2026, mes))
            assert celda is not None
            celda.ejecutado = 1

    pagina = en_html(abrir())

    assert "50\N{NARROW NO-BREAK SPACE}%<small>completa a hoy</small>" in pagina
