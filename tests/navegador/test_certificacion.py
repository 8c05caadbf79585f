"""El camino de quien certifica: registrar con una foto, aceptarla, cumplir y hacer el expediente."""

import zipfile
from pathlib import Path

import bagit
import pytest
from playwright.sync_api import Page, expect

from datos.certificacion import requisitos
from datos.conexion import escritura
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado
from modelos.plan import EstadoPlan
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.certificacion import leer, un_proceso, una_foto
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan
from tests.navegador.conftest import esperar_quietud

pytestmark = pytest.mark.navegador


def un_plan_con_un_requisito() -> int:
    """Un plan que rige, con una actividad de octubre que trabaja por el único requisito que se persigue."""
    plan_id = un_plan(actividades=1, unidades=1, programado={10: 1}, estado=EstadoPlan.VIGENTE)
    primero, *otros = un_proceso(plan_id).requisitos
    with escritura("Preparar", plan_id=plan_id) as sesion:
        requisitos.enlazar(sesion, plan_id, primero.id, [next(leer_plan(plan_id).actividades).id])
        for otro in otros:
            requisitos.desactivar(sesion, plan_id, otro.id, "No es de esta prueba")
    return plan_id


def test_de_la_foto_en_este_mes_al_expediente_verificado(
    pagina: Page, aplicacion: Aplicacion, tmp_path: Path
) -> None:
    plan_id = un_plan_con_un_requisito()
    pagina.goto("/")

    registrar_con_foto(pagina, tmp_path)
    [evidencia] = leer(plan_id).evidencias
    assert evidencia.estado is EstadoEvidencia.CARGADA
    assert next(leer_plan(plan_id).actividades).meses[evidencia.actividades[0].mes or 0].ejecutado == 1  # type: ignore[index]

    aceptar(pagina)
    cumplir(pagina, plan_id)
    assert leer(plan_id).requisitos[0].resultado is EstadoResultado.CUMPLE
    pagina.goto(f"/certificacion?plan={plan_id}")
    expect(pagina.get_by_text("1 cumple ÷ 1 aplicable = 100")).to_be_visible()
    expect(pagina.get_by_text("Ningún requisito está abierto")).to_be_visible()

    expediente = hacer_expediente(pagina, plan_id, tmp_path)
    with zipfile.ZipFile(expediente) as paquete:
        paquete.extractall(tmp_path / "extraido")
    [raiz] = (tmp_path / "extraido").iterdir()
    assert bagit.Bag(str(raiz)).validate()
    [foto] = (raiz / "data" / "requisitos").rglob("EV-0001*.jpg")
    assert foto.read_bytes() == una_foto()

    verificar(pagina, expediente, "Intacto")
    with expediente.open("r+b") as abierto:
        abierto.seek(expediente.stat().st_size // 2)
        octeto = abierto.read(1)
        abierto.seek(-1, 1)
        abierto.write(bytes([octeto[0] ^ 1]))
    verificar(pagina, expediente, "Alterado")


def registrar_con_foto(pagina: Page, carpeta: Path) -> None:
    """El clip, el archivo y Guardar: dos clics además de elegirlo."""
    foto = carpeta / "taller.jpg"
    foto.write_bytes(una_foto())
    pagina.get_by_role("button", name="Registrar con evidencia…").click(timeout=30_000)
    dialogo = pagina.get_by_role("dialog")
    dialogo.locator("input[type=file]").set_input_files(foto)
    expect(dialogo.get_by_text("taller.jpg")).to_be_visible()
    esperar_quietud(pagina)
    dialogo.get_by_role("button", name="Guardar").click()
    expect(pagina.get_by_role("link", name="1 evidencia")).to_be_visible(timeout=30_000)


def aceptar(pagina: Page) -> None:
    """Desde la misma fila se llega a la evidencia, y se acepta con un clic."""
    pagina.get_by_role("link", name="1 evidencia").click()
    expect(pagina.locator("img.vista-previa")).to_be_visible(timeout=30_000)
    esperar_quietud(pagina)
    pagina.get_by_role("button", name="Aceptar").click()
    expect(pagina.locator(".encabezado-de-evidencia .evidencia-aceptada").first).to_be_visible(timeout=30_000)


def cumplir(pagina: Page, plan_id: int) -> None:
    requisito = leer(plan_id).requisitos[0]
    pagina.goto(f"/requisitos?plan={plan_id}&requisito={requisito.id}")
    esperar_quietud(pagina)
    pagina.get_by_role("combobox", name="Resultado de la municipalidad").click()
    pagina.get_by_role("option", name="● Cumple").or_(
        pagina.get_by_role("option", name="Cumple")
    ).first.click()
    esperar_quietud(pagina)
    pagina.locator("[class*=st-key-guardar_requisito] button, [class*=st-key-guardar_] button").first.click()
    expect(pagina.locator("tr.elegido .resultado-cumple").first).to_be_visible(timeout=30_000)


def hacer_expediente(pagina: Page, plan_id: int, carpeta: Path) -> Path:
    pagina.goto(f"/expediente?plan={plan_id}")
    expect(pagina.get_by_text("Está completo: 1 archivo")).to_be_visible(timeout=30_000)
    esperar_quietud(pagina)
    pagina.get_by_role("button", name="Hacer el expediente").click()
    enlace = pagina.get_by_role("link", name="Expediente Municipalidad")
    expect(enlace).to_be_visible(timeout=30_000)
    with pagina.expect_download() as bajada:
        enlace.click()
    destino = carpeta / "expediente.zip"
    bajada.value.save_as(destino)
    return destino


def verificar(pagina: Page, archivo: Path, esperado: str) -> None:
    pagina.goto("/verificar")
    pagina.locator("input[type=file]").set_input_files(archivo)
    pagina.get_by_role("button", name="Verificar").click()
    expect(pagina.get_by_role("heading", name=esperado)).to_be_visible()
