"""«Personas», «Mi cuenta» y lo que cada rol encuentra en las demás pantallas."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from datos.conexion import lectura
from datos.cuentas import personas, sesiones
from datos.cuentas.personas import Puesto
from modelos.cuentas import Identidad
from modelos.permisos import PANTALLAS, Permiso, Rol
from modelos.plan import EstadoPlan
from paginas.componentes import identidad, marco
from tests.apoyo.cuentas import administradora, con, con_rol
from tests.apoyo.pantalla import abrir, en_html
from tests.apoyo.planes import leer, un_plan

Mirar = Callable[[Identidad], None]


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


@pytest.fixture
def mirar(monkeypatch: pytest.MonkeyPatch) -> Mirar:
    """Desde ahora las pantallas las mira esa persona."""

    def como_ella(quien: Identidad) -> None:
        monkeypatch.setattr(identidad, "_comprobar", lambda: quien)

    return como_ella


@pytest.fixture
def ana(base_local: str) -> Identidad:
    """Quien administra la municipalidad de un plan vigente, con dos actividades de la Unidad 1 y la 2."""
    plan_id = un_plan(actividades=2, unidades=2, programado={10: 1}, estado=EstadoPlan.VIGENTE)
    return administradora(municipalidad=leer(plan_id).municipalidad)


def test_sin_cuentas_dice_que_cambia_y_como_se_empieza(base_local: str) -> None:
    pagina = abrir("personas")

    assert "Modo local" in en_html(pagina)
    assert "python3 iniciar.py" in en_html(pagina)  # con `streamlit run` no hay dónde crearla


def test_lista_a_cada_quien_con_su_rol_y_escapa_su_nombre(ana: Identidad, mirar: Mirar) -> None:
    con_rol(Puesto(Rol.CONCEJO), ana, nombre="<b>Luis</b> Pérez")
    mirar(ana)

    dicho = en_html(abrir("personas"))

    assert "&lt;b&gt;Luis&lt;/b&gt; Pérez" in dicho
    assert "Concejo · otra@laserena.cl" in dicho
    assert "Usted" in dicho


def test_invitar_muestra_el_enlace_hasta_que_se_entrega(ana: Identidad, mirar: Mirar) -> None:
    mirar(ana)
    pagina = abrir("personas")
    pagina.text_input(key="nombre_nueva_0").set_value("Eva Soto")
    pagina.text_input(key="correo_nueva_0").set_value("eva@laserena.cl")
    pagina.selectbox(key="rol_nueva_0").set_value(Rol.CONCEJO).run()

    pagina.button(key="invitar_ahora").click().run()

    assert "/clave/" in pagina.code[0].value
    assert "invitada, aún no entra" in en_html(pagina)
    pagina.button(key="enlace_entregado").click().run()
    assert not pagina.code


def test_una_invitacion_incompleta_dice_que_falta_y_no_crea_nada(ana: Identidad, mirar: Mirar) -> None:
    mirar(ana)
    pagina = abrir("personas")
    pagina.text_input(key="nombre_nueva_0").set_value("Eva Soto")
    pagina.text_input(key="correo_nueva_0").set_value("eva@laserena.cl").run()

    pagina.button(key="invitar_ahora").click().run()

    assert "Diga de qué unidad es" in pagina.error[0].value
    with lectura() as sesion:
        assert len(personas.de_la_municipalidad(sesion, ana.municipalidad_id or 0)) == 1


def test_mi_cuenta_muestra_las_sesiones_y_cierra_las_demas(ana: Identidad, mirar: Mirar) -> None:
    otra = sesiones.entrar(
        "ana@laserena.cl",
        "caballo grapa batería correcto",
        datetime.now(UTC),
        "10.0.0.9",
        "Firefox/140 Windows",
    )
    mirar(ana)
    pagina = abrir("mi_cuenta")
    assert "Firefox en Windows" in en_html(pagina)

    pagina.button(key="cerrar_las_demas").click().run()

    assert sesiones.reconocer(otra, datetime.now(UTC)) is None
    assert "Firefox en Windows" not in en_html(pagina)


@pytest.mark.parametrize("rol", Rol)
def test_cada_rol_abre_sus_pantallas_y_las_demas_no_estan_en_su_menu(
    ana: Identidad, mirar: Mirar, rol: Rol
) -> None:
    quien = con(ana, rol)
    mirar(quien)
    del_menu = {archivo for suyas in marco.en_el_menu(quien).values() for archivo, _, _ in suyas}
    suyas = {pantalla for pantalla, permiso in PANTALLAS.items() if quien.puede(permiso)}

    for pantalla in suyas:
        abrir(pantalla)
    assert not del_menu & (PANTALLAS.keys() - suyas)


def test_sin_planes_quien_no_edita_lee_quien_los_carga(base_local: str, mirar: Mirar) -> None:
    mirar(con(administradora(), Rol.CONCEJO))

    pagina = abrir("inicio")

    assert "Lo carga gestión ambiental" in en_html(pagina)
    assert not pagina.button


@pytest.mark.parametrize("rol", Rol)
def test_cada_rol_ve_los_botones_que_puede_usar(ana: Identidad, mirar: Mirar, rol: Rol) -> None:
    unidad_id = next(leer(1).actividades).unidades[0].id if rol is Rol.UNIDAD else None
    quien = con(ana, rol, unidad_id)
    mirar(quien)

    este_mes = en_html(abrir("inicio"))
    cronograma = abrir("cronograma")

    registra = 2 if quien.puede(Permiso.EDITAR) else 1 if rol is Rol.UNIDAD else 0
    assert este_mes.count(">Ejecutada</button>") == registra
    assert este_mes.count(">Reprogramar…</button>") == (2 if quien.puede(Permiso.EDITAR) else 0)
    claves = {boton.key for boton in cronograma.button}
    assert ("editar_cronograma" in claves) == quien.puede(Permiso.EDITAR)
    assert ("programar_meses" in claves) == quien.puede(Permiso.EDITAR)
