"""Registrar desde Este mes en un navegador: cuántos clics cuesta, con ratón, con el dedo y con teclado."""

from collections.abc import Iterator
from time import sleep

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from datos import planes
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad
from modelos.arbol import ActividadDelPlan
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.planes import un_plan
from tests.conftest import pestana

pytestmark = pytest.mark.navegador

OCTUBRE, NOVIEMBRE = Mes(2026, 10), Mes(2026, 11)
ANCHOS = {"escritorio": (1366, 768, False), "telefono": (390, 844, True)}


@pytest.fixture(params=ANCHOS)
def hoja(request: pytest.FixtureRequest, navegador: Browser, aplicacion: Aplicacion) -> Iterator[Page]:
    """La aplicación a un ancho de escritorio y a uno de teléfono."""
    ancho, alto, tactil = ANCHOS[request.param]
    with pestana(navegador, aplicacion, ancho, alto, tactil=tactil) as abierta:
        yield abierta


class Persona:
    """Quien usa la pantalla: cada vez que toca algo, se cuenta."""

    def __init__(self, pagina: Page) -> None:
        self.pagina = pagina
        self.clics = 0

    def tocar(self, que: Locator) -> None:
        que.click()
        self.clics += 1


def abrir(pagina: Page, programado: int = 3) -> int:
    """Deja Este mes pintado, con dos actividades que vencen en octubre."""
    plan_id = un_plan(actividades=2, programado={10: programado, 12: 1}, estado=EstadoPlan.VIGENTE)
    with escritura("Nombres largos", plan_id=plan_id) as sesion:
        for actividad_id in (1, 2):
            sesion.get_one(Actividad, actividad_id).nombre = "Trabajar coordinadamente con el Depto. " * 3
    pagina.goto("/")
    expect(pagina.get_by_role("button", name="Ejecutada")).to_have_count(2, timeout=30_000)
    return plan_id


def primera(plan_id: int) -> ActividadDelPlan:
    with lectura() as sesion:
        return next(planes.cargar(sesion, plan_id).actividades)


def fila(pagina: Page, estado: str = "fila") -> Locator:
    return pagina.locator(f"#fila_mes_1.{estado}")


def test_ejecutada_cuesta_un_clic_deshacerla_otro_y_lo_parcial_a_lo_mas_tres(hoja: Page) -> None:
    plan_id = abrir(hoja)
    nada_se_sale_por_los_lados_y_los_botones_se_alinean(hoja)
    persona = Persona(hoja)

    persona.tocar(fila(hoja).get_by_role("button", name="Ejecutada"))
    expect(fila(hoja, "hecha")).to_contain_text("14 de octubre")

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 3
    assert persona.clics == 1

    persona.tocar(fila(hoja, "hecha").get_by_role("button", name="Deshacer"))
    expect(fila(hoja).get_by_role("button", name="Ejecutada")).to_be_visible()

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 0

    persona.clics = 0
    persona.tocar(fila(hoja).get_by_role("button", name="Parcial…"))
    persona.tocar(hoja.get_by_label("Cantidad ejecutada"))
    hoja.keyboard.press("ControlOrMeta+a")
    hoja.keyboard.type("2")
    persona.tocar(hoja.get_by_role("button", name="Guardar"))
    expect(fila(hoja)).to_contain_text("2 de 3 en octubre")

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 2
    assert persona.clics <= 3
    expect(hoja.get_by_role("button", name="Guardar")).to_have_count(0)


def nada_se_sale_por_los_lados_y_los_botones_se_alinean(hoja: Page) -> None:
    sobra = hoja.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    botones = hoja.get_by_role("button", name="Ejecutada").all()
    lados = {round(boton.bounding_box()["x"]) for boton in botones}  # type: ignore[index]
    cortados = hoja.locator(".por-hacer .fila p").evaluate_all(
        "textos => textos.filter(t => t.scrollWidth > t.clientWidth + 1).map(t => t.textContent)"
    )

    assert sobra <= 0
    assert len(lados) == 1
    assert cortados == []


def test_reprogramar_cuesta_a_lo_mas_seis_clics(hoja: Page) -> None:
    plan_id = abrir(hoja)
    persona = Persona(hoja)

    persona.tocar(fila(hoja).get_by_role("button", name="Reprogramar…"))
    dialogo = hoja.get_by_role("dialog")
    persona.tocar(dialogo.get_by_role("combobox", name="Hacia"))
    persona.tocar(hoja.get_by_role("option", name="noviembre de 2026"))
    persona.tocar(dialogo.get_by_text("Clima", exact=True))
    persona.tocar(dialogo.get_by_role("button", name="Guardar"))
    expect(hoja.get_by_text("Reprogramado de octubre de 2026 a noviembre de 2026.")).to_be_visible()

    meses = {mes: celda.programado for mes, celda in primera(plan_id).meses.items()}
    assert meses == {NOVIEMBRE: 3, Mes(2026, 12): 1}
    assert persona.clics <= 6
    expect(hoja.get_by_role("dialog")).to_have_count(0)


