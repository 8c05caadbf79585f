"""La página de la reunión: qué muestra de un mes, por dónde se va y qué sale en papel."""

import re
from functools import partial

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from datos.conexion import escritura
from modelos.actividad import Actividad, MesActividad
from tests.apoyo import pantalla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import un_plan


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


abrir = partial(pantalla.abrir, "reunion")


def pedazo(pagina: AppTest, comienzo: str) -> str:
    [cuerpo] = [e.proto.body for e in pagina.get("html") if comienzo in e.proto.body]
    return str(cuerpo)


def titulo(pagina: AppTest) -> str:
    return " ".join(re.sub("<.*?>", " ", pedazo(pagina, "<h1>")).split())


def nombres(pagina: AppTest) -> list[str]:
    return re.findall(r'<span class="nombre"[^>]*>(.*?)</span>', pedazo(pagina, '<ul class="reunion'))


def test_abre_en_el_mes_de_hoy_con_seis_a_la_vista(base_local: str) -> None:
    un_plan(actividades=8, programado={9: 1, 10: 1}, unidades=1)

    pagina = abrir()

    assert titulo(pagina) == "Octubre 2026 8 actividades · 8 vienen atrasadas"
    assert nombres(pagina) == [f"Actividad {n}" for n in range(1, 7)]
    assert "Unidad 1" in pedazo(pagina, "<ul")
    assert pedazo(pagina, '<p class="lo-que-viene">').endswith("Noviembre: 0 · Diciembre: 0</p>")


def test_los_botones_cambian_de_mes_y_de_pagina_y_queda_en_la_direccion(base_local: str) -> None:
    un_plan(actividades=8, programado={10: 1, 11: 1})
    pagina = abrir()

    pagina.button(key="pagina_Down_sala").click().run()
    assert nombres(pagina) == ["Actividad 7", "Actividad 8"]
    pagina.button(key="pagina_Down_sala").click().run()
    assert titulo(pagina).startswith("Lo que viene")
    assert pagina.button(key="pagina_Up_sala").label == "Página anterior"
    pagina.button(key="mes_Right").click().run()

    assert titulo(pagina).startswith("Noviembre 2026")
    assert (pagina.query_params["mes"], pagina.query_params["renglon"]) == ("2026-11", "0")
    assert abrir(mes="2026-11", renglon="6").button(key="pagina_Up_sala").disabled is False


def test_no_se_sale_del_plan_ni_con_los_botones_ni_con_la_direccion(base_local: str) -> None:
    un_plan(programado={12: 1})

    ultima = abrir(mes="2026-12", renglon="-3")

    assert titulo(ultima).startswith("Diciembre 2026")
    assert ultima.button(key="mes_Right").disabled
    assert abrir(mes="2026-01").button(key="mes_Left").disabled
    assert titulo(abrir(mes="2031-01", renglon="9" * 5000)).startswith("Octubre 2026")


def test_en_el_ultimo_mes_no_se_nombra_ninguno_que_el_plan_no_tenga(base_local: str) -> None:
    un_plan(actividades=8, programado={11: 1, 12: 1})

    ultima = abrir(mes="2026-12")
    penultima = abrir(mes="2026-11", renglon="8")

    assert pedazo(ultima, '<p class="lo-que-viene">').endswith(">Es el último mes del plan.</p>")
    hoja = pedazo(ultima, '<div class="hoja-de-reunion">')
    assert re.findall(r"<b>(\w+) de (\d+)</b>", hoja) == [("Diciembre", "2026")]
    assert ultima.button(key="mes_Right").label == "Fin"
    assert titulo(penultima) == "Lo que viene Diciembre: 8"


def test_un_mes_sin_nada_lo_dice(base_local: str) -> None:
    un_plan(programado={3: 1})

    assert "Nada programado en octubre." in pedazo(abrir(), '<div class="reunion"')


def test_se_lee_el_nombre_corto_con_su_fecha_y_en_papel_el_oficial(base_local: str) -> None:
    plan_id = un_plan(programado={10: 1, 11: 1})
    with escritura("Frecuencia", plan_id=plan_id) as sesion:
        actividad = sesion.exec(select(Actividad)).one()
        actividad.nombre = "Reunión mensual con el comité de prevención y seguridad ciudadana <b>."
        actividad.nombre_corto = "Comité de <prevención>"
        actividad.recurrencia = "1º jueves de cada mes"
        sesion.exec(select(MesActividad).where(MesActividad.mes == 11)).one().nota = "3ª semana"

    pagina = abrir()
    hoja = pedazo(pagina, '<div class="hoja-de-reunion">')

    assert nombres(pagina) == ["Comité de &lt;prevención&gt;"]
    assert "jueves 1 de octubre" in pedazo(pagina, "<ul")
    assert "Reunión mensual con el comité de prevención y seguridad ciudadana &lt;b&gt;<" in hoja
    assert re.findall(r"<b>(\w+) de 2026</b>", hoja) == ["Octubre", "Noviembre", "Diciembre"]
    assert "jueves 1 de octubre" in hoja
    assert "16–20 de noviembre" in hoja
    assert "Nada programado en diciembre." in hoja


def test_las_fechas_se_ven_tambien_en_el_cronograma(base_local: str) -> None:
    plan_id = un_plan(programado={3: 1}, anio=2024)
    with escritura("Una nota", plan_id=plan_id) as sesion:
        sesion.exec(select(MesActividad)).one().nota = "3ª semana"
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)

    pagina.switch_page("paginas/cronograma.py").run()

    grilla = pedazo(pagina, '<div class="grilla')
    assert 'title="18–22 de marzo · 3ª semana"' in grilla
    assert "marzo de 2024: 3ª semana (18–22 de marzo)</li>" in grilla


def test_salir_vuelve_al_cronograma(base_local: str) -> None:
    un_plan(programado={10: 1})

    pagina = abrir().button(key="salir_de_la_reunion").click().run()

    assert '<h1 class="titulo-de-pantalla">Cronograma 2026</h1>' in pantalla.en_html(pagina)
