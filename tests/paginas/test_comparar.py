"""Comparar planes: una fila por plan, las mismas medidas y las mismas consultas."""

import re
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from datos import ejecucion, planes
from datos.conexion import lectura
from modelos.meses import Mes
from tests.apoyo import pantalla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import un_plan

HOY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


def abrir(**direccion: str) -> str:
    """El HTML de la página."""
    return en_html(pantalla.abrir("comparar", **direccion))


def filas(html: str) -> dict[str, str]:
    """El texto de cada fila, por el nombre del plan."""
    cuerpos = re.findall(r"<tr><th scope=\"row\"><a [^>]+>(.*?)</a>(.*?)</tr>", html)
    return {nombre: unescape(re.sub(r"<[^>]+>", " ", resto)) for nombre, resto in cuerpos}


def test_cada_plan_ocupa_una_fila_con_las_mismas_medidas(base_local: str) -> None:
    con_avance = un_plan(actividades=2, programado={3: 1, 12: 1}, nombre="Con avance")
    un_plan(actividades=3, nombre="Sin meses")
    with lectura() as sesion:
        plan = planes.cargar(sesion, con_avance)
    ejecucion.registrar_parcial(plan, next(plan.actividades), Mes(2026, 3), 1, HOY)

    html = abrir()

    assert "De 2 planes, 1 va atrasado y 1 no tiene avance que medir." in html
    assert set(filas(html)) == {"Con avance", "Sin meses"}
    assert "25\u202f%  de 50\u202f%" in filas(html)["Con avance"]
    assert "−25 pp" in filas(html)["Con avance"]
    assert "6,5 meses de atraso" in filas(html)["Con avance"]
    assert "sin programar" in filas(html)["Sin meses"]
    assert f'href="avance?plan={con_avance}" data-abrir' in html
    assert f'href="cronograma?plan={con_avance}&anio=todo&estado=atrasada"' in unescape(html)


def test_el_corte_y_el_anio_se_eligen(base_local: str) -> None:
    un_plan(programado={3: 1}, nombre="De 2026")
    un_plan(programado={3: 1}, anio=2024, nombre="De 2024")

    assert "100\u202f%" in filas(abrir())["De 2026"]
    assert "de 0\u202f%" in filas(abrir(corte="2026-02"))["De 2026"]
    assert set(filas(abrir(anio="2024"))) == {"De 2024"}
    assert "al cierre de diciembre de 2024" in filas(abrir(corte="2026-02"))["De 2024"]


def test_sin_planes_invita_a_empezar(base_local: str) -> None:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)
    pagina.switch_page("paginas/comparar.py").run()

    assert pagina.title[0].value == "Aún no hay un plan."