def test_se_registra_solo_con_el_teclado(pagina: Page) -> None:
    plan_id = abrir(pagina)
    pagina.locator("#fila_mes_1 a").focus()

    pagina.keyboard.press("Tab")
    expect(fila(pagina).get_by_role("button", name="Ejecutada")).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(fila(pagina, "hecha").get_by_role("button", name="Deshacer")).to_be_focused()

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 3

    pagina.keyboard.press("Enter")
    expect(fila(pagina).get_by_role("button", name="Ejecutada")).to_be_focused()

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 0


def test_quien_ya_paso_a_otra_fila_sigue_en_ella_cuando_se_guarda_la_anterior(pagina: Page) -> None:
    plan_id = abrir(pagina)
    segunda = pagina.locator("#fila_mes_2").get_by_role("button", name="Ejecutada")
    fila(pagina).get_by_role("button", name="Ejecutada").focus()

    pagina.keyboard.press("Enter")
    segunda.focus()
    expect(fila(pagina, "hecha").get_by_role("button", name="Deshacer")).to_be_visible()
    expect(segunda).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#fila_mes_2.hecha")).to_be_visible()

    with lectura() as sesion:
        hechas = [una.meses[OCTUBRE].ejecutado for una in planes.cargar(sesion, plan_id).actividades]
    assert hechas == [3, 3]


def test_la_tecla_que_se_mantiene_apretada_no_deshace_lo_que_registro(pagina: Page) -> None:
    plan_id = abrir(pagina)
    fila(pagina).get_by_role("button", name="Ejecutada").focus()

    pagina.keyboard.down("Enter")
    expect(fila(pagina, "hecha").get_by_role("button", name="Deshacer")).to_be_focused()
    pagina.wait_for_timeout(500)  # lo que el guardián del doble clic ya no mira
    pagina.keyboard.down("Enter")
    pagina.wait_for_timeout(1000)

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 3


def test_lo_que_se_pulsa_antes_de_que_se_abra_el_canal_se_registra_igual(pagina: Page) -> None:
    def demorar(pedido: Route) -> None:
        sleep(2)
        pedido.continue_()

    pagina.context.route("**/BidiComponent*.js", demorar)
    plan_id = abrir(pagina)

    assert pagina.evaluate("window.canalDePedidos ?? null") is None
    fila(pagina).get_by_role("button", name="Ejecutada").click()
    expect(fila(pagina, "hecha")).to_be_visible(timeout=15_000)

    assert primera(plan_id).meses[OCTUBRE].ejecutado == 3


def test_las_cuentas_llevan_al_cronograma_filtrado_y_el_nombre_a_la_actividad(pagina: Page) -> None:
    abrir(pagina)

    pagina.get_by_role("link", name="vencen este mes").click()
    pagina.wait_for_url("**/cronograma**mes=2026-10**")
    expect(pagina.locator(".grilla")).to_be_visible()

    pagina.goto("/")
    pagina.locator("#fila_mes_1 a").click()
    expect(pagina.get_by_role("heading", name="Meses")).to_be_visible()
    assert "actividad=1" in pagina.url

    pagina.reload()
    expect(pagina.get_by_role("heading", name="Meses")).to_be_visible()


def test_una_pantalla_que_no_existe_se_dice_en_castellano(pagina: Page) -> None:
    abrir(pagina)
    pagina.goto(f"{pagina.url.split('?')[0].rstrip('/')}/contenido-del-plan")

    aviso = pagina.get_by_role("dialog")
    expect(aviso.get_by_text("No existe esa pantalla")).to_be_visible()
    expect(aviso.get_by_text("no se perdió nada")).to_be_visible()
    expect(aviso).not_to_contain_text("page")


def test_sin_ingles_a_la_vista_y_en_papel_va_la_lista_sin_botones(pagina: Page) -> None:
    abrir(pagina)
    fila(pagina).get_by_role("button", name="Parcial…").click()
    expect(pagina.get_by_label("Cantidad ejecutada")).to_be_visible()

    visible = pagina.locator("body").inner_text()

    for palabra in ("None", "Choose", "Select", "Press Enter", "Running", "options"):
        assert palabra not in visible
    pagina.keyboard.press("Escape")

    pagina.emulate_media(media="print")

    expect(pagina.get_by_role("heading", name="Este mes: octubre")).to_be_visible()
    expect(pagina.get_by_text("Trabajar coordinadamente").first).to_be_visible()
    for nombre in ("Ejecutada", "Parcial…", "Reprogramar…"):
        expect(pagina.get_by_role("button", name=nombre).first).to_be_hidden()
