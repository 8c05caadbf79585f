"""Qué líneas abre el cronograma de un plan grande, y que nada de lo que pliega se pierda."""

from functools import partial
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from datos.conexion import escritura
from modelos.actividad import Actividad
from tests.apoyo import pantalla
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import un_plan


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


class Grilla(HTMLParser):
    """Las líneas desplegadas, y las filas que entran al desplegar las demás."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.abiertas = 0
        self.por_entrar = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atributos = dict(attrs)
        self.abiertas += tag == "input" and atributos.get("type") == "checkbox" and "checked" in atributos
        self.por_entrar += (tag == "tbody" and atributos.get("data-filas")) or ""


abrir = partial(pantalla.abrir, "cronograma")


def grilla(pagina: AppTest) -> Grilla:
    return Grilla("".join(pantalla.abierto(elemento.proto.body) for elemento in pagina.get("html")))


def test_un_plan_grande_abre_con_cien_actividades_y_ofrece_el_resto(base_local: str) -> None:
    un_plan(lineas=12, actividades=240, programado={3: 1})

    pagina = abrir()

    assert grilla(pagina).abiertas == 5  # de veinte actividades cada una
    assert 'data-en-direccion="desplegado" value="todo">Desplegar todo' in en_html(pagina)

    todo = abrir(desplegado="todo")

    assert grilla(todo).abiertas == 12
    assert 'data-en-direccion="desplegado" value="nada">Plegar todo' in en_html(todo)


def test_un_plan_corriente_abre_entero(base_local: str) -> None:
    un_plan(lineas=4, actividades=100, programado={3: 1})

    pagina = abrir()

    assert grilla(pagina).abiertas == 4
    assert "Plegar todo" in en_html(pagina)


def test_lo_que_se_busca_se_ve_aunque_este_en_la_ultima_linea(base_local: str) -> None:
    un_plan(lineas=3, actividades=300, programado={3: 1})

    assert grilla(abrir(buscar="Actividad 300")).abiertas == 1
    assert grilla(abrir(mes="2026-03")).abiertas == 3


def test_una_linea_sola_se_abre_por_grande_que_sea(base_local: str) -> None:
    un_plan(lineas=1, actividades=150, programado={3: 1})

    assert grilla(abrir()).abiertas == 1


def test_las_filas_plegadas_llevan_el_texto_de_las_personas_escapado(base_local: str) -> None:
    plan_id = un_plan(lineas=12, actividades=240, programado={3: 1})
    with escritura("Cambiar el nombre", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, 240).nombre = """'><img src=x onerror="alert(1)">"""

    por_entrar = grilla(abrir()).por_entrar

    assert "&#x27;&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in por_entrar
    assert "<img" not in por_entrar
