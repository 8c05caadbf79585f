"""El cronograma en un navegador: editar con el teclado, plegar, abrir una actividad e imprimir."""

import re
from collections import Counter
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from modelos.arbol import CeldaMes
from tests.apoyo.planes import leer, un_plan
from tests.rendimiento import plan

pytestmark = pytest.mark.navegador

ENCABEZADO = "Línea, objetivo y actividad"
IR = """consulta => {
    window.history.pushState({}, "", consulta);
    window.dispatchEvent(new PopStateEvent("popstate"));
}"""
POR_ENTRAR = ".grilla tbody[data-filas]:has(input:checked)"
"""Las líneas desplegadas cuyas filas aún no entran a la tabla."""

AL_CAMBIAR = """([nombre, mes]) => {
    if (!document.querySelector(".grilla .impreso").textContent.includes(mes)) return false;
    const leida = [...document.querySelectorAll(".grilla a")].find((enlace) => enlace.textContent === nombre);
    return leida.getBoundingClientRect().y;
}"""
"""Dónde está el nombre en el primer cuadro en que la grilla dice el mes."""


def abrir(pagina: Page) -> None:
    pagina.goto("/cronograma")
    expect(pagina.locator(".grilla table")).to_be_visible(timeout=30_000)


def filas_visibles(pagina: Page) -> Locator:
    return pagina.locator(".grilla tbody tr:visible")


def test_se_edita_una_celda_y_se_guarda_solo_con_el_teclado(pagina: Page) -> None:
    plan_id = un_plan(actividades=3, programado={3: 1})
    abrir(pagina)
    pagina.get_by_role("button", name="Editar").press("Enter")
    editor = pagina.get_by_role("tabpanel", name="Programado").get_by_test_id("data-grid-canvas")
    expect(editor).to_be_visible(timeout=30_000)

    editor.focus()
    for tecla in ("ArrowRight", "ArrowRight", "ArrowDown", "7", "Enter"):
        pagina.keyboard.press(tecla)
        pagina.wait_for_timeout(120)
    guardar = pagina.get_by_role("button", name="Guardar cambios (1)")
    expect(guardar).to_be_enabled()
    guardar.press("Enter")

    expect(pagina.get_by_text("1 celda guardada.")).to_be_visible()
    [cambiado] = [
        (actividad.nombre, mes.mes, celda.programado)
        for actividad in leer(plan_id).actividades
        for mes, celda in actividad.meses.items()
        if celda.programado == 7
    ]
    assert cambiado == ("Actividad 2", 2, 7)


def test_la_celda_a_medio_escribir_sobrevive_a_mirar_la_otra_pestana(pagina: Page) -> None:
    plan_id = un_plan(actividades=3, programado={3: 1})
    abrir(pagina)
    pagina.get_by_role("button", name="Editar").click()
    for pestana in ("Programado", "Ejecutado"):
        pagina.get_by_role("tab", name=pestana).click()
        editor = pagina.get_by_role("tabpanel", name=pestana).get_by_test_id("data-grid-canvas")
        expect(editor).to_be_visible(timeout=30_000)
        _escribir_un_siete(editor)
    pagina.get_by_role("tab", name="Programado").click()

    pagina.get_by_role("button", name="Guardar cambios (2)").click()
    expect(pagina.get_by_text("2 celdas guardadas.")).to_be_visible()

    celdas = _celdas(plan_id)
    assert [celda.programado for celda in celdas].count(7) == 1
    assert [celda.ejecutado for celda in celdas].count(7) == 1


def _escribir_un_siete(editor: Locator) -> None:
    """Deja la celda de enero a medio escribir; una grilla recién puesta no oye lo primero que se le hace."""
    pagina = editor.page
    escribiendo = pagina.locator(".gdg-input")
    for _ in range(10):
        caja = editor.bounding_box()
        assert caja is not None
        pagina.mouse.click(caja["x"] + 360, caja["y"] + 54)
        pagina.wait_for_timeout(200)
        pagina.keyboard.press("7")
        pagina.wait_for_timeout(200)
        if escribiendo.is_visible():
            return
    raise AssertionError("La grilla no dejó escribir.")


