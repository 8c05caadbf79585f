"""Contenido del plan: escribirlo, corregirlo, moverlo y borrarlo desde la pantalla."""

import pytest
from streamlit.testing.v1 import AppTest

from datos import estructura
from datos.conexion import escritura
from modelos.actividad import Motivo
from modelos.contenido import CAMPOS_DE_ACTIVIDAD
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.plan import EstadoPlan, Plan, TipoPlan
from tests.apoyo import pantalla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import consultas, leer, un_plan


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def abrir(nodo: Nodo | None = None) -> AppTest:
    return pantalla.abrir("estructura", **({"nodo": str(nodo)} if nodo else {}))


def actividad(plan_id: int, lugar: int = 0) -> Nodo:
    return Nodo(Clase.ACTIVIDAD, list(leer(plan_id).actividades)[lugar].id)


def nombres(plan_id: int) -> list[str]:
    return [una.nombre for una in leer(plan_id).actividades]


def avisos(pagina: AppTest) -> str:
    return " ".join(error.value for error in pagina.error)


def test_un_plan_vacio_dice_que_hacer_y_se_escribe_de_corrido(base_local: str) -> None:
    plan_id = un_plan(lineas=1, actividades=0)
    with escritura("Dejarlo sin líneas", plan_id=plan_id) as sesion:
        linea = leer(plan_id).lineas[0]
        sesion.delete(estructura.buscar(sesion, Nodo(Clase.OBJETIVO, linea.objetivos[0].id)))
        sesion.delete(estructura.buscar(sesion, Nodo(Clase.LINEA, linea.id)))
    pagina = abrir()
    assert any("todavía no tiene líneas" in e.proto.body for e in pagina.get("html"))

    pagina.chat_input(key="agregar_linea").set_value("Agua").run()
    linea = leer(plan_id).lineas[0]
    pagina.chat_input(key=f"agregar_objetivo_{linea.id}").set_value("a) Ahorrar").run()
    objetivo = leer(plan_id).lineas[0].objetivos[0]
    pagina.chat_input(key=f"agregar_actividad_{objetivo.id}").set_value("1. Medir\n2. Informar").run()
    pagina.chat_input(key=f"agregar_actividad_{objetivo.id}").set_value("Difundir").run()

    assert not pagina.exception
    assert [(a.codigo, a.nombre) for a in leer(plan_id).actividades] == [
        ("1", "Medir"),
        ("2", "Informar"),
        (None, "Difundir"),
    ]


def test_la_ficha_guarda_los_campos_y_crea_la_unidad_que_no_existia(base_local: str) -> None:
    plan_id = un_plan()
    nodo = actividad(plan_id)
    pagina = abrir(nodo)

    pagina.text_area(key=f"nombre_{nodo}_0").set_value("Talleres de compostaje")
    pagina.text_input(key=f"meta_{nodo}_0").set_value("4 talleres")
    pagina.number_input(key=f"presupuesto_centavos_{nodo}_0").set_value(150000)
    pagina.number_input(key=f"peso_{nodo}_0").set_value(2.0)
    pagina.multiselect(key=f"unidades_{nodo}_0").set_value(["Dirección de Aseo"])
    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert not pagina.exception
    guardada = next(leer(plan_id).actividades)
    assert (guardada.nombre, guardada.meta, guardada.peso) == ("Talleres de compostaje", "4 talleres", 2.0)
    assert guardada.presupuesto_centavos == 15_000_000
    assert [unidad.nombre for unidad in guardada.unidades] == ["Dirección de Aseo"]


def test_el_nombre_corto_se_propone_y_al_escribirlo_no_cambia_el_oficial(base_local: str) -> None:
    plan_id = un_plan()
    nodo = actividad(plan_id)
    pagina = abrir(nodo)
    corto = pagina.text_input(key=f"nombre_corto_{nodo}_0")
    assert (corto.value, corto.placeholder) == ("", "Actividad 1")

    corto.set_value("  Talleres ")
    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert [(a.nombre, a.nombre_corto) for a in leer(plan_id).actividades] == [("Actividad 1", "Talleres")]


