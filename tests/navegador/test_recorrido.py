"""El camino de quien recién llega: de un Word con su plan a lo ejecutado y el cronograma impreso."""

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from datos import planes
from datos.conexion import lectura
from datos.importadores.documento import Tabla
from datos.importadores.lector_texto import leer_texto
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from tests.datos.importadores.archivos_de_prueba import un_docx

pytestmark = pytest.mark.navegador

EJEMPLO = Path("datos/ejemplos/la-serena-cronograma.txt")
PANTALLAS = (
    "", "cronograma", "reunion", "actividad", "buscar", "estructura", "participacion", "unidades", "importar",
    "planes", "papelera", "respaldo", "instalacion",
)  # fmt: skip


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


@pytest.fixture
def word_de_la_serena(tmp_path: Path) -> Path:
    """El cronograma de La Serena como tabla de Word."""
    [tabla] = leer_texto(EJEMPLO.name, EJEMPLO.read_text(encoding="utf-8")).tablas
    archivo = tmp_path / "Cronograma La Serena.docx"
    archivo.write_bytes(un_docx(lambda documento: _armar(documento, tabla)))
    return archivo


def _armar(documento: Any, tabla: Tabla) -> None:
    documento.add_paragraph("CRONOGRAMA EXCELENCIA SOBRESALIENTE")
    documento.add_paragraph("LA SERENA")
    escrita = documento.add_table(len(tabla.filas), max(len(fila) for fila in tabla.filas))
    for numero, fila in enumerate(tabla.filas):
        for celda in fila:
            escrita.cell(numero, fila.index(celda)).text = celda.texto


def test_de_un_word_a_lo_ejecutado_y_el_cronograma_impreso(pagina: Page, word_de_la_serena: Path) -> None:
    importar(pagina, word_de_la_serena)
    programar_tres(pagina)
    poner_en_vigencia(pagina)
    registrar_una(pagina)

    pagina.get_by_role("link", name="Cronograma").click()
    expect(pagina.locator(".grilla table")).to_be_visible(timeout=30_000)
    hojas = pypdf.PdfReader(BytesIO(pagina.pdf(prefer_css_page_size=True))).pages
    impreso = " ".join("\n".join(hoja.extract_text() for hoja in hojas).split())

    assert "Cronograma Excelencia Sobresaliente La Serena" in impreso
    assert "Reuniones periódicas del CAC" in impreso
    assert "Importar" not in impreso


def importar(pagina: Page, archivo: Path) -> None:
    pagina.get_by_role("link", name="Importar", exact=True).click()
    pagina.locator("input[type=file]").set_input_files(archivo)
    pagina.get_by_label("Año", exact=True).fill("2026")
    pagina.get_by_label("Año", exact=True).press("Enter")
    pagina.get_by_role("button", name="Importar 24 actividades").click()
    expect(pagina.get_by_text("24 actividades importadas").first).to_be_visible(timeout=30_000)


def programar_tres(pagina: Page) -> None:
    pagina.get_by_role("link", name="Cronograma").click()
    pagina.get_by_role("button", name="Programar meses…").click()
    dialogo = pagina.get_by_role("dialog")
    caja = dialogo.get_by_test_id("stDataFrame").bounding_box()
    assert caja is not None
    for fila in (1, 2, 3):
        pagina.mouse.click(caja["x"] + 15, caja["y"] + 17 + 35 * fila)
    dialogo.get_by_text("Todos", exact=True).click()
    dialogo.get_by_role("button", name="Programar 3 actividades").click()
    expect(dialogo.get_by_text("36 celdas guardadas.")).to_be_visible(timeout=30_000)
    dialogo.get_by_role("button", name="Cerrar", exact=True).click()
    expect(dialogo).to_be_hidden()


def poner_en_vigencia(pagina: Page) -> None:
    pagina.get_by_role("link", name="Planes", exact=True).click()
    pagina.get_by_role("button", name="Poner en vigencia…").click()
    pagina.get_by_role("button", name="Poner en vigencia", exact=True).click()
    expect(pagina.get_by_text("Vigente").first).to_be_visible(timeout=30_000)
    with lectura() as sesion:
        [en_lista] = planes.listar(sesion)
    assert en_lista.estado is EstadoPlan.VIGENTE


def registrar_una(pagina: Page) -> None:
    pagina.get_by_role("link", name="Este mes").click()
    pagina.get_by_role("button", name="Ejecutada").first.click()
    expect(pagina.get_by_role("button", name="Deshacer").first).to_be_visible(timeout=30_000)
    with lectura() as sesion:
        [en_lista] = planes.listar(sesion)
        plan = planes.cargar(sesion, en_lista.id)
    octubre = [actividad.meses.get(Mes(2026, 10)) for actividad in plan.actividades]
    assert sum(celda.ejecutado for celda in octubre if celda) == 1


DE_STREAMLIT = {
    "list": "el menú lateral agrupa sus pantallas con div dentro de ul",
    "listitem": "lo mismo, visto desde cada pantalla",
    "presentation-role-conflict": "la zona para soltar archivos lleva nombre y se declara decorativa",
}
"""Faltas del marco, por regla de axe: no están en lo que escribimos y no las podemos cambiar."""


def test_lo_nuestro_es_accesible_en_todas_las_pantallas(pagina: Page) -> None:
    pagina.get_by_role("button", name="Cargar los tres ejemplos").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Este mes", timeout=60_000)

    faltas = [falta for pantalla in PANTALLAS for falta in _faltas(pagina, pantalla)]

    assert [falta for falta in faltas if falta.regla not in DE_STREAMLIT or falta.es_nuestra] == []


class Falta(NamedTuple):
    """Un elemento que incumple una regla de accesibilidad en una pantalla."""

    pantalla: str
    regla: str
    elemento: str

    @property
    def es_nuestra(self) -> bool:
        """Lo que escribimos va dentro de un st.html."""
        return "stHtml" in self.elemento


def _faltas(pagina: Page, pantalla: str) -> list[Falta]:
    pagina.goto(f"/{pantalla}")
    expect(pagina.get_by_role("heading", level=1).first).to_be_visible(timeout=30_000)
    pagina.wait_for_load_state("networkidle")
    encontradas = Axe().run(pagina).response["violations"]
    return [
        Falta(pantalla, falta["id"], f"{nodo['target']} {nodo['html'][:160]}")
        for falta in encontradas
        for nodo in falta["nodes"]
    ]
