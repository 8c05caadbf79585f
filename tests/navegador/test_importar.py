"""Importar en un navegador: de un Word al cronograma en dos clics, corregir una celda y deshacer."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from datos import planes
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from tests.apoyo.aplicacion import RAIZ
from tests.datos.importadores.corpus.bloques import Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.escritor_pdf import a_pdf
from tests.navegador.conftest import ESPERA, esperar_quietud

pytestmark = pytest.mark.navegador


EJEMPLO = RAIZ / "datos" / "ejemplos" / "la-serena-cronograma.txt"


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch, base_local: str) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


@pytest.fixture
def cronograma_en_word(tmp_path: Path) -> Path:
    """El cronograma de La Serena como tabla de Word."""
    filas = [linea.split("\t") for linea in EJEMPLO.read_text(encoding="utf-8").splitlines() if "\t" in linea]
    documento = docx.Document()
    documento.add_paragraph("CRONOGRAMA EXCELENCIA SOBRESALIENTE")
    documento.add_paragraph("LA SERENA")
    tabla = documento.add_table(rows=len(filas), cols=5)
    for fila, celdas in zip(tabla.rows, filas, strict=True):
        for celda, texto in zip(fila.cells, celdas, strict=False):
            celda.text = texto
    ruta = tmp_path / "cronograma.docx"
    documento.save(str(ruta))
    return ruta


MATRIZ = (
    "Ítem", "Ámbito de trabajo", "Para qué", "Qué vamos a lograr", "Cómo", "Contraparte", "Apoyo externo",
    "Comprobación", "1ra", "2da", "3ra", "4ta", "5ta", "6ta", "7ma", "8va", "9na", "10ma", "11va", "12va",
)  # fmt: skip
SENALADAS = {
    "Qué vamos a lograr": "Actividad",
    "Ámbito de trabajo": "Línea",
    "Para qué": "Objetivo",
    "Contraparte": "Responsable",
    "Comprobación": "Medio de verificación",
    "1ra": "Los meses, desde aquí",
}
CUENTA_DE_CLICS = "window.clics = 0; addEventListener('pointerdown', () => { window.clics += 1 }, true)"


@pytest.fixture
def matriz_ajena(tmp_path: Path) -> Path:
    """Veinte columnas cuyos títulos no son los de ningún plan conocido."""
    filas = [
        (n, f"Ámbito {n % 3}", f"Mejorar {n % 5}", f"Plantar árboles en el sector {n}", "Con cuadrillas",
         "Aseo", "Juntas de vecinos", "Fotos y acta", *("X" if m in (2, 9) else "" for m in range(12)))
        for n in range(1, 25)
    ]  # fmt: skip
    ruta = tmp_path / "matriz.csv"
    ruta.write_text("\n".join(";".join(map(str, fila)) for fila in (MATRIZ, *filas)), encoding="utf-8")
    return ruta


def guardados() -> list[PlanCompleto]:
    with lectura() as sesion:
        return [planes.cargar(sesion, plan.id) for plan in planes.listar(sesion)]


def subir(pagina: Page, archivo: Path) -> None:
    pagina.goto("/importar")
    pagina.locator("input[type=file]").set_input_files(archivo)
    expect(pagina.get_by_role("heading", name="Revisar antes de importar")).to_be_visible(timeout=ESPERA)


def test_de_un_word_al_cronograma_en_dos_clics_y_deshacer(pagina: Page, cronograma_en_word: Path) -> None:
    subir(pagina, cronograma_en_word)
    assert guardados() == []

    pagina.get_by_role("button", name="Importar 24 actividades").click()

    expect(pagina.get_by_text("24 actividades importadas.")).to_be_visible(timeout=ESPERA)
    expect(pagina).to_have_url(re.compile("/cronograma"))
    [plan] = guardados()
    assert len(list(plan.actividades)) == 24

    pagina.get_by_role("button", name="Deshacer").click()

    expect(pagina.get_by_text("Se deshizo")).to_be_visible(timeout=ESPERA)
    assert guardados() == []


def test_lo_escrito_en_la_tabla_es_lo_que_se_importa(pagina: Page, cronograma_en_word: Path) -> None:
    subir(pagina, cronograma_en_word)
    pagina.get_by_text("Corregir celdas").click()
    tabla = pagina.get_by_test_id("data-grid-canvas")
    expect(tabla).to_be_visible(timeout=ESPERA)
    esperar_quietud(pagina)
    pagina.locator(".stMain").evaluate("caja => caja.scrollTo(0, caja.scrollHeight)")

    lienzo = tabla.bounding_box()
    assert lienzo is not None
    pagina.mouse.dblclick(lienzo["x"] + 400, lienzo["y"] + 52)
    celda = pagina.locator("#portal textarea")
    celda.fill("Actividad corregida a mano")
    celda.press("Enter")
    expect(pagina.locator(".st-key-volver_a_lo_leido button")).to_be_visible(timeout=ESPERA)
    pagina.get_by_text("Comparar con el original").click()
    expect(pagina.get_by_text("corregida", exact=True)).to_be_visible(timeout=ESPERA)
    pagina.get_by_role("button", name="Importar 24 actividades").click()

    expect(pagina.get_by_text("24 actividades importadas.")).to_be_visible(timeout=ESPERA)
    assert next(guardados()[0].actividades).nombre == "Actividad corregida a mano"


def test_un_pdf_se_revisa_pagina_por_pagina_y_se_importa(pagina: Page, tmp_path: Path) -> None:
    titulos = [Linea("Plan 2026", nivel=1), Linea("Municipalidad de Apopa")]
    talleres = [("Agua", f"Taller {n}", "X", "") for n in range(1, 61)]
    filas: list[Fila] = [
        [Casilla(t) for t in fila] for fila in [("Línea", "Actividad", "Ene", "Feb"), *talleres]
    ]
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(a_pdf([*titulos, Rejilla(filas)]))
    subir(pagina, plan)
    expect(pagina.get_by_text("Tabla 2 · página 2")).to_be_visible()

    pagina.get_by_role("button", name="Importar 60 actividades").click()

    expect(pagina.get_by_text("60 actividades importadas.")).to_be_visible(timeout=ESPERA)
    assert [a.nombre for a in guardados()[0].actividades] == [f"Taller {n}" for n in range(1, 61)]


def test_ver_lleva_a_la_fila_del_documento(pagina: Page, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    filas = "".join(f"Agua\tAhorrar\tTaller {n}\n" for n in range(39))
    plan.write_text(f"Línea\tObjetivo\tActividad\n{filas}Agua\tAhorrar\tReunión mensual\n", encoding="utf-8")
    subir(pagina, plan)

    pagina.get_by_role("link", name="Ver la fila 41").first.click()

    expect(pagina.locator("tr:target")).to_be_in_viewport()


def test_una_matriz_ajena_de_veinte_columnas_se_senala_con_dos_clics_por_dato(
    pagina: Page, matriz_ajena: Path
) -> None:
    pagina.add_init_script(CUENTA_DE_CLICS)
    subir(pagina, matriz_ajena)
    expect(pagina.get_by_text("No se reconoció ninguna actividad")).to_be_visible(timeout=ESPERA)

    for titulo, campo in SENALADAS.items():
        lista = pagina.get_by_role("combobox", name=f"«{titulo}» se lee como")
        lista.click()
        pagina.keyboard.type(campo)
        pagina.get_by_role("option", name=campo, exact=True).click()
        esperar_quietud(pagina)
    clics = pagina.evaluate("window.clics")
    pagina.get_by_label("Nombre del plan").fill("Plan ajeno")
    pagina.get_by_label("Municipalidad").fill("Prueba")
    pagina.get_by_label("Municipalidad").press("Enter")
    pagina.get_by_role("button", name="Importar 24 actividades").click(timeout=ESPERA)

    expect(pagina.get_by_text("24 actividades importadas.")).to_be_visible(timeout=ESPERA)
    assert clics == 2 * len(SENALADAS)
    [plan] = guardados()
    actividad = next(plan.actividades)
    assert (len(plan.lineas), [mes.mes for mes in actividad.meses]) == (3, [3, 10])
    assert (actividad.medio_verificacion, len(actividad.unidades)) == ("Fotos y acta", 1)


def archivados(instancia: Path) -> list[Path]:
    return [ruta for ruta in (instancia / "archivos").rglob("*") if ruta.is_file()]


def test_pulsar_otra_cosa_mientras_se_guarda_no_deja_la_revision_abierta(
    pagina: Page, instancia: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("Plan 2026\nMunicipalidad de Apopa\n\nLínea\tActividad\tEne\nAgua\tTaller\tX\n", "utf-8")
    subir(pagina, plan)
    shutil.rmtree(instancia / "archivos", ignore_errors=True)
    with closing(sqlite3.connect(instancia / "plan.db", isolation_level=None)) as ocupada:
        ocupada.execute("BEGIN IMMEDIATE")  # otra escritura: la importación espera su turno
        pagina.get_by_role("button", name="Importar 1 actividad").click()
        while not archivados(instancia):  # el documento se archiva justo antes de escribir el plan
            pagina.wait_for_timeout(50)
        pagina.get_by_text("Corregir celdas").click()
        expect(pagina.get_by_text("Guardando el plan")).to_be_visible(timeout=ESPERA)
        ocupada.execute("ROLLBACK")

    expect(pagina.get_by_text("1 actividad importada.")).to_be_visible(timeout=ESPERA)
    expect(pagina).to_have_url(re.compile("/cronograma"))
    assert len(guardados()) == 1