def test_lo_que_otro_cambio_mientras_tanto_se_dice_y_lo_escrito_no_se_pierde(base_local: str) -> None:
    plan_id = un_plan()
    nodo = actividad(plan_id)
    pagina = abrir(nodo)
    pagina.text_area(key=f"nombre_{nodo}_0").set_value("Lo mío")
    vista = next(leer(plan_id).actividades)
    antes = {campo: getattr(vista, campo) for campo in CAMPOS_DE_ACTIVIDAD}
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        ajeno = {**antes, "nombre": "Lo ajeno", "meta": "10"}
        estructura.editar_actividad(sesion, nodo.id, antes, ajeno)

    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert "<dd>Lo ajeno</dd>" in en_html(pagina)
    assert nombres(plan_id) == ["Lo ajeno"]
    pagina.button(key=f"seguir_escribiendo_ficha/{nodo}").click().run()
    assert pagina.text_area(key=f"nombre_{nodo}_1").value == "Lo mío"

    pagina.button(key=f"guardar_{nodo}_1").click().run()

    guardada = next(leer(plan_id).actividades)
    assert (guardada.nombre, guardada.meta) == ("Lo mío", "10")


def test_un_nombre_vacio_se_niega_con_su_frase(base_local: str) -> None:
    plan_id = un_plan()
    nodo = actividad(plan_id)
    pagina = abrir(nodo)

    pagina.text_area(key=f"nombre_{nodo}_0").set_value("  ")
    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert "escriba el nombre de la actividad" in avisos(pagina)
    assert nombres(plan_id) == ["Actividad 1"]


def test_subir_y_deshacer(base_local: str) -> None:
    plan_id = un_plan(actividades=2)
    pagina = abrir(actividad(plan_id, 1))

    pagina.button(key="subir").click().run()
    assert nombres(plan_id) == ["Actividad 2", "Actividad 1"]
    pagina.button(key="deshacer").click().run()

    assert nombres(plan_id) == ["Actividad 1", "Actividad 2"]
    assert not pagina.exception


def test_mover_a_otro_objetivo(base_local: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    nodo = actividad(plan_id)
    destino = leer(plan_id).lineas[1].objetivos[0].id
    pagina = abrir(nodo)

    pagina.selectbox(key=f"destino_{nodo}_0").set_value(destino).run()
    pagina.button(key=f"mover_{nodo}").click().run()

    assert not pagina.exception
    assert [len(linea.objetivos[0].actividades) for linea in leer(plan_id).lineas] == [0, 2]


def test_duplicar_deja_elegida_la_copia(base_local: str) -> None:
    plan_id = un_plan(actividades=1)
    pagina = abrir(actividad(plan_id))

    pagina.button(key="duplicar").click().run()

    assert nombres(plan_id) == ["Actividad 1", "Actividad 1 (copia)"]
    assert pagina.query_params["nodo"] == str(actividad(plan_id, 1))


def test_borrar_pregunta_diciendo_cuanto_cuelga(base_local: str) -> None:
    plan_id = un_plan(actividades=3)
    linea = Nodo(Clase.LINEA, leer(plan_id).lineas[0].id)
    pagina = abrir(linea)
    assert any("1 objetivo y 3 actividades" in texto.value for texto in pagina.markdown)

    pagina.button(key=f"borrar_{linea}").click().run()

    assert leer(plan_id).lineas == ()


def test_en_un_plan_vigente_borrar_lo_programado_pide_motivo(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1}, estado=EstadoPlan.VIGENTE)
    nodo = actividad(plan_id)
    pagina = abrir(nodo)

    pagina.button(key=f"borrar_{nodo}").click().run()
    assert "Elija un motivo" in avisos(pagina)
    pagina.button_group(key=f"motivo_borrar_{nodo}").select(Motivo.PRESUPUESTO)
    pagina.button(key=f"borrar_{nodo}").click().run()

    assert nombres(plan_id) == []