def _celdas(plan_id: int) -> list[CeldaMes]:
    return [celda for actividad in leer(plan_id).actividades for celda in actividad.meses.values()]


def test_se_programan_varias_actividades_de_una_vez_y_se_deshace(pagina: Page) -> None:
    plan_id = un_plan(actividades=3)
    abrir(pagina)

    pagina.get_by_role("button", name="Programar meses…").click()
    dialogo = pagina.get_by_role("dialog")
    tabla = dialogo.get_by_test_id("stDataFrame").bounding_box()
    assert tabla is not None
    for fila in (1, 2):
        pagina.mouse.click(tabla["x"] + 15, tabla["y"] + 17 + 35 * fila)
    dialogo.get_by_text("Cada trimestre").click()
    expect(dialogo.get_by_text("Mar, Jun, Sep, Dic")).to_be_visible()
    dialogo.get_by_role("button", name="Programar 2 actividades").click()

    expect(dialogo.get_by_text("8 celdas guardadas.")).to_be_visible()
    assert [sorted(mes.mes for mes in a.meses) for a in leer(plan_id).actividades] == [
        [3, 6, 9, 12],
        [3, 6, 9, 12],
        [],
    ]

    dialogo.get_by_role("button", name="Deshacer").click()

    expect(dialogo).to_be_hidden()
    expect(pagina.get_by_text("Se deshizo")).to_be_visible()
    assert all(not actividad.meses for actividad in leer(plan_id).actividades)


def test_se_abre_una_actividad_sin_recargar_se_pliega_una_linea_y_se_imprime_entera(pagina: Page) -> None:
    un_plan(actividades=6, lineas=2, programado={3: 1})
    abrir(pagina)
    pagina.evaluate("window.misma = true")

    pagina.get_by_role("link", name="Actividad 2").click()
    pagina.wait_for_url("**/actividad?*actividad=2*")
    assert pagina.evaluate("window.misma") is True

    pagina.go_back()
    expect(pagina.locator(".grilla table")).to_be_visible()
    todas = 6 + 2 + 2 + 1  # actividades, objetivos, líneas y el total
    expect(filas_visibles(pagina)).to_have_count(todas)
    pagina.get_by_label("Desplegar línea I", exact=True).press("Space")
    expect(filas_visibles(pagina)).to_have_count(todas - 4)  # su objetivo y sus tres actividades

    pagina.evaluate("window.print = () => { window.impreso = true }")
    pagina.get_by_role("button", name="Imprimir").click()
    assert pagina.evaluate("window.impreso") is True

    pagina.emulate_media(media="print")
    expect(filas_visibles(pagina)).to_have_count(todas)


def test_impreso_desde_el_tema_oscuro_sale_en_claro_y_sin_controles(pagina: Page) -> None:
    un_plan(programado={10: 1})
    pagina.emulate_media(color_scheme="dark")
    abrir(pagina)

    pagina.emulate_media(media="print", color_scheme="dark")

    color = "e => getComputedStyle(e).backgroundColor"
    assert pagina.locator(".grilla tbody tr:not(.linea) td").first.evaluate(color) == "rgb(255, 255, 255)"
    assert pagina.locator(".stApp").evaluate(color) == "rgb(255, 255, 255)"
    assert pagina.locator(".grilla thead th.hoy").evaluate(color) == "rgb(29, 38, 34)"
    expect(pagina.get_by_role("button", name="Editar")).to_be_hidden()
    expect(pagina.get_by_role("button", name="Imprimir")).to_be_hidden()
    expect(pagina.locator(".titulo-de-pantalla")).to_be_hidden()  # el papel lleva su propio encabezado
    expect(pagina.get_by_label("Línea", exact=True).first).to_be_hidden()


