"""Código en cada texto que alguien pudo escribir: ninguna pantalla lo ejecuta, y se ve como se escribió."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from paginas.componentes.identidad import TESTIGO
from tests.apoyo.aplicacion import RAIZ, Aplicacion
from tests.apoyo.hostil import MALO, QUE_NO_SE_ESCRIBE, columnas_de_texto, un_plan_hostil
from tests.apoyo.planes import leer
from tests.navegador.conftest import esperar_quietud

PANTALLAS = sorted(ruta.stem for ruta in (RAIZ / "paginas").glob("*.py") if ruta.name != "__init__.py")
DE_ENTRADA = "inicio"
_LO_QUE_ENTRO = """() => [
  window.atacado && "se ejecutó",
  ...[...document.querySelectorAll('img[src="x"], svg[onload], [onerror], a[href^="javascript"]')]
    .map(uno => uno.outerHTML.slice(0, 200)),
].filter(Boolean)"""
SIN_TEXTO_AJENO = {"importar", "instalacion", "respaldo"}
"""Pantallas que no muestran nada del plan mientras nadie las use."""


def test_lo_que_no_se_escribe_a_mano_existe() -> None:
    assert set(QUE_NO_SE_ESCRIBE) <= set(columnas_de_texto())
    assert len(columnas_de_texto()) > 2 * len(QUE_NO_SE_ESCRIBE) - 10


@pytest.mark.navegador
def test_ninguna_pantalla_ejecuta_lo_escrito(pagina: Page, aplicacion: Aplicacion) -> None:
    plan_id, testigo = un_plan_hostil()
    actividad_id = next(leer(plan_id).actividades).id
    pagina.context.add_cookies([{"name": TESTIGO, "value": testigo, "url": aplicacion.direccion}])

    entraron, sin_verse = {}, set()
    for pantalla in PANTALLAS:
        camino = "" if pantalla == DE_ENTRADA else pantalla
        pagina.goto(f"/{camino}?plan={plan_id}&actividad={actividad_id}&requisito=1&evidencia=1")
        expect(pagina.get_by_role("heading", level=1).first).to_be_visible(timeout=30_000)
        esperar_quietud(pagina)
        if entro := pagina.evaluate(_LO_QUE_ENTRO):
            entraron[pantalla] = entro
        if "<img src=x onerror=" not in pagina.locator("body").inner_text():
            sin_verse.add(pantalla)

    assert entraron == {}
    assert sin_verse <= SIN_TEXTO_AJENO  # si no se ve, la prueba no probó nada


@pytest.mark.navegador
def test_el_nombre_de_un_archivo_no_se_ejecuta_al_importarlo(pagina: Page) -> None:
    pagina.get_by_role("link", name="Importar", exact=True).click()
    contenido = f"Línea\tActividad\tEnero\tFebrero\n{MALO}\t{MALO} uno\tX\t\n{MALO}\t{MALO} dos\t\tX\n"
    nombre = "<img src=x onerror=window.atacado=1> 2026.txt"
    archivo: FilePayload = {"name": nombre, "mimeType": "text/plain", "buffer": contenido.encode()}
    pagina.locator("input[type=file]").set_input_files(archivo)
    expect(pagina.get_by_text("<img src=x onerror").first).to_be_visible(timeout=30_000)
    esperar_quietud(pagina)

    assert pagina.evaluate(_LO_QUE_ENTRO) == []