def test_varias_a_la_vez_se_programan_las_marcadas(base_local: str) -> None:
    plan_id = un_plan(actividades=3)
    ids = [una.id for una in leer(plan_id).actividades]
    pagina = abrir()
    pagina.segmented_control(key="modo").set_value("Varias a la vez").run()

    pagina.checkbox(key=f"marcada_{ids[0]}").check().run()
    pagina.checkbox(key=f"marcada_{ids[2]}").check().run()
    pagina.selectbox(key="primer_mes_en_lote").set_value(Mes(2026, 11))
    pagina.button(key="cambiar_meses").click().run()

    assert not pagina.exception
    meses = [sorted(mes.mes for mes in una.meses) for una in leer(plan_id).actividades]
    assert meses == [[11, 12], [], [11, 12]]


def test_todas_marca_la_linea_entera_y_le_cambia_el_peso(base_local: str) -> None:
    plan_id = un_plan(lineas=2, actividades=4)
    pagina = abrir()
    pagina.segmented_control(key="modo").set_value("Varias a la vez").run()

    pagina.button(key=f"todas_{leer(plan_id).lineas[1].id}").click().run()
    pagina.number_input(key="peso_en_lote_valor").set_value(3.0)
    pagina.button(key="cambiar_peso").click().run()

    assert [una.peso for una in leer(plan_id).actividades] == [1.0, 1.0, 3.0, 3.0]


def test_las_etiquetas_son_las_del_tipo_de_plan(base_local: str) -> None:
    plan_id = un_plan()
    with escritura("Cambiar el tipo", plan_id=plan_id) as sesion:
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.tipo = TipoPlan.RENDICION

    pagina = abrir(Nodo(Clase.OBJETIVO, leer(plan_id).lineas[0].objetivos[0].id))

    assert [titulo.value for titulo in pagina.header] == ["Propósito"]
    assert pagina.chat_input(key="agregar_linea").placeholder == "Agregar eje"


def test_los_objetivos_del_plan_se_guardan(base_local: str) -> None:
    plan_id = un_plan()
    pagina = abrir()

    pagina.text_area(key=f"texto_nueva_objetivos-{plan_id}_0").set_value("Mejorar la gestión")
    pagina.button(key=f"guardar_objetivos-{plan_id}_0").click().run()

    assert not pagina.exception
    assert [area.value for area in pagina.text_area] == ["Mejorar la gestión", ""]


@pytest.mark.parametrize(
    ("chico", "grande"),
    [
        ({"actividades": 10}, {"actividades": 300}),
        ({"lineas": 2, "actividades": 40}, {"lineas": 40, "actividades": 40}),
        ({"actividades": 10, "unidades": 1}, {"actividades": 10, "unidades": 100}),
    ],
)
def test_la_pagina_hace_las_mismas_consultas_y_no_escribe(
    base_local: str, chico: dict[str, int], grande: dict[str, int]
) -> None:
    cuentas = []
    for nombre, tamano in (("Chico", chico), ("Grande", grande)):
        plan_id = un_plan(nombre=nombre, **tamano)  # type: ignore[arg-type]
        pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=60)
        pagina.query_params["plan"] = str(plan_id)
        with consultas() as hechas:
            pagina.switch_page("paginas/estructura.py").run()
        assert not pagina.exception
        assert not [una for una in hechas if una.startswith(("INSERT", "UPDATE", "DELETE"))]
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]


def test_el_programa_de_otro_plan_en_la_direccion_no_elige_nada(base_local: str) -> None:
    ajeno = un_plan(nombre="Ajeno")
    with escritura("Un programa", plan_id=ajeno) as sesion:
        programa_id = estructura.agregar_programa(sesion, ajeno, "Programa ajeno")
    plan_id = un_plan(nombre="Propio", anio=2027)
    pagina = abrir(Nodo(Clase.PROGRAMA, programa_id))

    pagina.chat_input(key="agregar_linea").set_value("Agua").run()

    assert avisos(pagina) == ""
    assert [(linea.nombre, linea.programa) for linea in leer(plan_id).lineas][1:] == [("Agua", None)]


@pytest.mark.parametrize("escrito", ["linea-²", "actividad--1", "programa-99999999999999999999", "<b>-1"])
def test_una_direccion_disparatada_muestra_el_plan(base_local: str, escrito: str) -> None:
    un_plan()
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)
    pagina.query_params["nodo"] = escrito

    pagina.switch_page("paginas/estructura.py").run()

    assert not pagina.exception
    assert pagina.title[0].value == "Contenido del plan"
