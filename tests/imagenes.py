"""Las imágenes de docs/imagenes: `python -m tests.imagenes` recorre el producto y las vuelve a tomar."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect, sync_playwright

from datos import aportes, conexion, planes, planes_de_ejemplo
from datos.conexion import lectura
from tests.apoyo import ensayo, navegador
from tests.apoyo.aplicacion import RAIZ, levantar

CARPETA = RAIZ / "docs" / "imagenes"
DOCUMENTO = RAIZ / "datos" / "ejemplos" / "la-serena-cronograma.txt"
HOY = date(2026, 10, 14)
VENTANA: ViewportSize = {"width": 1366, "height": 860}
ESCALA = 1.5
MARGEN = 24
AIRE = 14  # sobre lo primero que se muestra, sin que asome lo anterior
BORDE = 4  # lo que se quita a un diálogo, para que no asome lo que hay detrás
ESPERA = 60_000  # milisegundos

QUIETA = """() => document.fonts.status === 'loaded'
    && !document.querySelector('[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSkeleton]')"""


def principal() -> None:
    """Toma todas, en el orden de la guía, sobre una carpeta de datos que después se borra."""
    CARPETA.mkdir(parents=True, exist_ok=True)
    carpeta = Path(tempfile.mkdtemp(prefix="plan-imagenes-"))
    os.environ |= {"PLANIFICADOR_INSTANCIA": str(carpeta), "PLANIFICADOR_HOY": HOY.isoformat()}
    os.environ.pop("DATABASE_URL", None)
    try:
        with (
            levantar(carpeta, carpeta / "servidor.log") as aplicacion,
            _pestana(aplicacion.direccion) as pagina,
        ):
            importar(pagina)
            programar(pagina)
            ensayo.poner(_plan_importado(), HOY)
            seguir(pagina)
            informar(pagina)
            editar(pagina)
            participar(pagina)
    finally:
        conexion.cerrar()
        shutil.rmtree(carpeta, ignore_errors=True)


@contextmanager
def _pestana(direccion: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        abierto = playwright.chromium.launch(
            executable_path=navegador.encontrar(), args=list(navegador.ARGUMENTOS)
        )
        contexto = abierto.new_context(
            base_url=direccion,
            viewport=VENTANA,
            device_scale_factor=ESCALA,
            locale="es-CL",
            timezone_id="America/Santiago",
            reduced_motion="reduce",
        )
        yield contexto.new_page()
        abierto.close()


def importar(pagina: Page) -> None:
    """La bienvenida, los datos y columnas leídos, y las filas por revisar."""
    _ir(pagina, "/")
    _tomar(pagina, "bienvenida", pagina.locator(".st-key-empezar_con_el_propio"), margen=10)
    _ir(pagina, "/importar")
    pagina.locator("input[type=file]").set_input_files(DOCUMENTO)
    expect(pagina.get_by_role("heading", name="Revisar antes de importar")).to_be_visible(timeout=ESPERA)
    pagina.get_by_text("Columnas del documento").click()
    _tomar(pagina, "columnas", pagina.get_by_text("El documento no dice el año"), margen=12)
    pagina.get_by_text("Columnas del documento").click()
    pagina.get_by_text("Por revisar 4").click()
    _esperar(pagina)
    fila = pagina.locator("tr", has=pagina.get_by_role("rowheader", name="17", exact=True))
    _dejar_a_la_vista(pagina, pagina.get_by_text("Comparar con el original"), fila)
    _tomar(pagina, "revisar")
    pagina.set_viewport_size(VENTANA)
    pagina.get_by_role("button", name="Importar 24 actividades").click()
    expect(pagina.get_by_text("24 actividades importadas").first).to_be_visible(timeout=ESPERA)


def programar(pagina: Page) -> None:
    """El diálogo que pone los mismos meses en varias actividades; no se guarda."""
    _ir(pagina, "/cronograma")
    pagina.get_by_role("button", name="Programar meses…").click()
    dialogo = pagina.get_by_role("dialog")
    tabla = dialogo.get_by_test_id("stDataFrame")
    expect(tabla).to_be_visible(timeout=ESPERA)
    _esperar(pagina)
    caja = _caja(tabla)
    for fila in (1, 3, 5):
        pagina.mouse.click(caja["x"] + 15, caja["y"] + 17 + 35 * fila)
    dialogo.get_by_text("Cada trimestre", exact=True).click()
    expect(dialogo.get_by_role("button", name="Programar 3 actividades")).to_be_enabled(timeout=ESPERA)
    _tomar(pagina, "programar", dialogo, solo=True)
    pagina.keyboard.press("Escape")


def seguir(pagina: Page) -> None:
    """Este mes, reprogramar, una actividad atrasada y el cronograma, con datos de ensayo."""
    _ir(pagina, "/")
    _tomar(pagina, "este-mes", pagina.locator(".por-hacer").first)
    pagina.get_by_role("button", name="Reprogramar…").first.click()
    dialogo = pagina.get_by_role("dialog")
    expect(dialogo.get_by_text("Explicación")).to_be_visible(timeout=ESPERA)
    _tomar(pagina, "reprogramar", dialogo, solo=True)
    pagina.keyboard.press("Escape")
    pagina.get_by_role("link", name="Difusión de la Estrategia y sus líneas a los funcionarios").first.click()
    _tomar(pagina, "actividad", pagina.get_by_role("button", name="Guardar"))
    _ir(pagina, "/cronograma")
    _tomar(pagina, "cronograma", pagina.get_by_role("row", name="b.3 Presentación"), margen=0)


def informar(pagina: Page) -> None:
    """La página del concejo, la reunión proyectada y los formatos en que sale el cronograma."""
    _ir(pagina, "/avance")
    _tomar(pagina, "avance")
    _ir(pagina, "/reunion")
    _tomar(pagina, "reunion")
    _ir(pagina, "/cronograma")
    pagina.get_by_role("button", name="Exportar").click()
    expect(pagina.get_by_role("button", name="Calendario (.ics)")).to_be_visible(timeout=ESPERA)
    _tomar(pagina, "exportar", pagina.get_by_role("button", name="Calendario (.ics)"))
    pagina.keyboard.press("Escape")
    _ir(pagina, "/respaldo")
    _tomar(pagina, "respaldo", pagina.get_by_role("button", name="Descargar respaldo"))
    _ir(pagina, "/cronograma")


def participar(pagina: Page) -> None:
    """Lo que pidió la ciudadanía, con el plan de ejemplo que lo trae."""
    cargados = [importado for _, importado in planes_de_ejemplo.cargar(HOY) if importado]
    con_aportes = next(uno.plan_id for uno in cargados if _aportes(uno.plan_id))
    _ir(pagina, f"/participacion?plan={con_aportes}")
    _tomar(pagina, "participacion")


def editar(pagina: Page) -> None:
    """La grilla en edición."""
    pagina.get_by_role("button", name="Editar").click()
    expect(pagina.get_by_role("heading", name="Editar el cronograma")).to_be_visible(timeout=ESPERA)
    expect(pagina.get_by_test_id("data-grid-canvas").first).to_be_visible(timeout=ESPERA)
    _tomar(pagina, "editar", pagina.get_by_role("button", name="Guardar cambios"))


def _plan_importado() -> int:
    with lectura() as sesion:
        [importado] = planes.listar(sesion)
    return importado.id


def _aportes(plan_id: int) -> int:
    with lectura() as sesion:
        return len(aportes.listar(sesion, plan_id))


def _ir(pagina: Page, lugar: str) -> None:
    pagina.goto(lugar)
    _esperar(pagina)


def _esperar(pagina: Page) -> None:
    """Vuelve cuando nada está por dibujarse: ni fuentes, ni esqueletos, ni un guion a medias."""
    expect(pagina.get_by_test_id("stMain")).to_be_visible(timeout=ESPERA)
    expect(pagina.locator("h1, .grilla").first).to_be_attached(timeout=ESPERA)
    pagina.wait_for_load_state("networkidle")
    pagina.wait_for_function(QUIETA, timeout=ESPERA)
    pagina.wait_for_timeout(600)


def _caja(elemento: Locator) -> FloatRect:
    medida = elemento.bounding_box()
    if medida is None:
        raise RuntimeError(f"No está a la vista: {elemento}")
    return medida


def _tomar(
    pagina: Page, nombre: str, hasta: Locator | None = None, *, solo: bool = False, margen: int = MARGEN
) -> None:
    """Guarda lo que se ve, de arriba hasta donde termina ese elemento; o el elemento solo."""
    pagina.mouse.move(VENTANA["width"] - 2, 1)
    _esperar(pagina)
    foto = pagina.screenshot(caret="hide", animations="disabled", clip=_recorte(pagina, hasta, margen, solo))
    archivo = CARPETA / f"{nombre}.png"
    _reducir(Image.open(BytesIO(foto)).convert("RGB")).save(archivo, optimize=True)
    sys.stdout.write(f"{archivo.relative_to(RAIZ)}: {archivo.stat().st_size // 1000} KB\n")


def _reducir(foto: Image.Image) -> Image.Image:
    """Con sus 256 colores más usados: los fondos y los símbolos quedan exactos, y pesa mucho menos."""
    usados = sorted(foto.getcolors(foto.width * foto.height) or [], reverse=True)[:256]
    paleta = Image.new("P", (1, 1))
    paleta.putpalette([parte for _, color in usados if isinstance(color, tuple) for parte in color])
    return foto.quantize(palette=paleta, dither=Image.Dither.NONE)


def _dejar_a_la_vista(pagina: Page, primero: Locator, ultimo: Locator) -> None:
    """Mueve la página y ajusta la ventana para que se vea justo de uno al otro, sobre la barra de abajo."""
    primero.evaluate(f"e => e.closest('.stMain').scrollBy(0, e.getBoundingClientRect().top - {AIRE})")
    caja = _caja(ultimo)
    bajo_la_barra = VENTANA["height"] - _caja(pagina.get_by_test_id("stBottom"))["y"]
    alto = caja["y"] + caja["height"] + bajo_la_barra
    pagina.set_viewport_size({"width": VENTANA["width"], "height": round(alto)})


def _recorte(pagina: Page, hasta: Locator | None, margen: int, solo: bool) -> FloatRect | None:
    if hasta is None:
        return None
    caja = _caja(hasta)
    if solo:
        return {
            "x": caja["x"] + BORDE,
            "y": caja["y"] + BORDE,
            "width": caja["width"] - 2 * BORDE,
            "height": caja["height"] - 2 * BORDE,
        }
    ancho = (pagina.viewport_size or VENTANA)["width"]
    return {"x": 0, "y": 0, "width": ancho, "height": caja["y"] + caja["height"] + margen}


if __name__ == "__main__":
    principal()
