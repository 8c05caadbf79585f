"""Planes: crear, corregir, firmar, poner en vigencia, copiar, borrar y restaurar desde la pantalla."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from datos import anexos_del_plan, papelera, vida_del_plan
from datos.conexion import escritura, lectura
from datos.vida_del_plan import ResumenDePlan
from modelos.nodos import Clase, Nodo
from modelos.plan import SIN_MUNICIPALIDAD, EstadoPlan, Municipalidad
from tests.apoyo import pantalla
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


def abrir(nombre: str = "planes") -> AppTest:
    return pantalla.abrir(nombre)


def todos() -> list[ResumenDePlan]:
    with lectura() as sesion:
        return vida_del_plan.resumir(sesion)


def test_sin_planes_se_crea_el_primero_en_la_misma_pantalla(base_local: str) -> None:
    pagina = abrir()

    pagina.text_input(key="nombre_nuevo_0").set_value("Cronograma 2026")
    pagina.text_input(key="municipalidad_nuevo_0").set_value("La Serena")
    pagina.button(key="guardar_nuevo_0").click().run()

    assert not pagina.exception
    assert [(plan.nombre, plan.municipalidad, plan.inicio.anio) for plan in todos()] == [
        ("Cronograma 2026", "La Serena", 2026)
    ]


def test_un_plan_sin_nombre_no_se_crea_y_dice_por_que(base_local: str) -> None:
    pagina = abrir()

    pagina.button(key="guardar_nuevo_0").click().run()

    assert "escriba el nombre del plan" in pagina.error[0].value
    assert todos() == []


def test_cambiar_el_periodo_dejando_algo_fuera_se_niega_y_conserva_lo_escrito(base_local: str) -> None:
    plan_id = un_plan(programado={11: 1})
    pagina = abrir()

    pagina.number_input(key=f"cantidad_meses_datos-{plan_id}_0").set_value(6)
    pagina.button(key=f"guardar_datos-{plan_id}_0").click().run()

    assert "«Actividad 1» tiene algo en noviembre de 2026" in pagina.error[0].value
    assert pagina.number_input(key=f"cantidad_meses_datos-{plan_id}_0").value == 6
    assert leer(plan_id).cantidad_meses == 12


def test_las_firmas_se_escriben(base_local: str) -> None:
    plan_id = un_plan()
    pagina = abrir()

    pagina.text_input(key=f"accion_nueva_firmas-{plan_id}_0").set_value("Aprobado por")
    pagina.text_input(key=f"nombre_nueva_firmas-{plan_id}_0").set_value("Concejo Municipal")
    pagina.button(key=f"guardar_firmas-{plan_id}_0").click().run()

    assert not pagina.exception
    with lectura() as sesion:
        firmas = anexos_del_plan.firmas(sesion, plan_id)
    assert [(firma.accion, firma.nombre) for firma in firmas] == [("Aprobado por", "Concejo Municipal")]


def test_poner_en_vigencia_aprueba_y_deja_de_ofrecerse(base_local: str) -> None:
    plan_id = un_plan(programado={3: 2})
    pagina = abrir()

    pagina.button(key="poner_en_vigencia").click().run()

    assert not pagina.exception
    plan = leer(plan_id)
    assert (plan.vigente, plan.vigente_desde) == (True, HOY)
    assert "poner_en_vigencia" not in [boton.key for boton in pagina.button]


def test_un_plan_sin_programar_no_entra_en_vigencia(base_local: str) -> None:
    plan_id = un_plan()
    pagina = abrir()

    pagina.button(key="poner_en_vigencia").click().run()

    assert "ninguna actividad tiene meses programados" in pagina.error[0].value
    assert not leer(plan_id).vigente


def test_copiar_para_el_ano_siguiente_abre_el_borrador_nuevo(base_local: str) -> None:
    un_plan(nombre="Cronograma 2026", programado={3: 2}, estado=EstadoPlan.VIGENTE)
    pagina = abrir()

    pagina.button(key="copiar_plan").click().run()

    assert not pagina.exception
    assert {plan.nombre for plan in todos()} == {"Cronograma 2026", "Cronograma 2027"}
    assert [titulo.value for titulo in pagina.header] == ["Cronograma 2027"]


def test_deshacer_la_copia_vuelve_al_plan_que_queda(base_local: str) -> None:
    un_plan(nombre="Cronograma 2026", programado={3: 2})
    pagina = abrir()
    pagina.button(key="copiar_plan").click().run()

    pagina.button(key="deshacer").click().run()

    assert not pagina.exception
    assert [plan.nombre for plan in todos()] == ["Cronograma 2026"]
    assert [titulo.value for titulo in pagina.header] == ["Cronograma 2026"]


def test_un_plan_borrado_vuelve_desde_la_papelera(base_local: str) -> None:
    plan_id = un_plan(actividades=3)
    un_plan(nombre="Otro")
    pagina = abrir()
    pagina.button(key=f"plan_{plan_id}").click().run()

    pagina.button(key="borrar_plan").click().run()
    assert not pagina.exception
    assert not pagina.toast  # quien lo borra no necesita que le digan que ya no está
    assert [plan.id for plan in todos() if plan.borrado_el] == [plan_id]
    de_la_papelera = abrir("papelera")
    de_la_papelera.button(key=f"restaurar_plan_{plan_id}").click().run()

    assert len(list(leer(plan_id).actividades)) == 3


def test_lo_borrado_de_un_plan_vuelve_desde_la_papelera(base_local: str) -> None:
    plan_id = un_plan(actividades=3)
    with escritura("Borrar", plan_id=plan_id) as sesion:
        nodo = Nodo(Clase.LINEA, leer(plan_id).lineas[0].id)
        papelera_id = papelera.borrar(sesion, nodo, HOY)
    pagina = abrir("papelera")
    assert any("Línea con 1 objetivo y 3 actividades" in texto.value for texto in pagina.markdown)

    pagina.button(key=f"restaurar_{papelera_id}").click().run()

    assert not pagina.exception
    assert len(list(leer(plan_id).actividades)) == 3


def test_la_papelera_explica_por_que_algo_no_vuelve(base_local: str) -> None:
    plan_id = un_plan()
    with escritura("Borrar", plan_id=plan_id) as sesion:
        linea = leer(plan_id).lineas[0]
        papelera_id = papelera.borrar(sesion, Nodo(Clase.OBJETIVO, linea.objetivos[0].id), HOY)
        papelera.borrar(sesion, Nodo(Clase.LINEA, linea.id), HOY)
    pagina = abrir("papelera")

    pagina.button(key=f"restaurar_{papelera_id}").click().run()

    assert "Restáurelo primero" in pagina.error[0].value


@pytest.mark.parametrize("pantalla", ["planes", "papelera"])
def test_las_consultas_son_las_mismas_con_1_y_20_planes(base_local: str, pantalla: str) -> None:
    cuentas = []
    for hasta in (1, 20):
        for numero in range(hasta):
            un_plan(nombre=f"Plan {hasta}.{numero}", lineas=2, actividades=4)
        with consultas() as hechas:
            abrir(pantalla)
        assert not [una for una in hechas if una.startswith(("INSERT", "UPDATE", "DELETE"))]
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]


def test_un_plan_sin_municipalidad_invita_a_escribirla(base_local: str) -> None:
    plan_id = un_plan()
    assert "escriba aquí su nombre" not in _html(abrir())

    with escritura("Quitar el nombre de la municipalidad") as sesion:
        sesion.get_one(Municipalidad, leer(plan_id).municipalidad_id).nombre = SIN_MUNICIPALIDAD

    assert "escriba aquí su nombre" in _html(abrir())


def _html(pagina: AppTest) -> str:
    return " ".join(elemento.proto.body for elemento in pagina.get("html"))