def test_en_papel_estan_las_300_filas_y_el_encabezado_se_repite(pagina: Page) -> None:
    un_plan(actividades=300, lineas=12, programado={3: 1, 10: 2})
    abrir(pagina)

    impreso = pypdf.PdfReader(BytesIO(pagina.pdf(prefer_css_page_size=True, landscape=True)))

    paginas = [hoja.extract_text() for hoja in impreso.pages]
    texto = "\n".join(paginas)
    assert {int(numero) for numero in re.findall(r"Actividad (\d+)", texto)} == set(range(1, 301))
    con_filas = [hoja for hoja in paginas if "Actividad " in hoja]
    assert all(ENCABEZADO in hoja for hoja in con_filas)
    assert len(con_filas) > 1
    assert impreso.pages[0].mediabox.width > impreso.pages[0].mediabox.height


def test_en_el_telefono_caben_tres_meses_y_las_flechas_los_corren(pagina_movil: Page) -> None:
    un_plan(actividades=2, programado={3: 1, 10: 1})
    abrir(pagina_movil)
    visibles = pagina_movil.locator(".grilla thead tr:not(.impreso) th:visible abbr")
    assert visibles.all_inner_texts() == ["Sep", "Oct", "Nov"]

    pagina_movil.locator(".grilla label[aria-label='Ir a noviembre de 2026']:visible").click()

    assert visibles.all_inner_texts() == ["Oct", "Nov", "Dic"]
    assert pagina_movil.evaluate("document.documentElement.scrollWidth") == 390
    nombre = pagina_movil.locator(".grilla thead th:visible").first.bounding_box()
    assert nombre is not None
    assert nombre["width"] == pytest.approx(0.55 * 390, abs=3)


def test_al_cambiar_el_corte_lo_que_se_leia_no_se_mueve(pagina: Page) -> None:
    plan_id = plan.sembrar(90)
    abrir(pagina)
    leida = pagina.get_by_role("link", name=plan.nombre(79), exact=True)
    for numero in (19, 39, 59, 79):  # como quien baja leyendo
        pagina.get_by_role("link", name=plan.nombre(numero), exact=True).scroll_into_view_if_needed()
        pagina.wait_for_timeout(200)
    antes = leida.bounding_box()

    pagina.evaluate(IR, f"?plan={plan_id}&corte=2026-04")
    recien = pagina.wait_for_function(AL_CAMBIAR, arg=[plan.nombre(79), "abril"]).json_value()
    expect(pagina.locator(POR_ENTRAR)).to_have_count(0)
    al_final = leida.bounding_box()

    assert antes is not None
    assert al_final is not None
    assert [recien, al_final["y"]] == pytest.approx([antes["y"]] * 2, abs=2)


def test_las_filas_fuera_de_la_vista_se_leen_como_tabla(pagina: Page) -> None:
    plan.sembrar(90)
    abrir(pagina)
    expect(pagina.locator(POR_ENTRAR)).to_have_count(0)

    nodos = pagina.context.new_cdp_session(pagina).send("Accessibility.getFullAXTree")["nodes"]

    papeles = Counter(nodo["role"]["value"] for nodo in nodos if not nodo["ignored"])
    assert papeles["table"] == 1
    assert papeles["row"] == 1 + 90 + 20 + 20 + 1  # títulos, actividades, objetivos, líneas y el total
    assert papeles["columnheader"] == 15
    assert papeles["rowheader"] == 90 + 20 + 20 + 1
    assert papeles["cell"] > 90 * 14


def test_se_filtra_busca_y_vuelve_atras_con_el_teclado(pagina: Page) -> None:
    plan.sembrar(30)
    abrir(pagina)
    estado, buscar = pagina.get_by_label("Estado", exact=True), pagina.get_by_label("Buscar", exact=True)

    estado.focus()
    pagina.keyboard.type("Atra")
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_text("10 actividades en")).to_be_visible()
    buscar.fill("sector 13")
    buscar.press("Enter")
    expect(pagina.get_by_text("1 actividad en 1 línea")).to_be_visible()
    expect(buscar).to_be_focused()
    expect(pagina).to_have_url(re.compile(r"estado=atrasada&buscar=sector\+13$"))

    pagina.go_back()
    expect(pagina.get_by_text("10 actividades en")).to_be_visible()
    expect(buscar).to_have_value("")
    pagina.go_back()
    expect(pagina.get_by_text("30 actividades en")).to_be_visible()
    expect(estado).to_have_value("")
