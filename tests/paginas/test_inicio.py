"""Este mes: qué lista, qué registra con un clic y qué dice cuando no hay nada que hacer."""

import re
from datetime import date

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from datos import ejecucion, planes
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import Actividad, MesActividad, Motivo, Reprogramacion
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.bitacora import Accion
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan, Plan
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.pedidos import mandar, pulsar
from tests.apoyo.planes import consultas, un_plan

VIGENTE = EstadoPlan.VIGENTE
HOY = date(2026, 10, 14)
OCTUBRE = Mes(2026, 10)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch, base_local: str) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


def abrir() -> AppTest:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30).run()
    assert not pagina.exception
    return pagina


def texto(pagina: AppTest) -> str:
    return "".join(elemento.proto.body for elemento in pagina.get("html"))


def filas_con(pagina: AppTest, accion: str) -> list[str]:
    """Las filas en que se ofrece esa acción."""
    return re.findall(f'data-accion="{accion}" data-en="([^"]*)"', texto(pagina))


def enlaces_de_las_cuentas(pagina: AppTest) -> list[str]:
    """Adónde lleva cada una, sin lo que dice qué plan."""
    cuentas = texto(pagina).partition('<div class="cuentas">')[2].partition('<div class="este-mes">')[0]
    return re.findall(r'href="cronograma[?]plan=1&amp;([^"]*)"', cuentas)


def ver(plan_id: int) -> tuple[PlanCompleto, ActividadDelPlan]:
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    return plan, next(plan.actividades)


def ejecutado(plan_id: int) -> dict[int, int]:
    return {mes.mes: celda.ejecutado for mes, celda in ver(plan_id)[1].meses.items() if celda.ejecutado}


def acciones() -> int:
    with lectura() as sesion:
        return sesion.exec(select(func.count()).select_from(Accion)).one()


def test_ejecutada_guarda_con_un_clic_y_deshacer_lo_devuelve() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()

    pulsar(pagina, ("ejecutada", "mes_1"))

    assert ejecutado(plan_id) == {10: 2}
    assert "14 de octubre" in texto(pagina)
    assert filas_con(pagina, "ejecutada") == []

    pulsar(pagina, ("deshacer", "mes_1"))

    assert ejecutado(plan_id) == {}
    assert filas_con(pagina, "ejecutada") == ["mes_1"]


@pytest.mark.parametrize(
    "valor",
    [
        "abc",
        7,
        {"a": 1},
        [None],
        ["a"],
        [{}],
        [{"numero": "9", "accion": "ejecutada", "en": "mes_1"}],
        [{"numero": 1e400, "accion": "ejecutada", "en": "mes_1"}],
        [{"numero": 9, "accion": "no existe", "en": "mes_1"}],
        [{"numero": 9, "accion": "ver_mas", "en": "no existe"}],
        [{"numero": 9, "accion": "ver_mas", "en": "mes_1"}],
        [{"numero": 9, "accion": ["ejecutada"], "en": "mes_1"}],
        [{"numero": 9, "accion": "ejecutada", "en": "mes_999"}],
        [{"numero": 9, "accion": "deshacer", "en": "mes_1"}],
    ],
)
def test_lo_que_ningun_boton_manda_no_falla_ni_escribe(valor: object) -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina, antes = abrir(), acciones()

    mandar(pagina, valor)

    assert ejecutado(plan_id) == {}
    assert acciones() == antes


def test_deshacer_dos_veces_no_rehace_lo_deshecho() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()
    pulsar(pagina, ("ejecutada", "mes_1"))

    pulsar(pagina, ("deshacer", "mes_1"))
    pulsar(pagina, ("deshacer", "mes_1"))

    assert ejecutado(plan_id) == {}


def test_lo_atrasado_de_otro_mes_se_registra_en_este_y_queda_a_la_vista() -> None:
    plan_id = un_plan(programado={8: 2, 12: 1}, estado=VIGENTE)
    pagina = abrir()

    pulsar(pagina, ("ejecutada", "antes_1"))

    assert ejecutado(plan_id) == {10: 2}
    assert "Con atraso" in texto(pagina)
    assert filas_con(pagina, "deshacer") == ["antes_1"]


def dialogo(cual: str, plan_id: int) -> AppTest:
    """Solo el contenido del diálogo: en estas pruebas uno de verdad se cierra a cada clic."""

    def contenido(cual: str, plan_id: int) -> None:
        from datetime import date

        from datos import planes
        from datos.conexion import lectura
        from modelos.seguimiento.pendientes import reunir
        from paginas.componentes import registro, traslado

        with lectura() as sesion:
            plan = planes.cargar(sesion, plan_id)
        hoy = date(2026, 10, 14)
        asunto = reunir(plan, hoy).asuntos[0]
        if cual == "parcial":
            registro.preguntar_cuanto(plan, asunto, hoy)
        else:
            traslado.preguntar(plan, asunto, hoy, "")

    return AppTest.from_function(contenido, args=(cual, plan_id), default_timeout=30).run()


def test_lo_parcial_pide_cantidad_y_mes() -> None:
    plan_id = un_plan(programado={10: 5}, estado=VIGENTE)
    pagina = abrir()
    pulsar(pagina, ("parcial", "mes_1"))
    assert pagina.selectbox(key="parcial_mes_1").value == OCTUBRE

    pagina = dialogo("parcial", plan_id)
    pagina.number_input(key="parcial_cantidad_1").set_value(3)
    pagina.button(key="parcial_guardar").click().run()

    assert ejecutado(plan_id) == {10: 3}
    assert "3 de 5 en octubre" in texto(abrir())


def test_lo_parcial_se_deshace_donde_se_registro() -> None:
    plan_id = un_plan(programado={10: 5}, estado=VIGENTE)
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 2, HOY)

    pagina = dialogo("parcial", plan_id)
    assert pagina.caption[0].value == "Registrado en octubre de 2026: 2."
    pagina.button(key="parcial_deshacer").click().run()

    assert ejecutado(plan_id) == {}


def test_si_lo_parcial_se_niega_el_dialogo_sigue_abierto_y_lo_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    def negarse(*_: object) -> None:
        raise ErrorDeDominio("No se guardó: otra persona cambió esta actividad.")

    monkeypatch.setattr(ejecucion, "registrar_parcial", negarse)
    pagina = dialogo("parcial", un_plan(programado={10: 5}, estado=VIGENTE))

    pagina.button(key="parcial_guardar").click().run()

    assert [error.value for error in pagina.error] == ["No se guardó: otra persona cambió esta actividad."]
    assert pagina.button(key="parcial_guardar")


def test_reprogramar_un_plan_vigente_exige_mes_y_motivo() -> None:
    plan_id = un_plan(programado={10: 1}, estado=VIGENTE)
    pagina = dialogo("reprogramar", plan_id)

    pagina.button(key="reprogramar_guardar").click().run()
    assert [error.value for error in pagina.error] == ["No se guardó: elija hacia qué mes."]

    pagina.selectbox(key="reprogramar_hacia").select(Mes(2026, 11)).run()
    pagina.button(key="reprogramar_guardar").click().run()
    assert "Elija un motivo" in pagina.error[0].value
    assert {mes.mes for mes in ver(plan_id)[1].meses} == {10}

    pagina.button_group(key="motivo_reprogramar").select(Motivo.CLIMA).run()
    pagina.button(key="reprogramar_guardar").click().run()
    assert {mes.mes for mes in ver(plan_id)[1].meses} == {11}


def test_reprogramar_en_borrador_no_pide_motivo_ni_lo_anota() -> None:
    plan_id = un_plan(programado={10: 1})
    pagina = dialogo("reprogramar", plan_id)

    assert not [grupo for grupo in pagina.button_group if grupo.key == "motivo_reprogramar"]
    pagina.selectbox(key="reprogramar_hacia").select(Mes(2026, 12)).run()
    pagina.button(key="reprogramar_guardar").click().run()

    assert {mes.mes for mes in ver(plan_id)[1].meses} == {12}
    with lectura() as sesion:
        assert sesion.exec(select(func.count()).select_from(Reprogramacion)).one() == 0


def test_se_mueve_a_otro_mes_que_no_haya_terminado() -> None:
    pagina = dialogo("reprogramar", un_plan(programado={12: 1}, estado=VIGENTE))
    assert pagina.selectbox(key="reprogramar_hacia").options == ["octubre de 2026", "noviembre de 2026"]


def test_si_otra_persona_registro_entretanto_se_niega_y_la_fila_dice_por_que() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()
    ejecucion.registrar_parcial(*ver(plan_id), OCTUBRE, 1, HOY)

    pulsar(pagina, ("ejecutada", "mes_1"))

    assert ejecutado(plan_id) == {10: 1}
    assert (
        '<p class="rechazo" role="alert">No se guardó: otra persona cambió esta actividad. '
        "Lo suyo sigue aquí. Ejecutado en octubre de 2026: ahora dice 1; lo suyo dejaba 2.</p>"
    ) in texto(pagina)


def test_dos_clics_que_llegan_juntos_se_hacen_los_dos_una_vez() -> None:
    plan_id = un_plan(actividades=2, programado={10: 2}, estado=VIGENTE)
    pagina = abrir()

    pulsar(pagina, ("ejecutada", "mes_1"), ("ejecutada", "mes_2"))

    with lectura() as sesion:
        actividades = list(planes.cargar(sesion, plan_id).actividades)
    assert [actividad.meses[OCTUBRE].ejecutado for actividad in actividades] == [2, 2]
    assert filas_con(pagina, "deshacer") == ["mes_1", "mes_2"]


@pytest.mark.parametrize("accion", ["ejecutada", "deshacer", "parcial", "reprogramar"])
def test_lo_que_se_pide_de_una_fila_que_no_esta_no_hace_nada(accion: str) -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()

    pulsar(pagina, (accion, "mes_99"))

    assert ejecutado(plan_id) == {}
    assert filas_con(pagina, "ejecutada") == ["mes_1"]


def test_ejecutada_en_lo_que_ya_se_ejecuto_no_registra_de_nuevo() -> None:
    plan_id = un_plan(programado={10: 2}, estado=VIGENTE)
    pagina = abrir()

    pulsar(pagina, ("ejecutada", "mes_1"))
    pulsar(pagina, ("ejecutada", "mes_1"))

    assert ejecutado(plan_id) == {10: 2}
    assert 'class="rechazo"' not in texto(pagina)


def test_las_cuentas_llevan_a_sus_filas_en_el_cronograma() -> None:
    un_plan(programado={8: 1, 10: 1, 11: 1}, estado=VIGENTE)
    pagina = abrir()

    assert enlaces_de_las_cuentas(pagina) == ["mes=2026-10", "estado=atrasada", "mes=2026-11"]


def test_si_no_vence_nada_se_dice_y_se_cuenta_lo_atrasado() -> None:
    un_plan(actividades=3, programado={8: 1, 12: 1}, estado=VIGENTE)

    pagina = abrir()

    assert "En octubre no vence nada. 3 atrasadas." in texto(pagina)
    assert enlaces_de_las_cuentas(pagina) == ["estado=atrasada"]


def test_si_todo_esta_al_dia_se_dice() -> None:
    un_plan(programado={12: 1}, estado=VIGENTE)

    assert "En octubre no vence nada. Nada está atrasado ni vencido." in texto(abrir())


@pytest.mark.parametrize(
    ("anio", "frase"),
    [
        (2025, "Este plan terminó en diciembre de 2025. 1 vencida."),
        (2027, "Este plan comienza en enero de 2027. Aún no vence nada."),
    ],
)
def test_un_plan_terminado_o_por_comenzar_lo_dice(anio: int, frase: str) -> None:
    un_plan(programado={3: 1}, anio=anio, estado=VIGENTE)

    assert frase in texto(abrir())


def test_en_un_plan_terminado_se_registra_en_su_propio_mes() -> None:
    plan_id = un_plan(programado={3: 2}, anio=2025, estado=VIGENTE)
    pagina = abrir()
    assert filas_con(pagina, "ejecutada") == []

    assert filas_con(pagina, "parcial") == ["antes_1"]

    dialogo("parcial", plan_id).button(key="parcial_guardar").click().run()

    assert ejecutado(plan_id) == {3: 1}


def test_un_borrador_invita_a_ponerlo_en_vigencia() -> None:
    un_plan(programado={10: 1})

    pagina = abrir()

    assert "Este plan está en borrador." in pagina.markdown[0].value
    assert filas_con(pagina, "ejecutada") == ["mes_1"]


def test_un_plan_sin_meses_invita_a_programar() -> None:
    un_plan(actividades=2)

    pagina = abrir()

    assert "Ninguna actividad tiene meses programados." in pagina.markdown[0].value
    assert "sin programar" in texto(pagina)
    assert "0\N{NARROW NO-BREAK SPACE}%" not in texto(pagina)


def test_sin_plan_da_la_bienvenida() -> None:
    pagina = abrir()

    assert pagina.title[0].value == "Aún no hay un plan."
    assert pagina.button(key="ir_a_importar").label == "Importar un documento"


def test_el_avance_de_cada_linea_nombra_su_corte_y_lo_que_queda_fuera() -> None:
    plan_id = un_plan(lineas=2, actividades=4, programado={3: 1, 10: 1}, estado=VIGENTE)
    plan, primera = ver(plan_id)
    ejecucion.registrar_parcial(plan, primera, Mes(2026, 3), 1, HOY)
    with escritura("Quitar meses", plan_id=plan_id) as sesion:
        for mes in (3, 10):
            sesion.delete(sesion.get_one(MesActividad, (2, 2026, mes)))

    pagina = abrir()

    cuerpo = texto(pagina).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "Avance por línea al cierre de septiembre de 2026" in cuerpo
    assert '25 %</td><td data-nombre="Programado">50 %</td>' in cuerpo  # la mitad de una de dos
    assert "1 actividad sin programar queda fuera del porcentaje." in cuerpo


def test_con_muchas_actividades_se_dibujan_por_partes_y_el_papel_las_trae_todas() -> None:
    un_plan(actividades=100, lineas=4, programado={10: 1}, estado=VIGENTE)
    pagina = abrir()
    assert len(filas_con(pagina, "ejecutada")) == 20
    assert texto(pagina).count("<li>") == 80

    pulsar(pagina, ("ver_mas", "mes"))

    assert len(filas_con(pagina, "ejecutada")) == 40


def test_el_nombre_de_una_actividad_no_se_lee_como_formato() -> None:
    plan_id = un_plan(programado={10: 1}, estado=VIGENTE)
    with escritura("Cambiar el nombre", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, 1).nombre = "<b>Taller</b> *1* :red[x]"

    pagina = abrir()

    assert ">&lt;b&gt;Taller&lt;/b&gt; *1* :red[x]</a>" in texto(pagina)


def test_mirar_no_escribe_nada() -> None:
    plan_id = un_plan(actividades=5, programado={8: 1, 10: 1}, estado=VIGENTE)
    antes = (acciones(), ver(plan_id)[0].version)

    abrir()

    assert (acciones(), ver(plan_id)[0].version) == antes


def test_las_consultas_son_las_mismas_con_diez_y_con_trescientas_actividades() -> None:
    cuentas = []
    for actividades, lineas, unidades in ((10, 2, 1), (300, 40, 100)):
        with escritura("Borrar los anteriores") as sesion:
            for plan in sesion.exec(select(Plan)):
                plan.borrado_el = HOY
        un_plan(
            actividades=actividades,
            lineas=lineas,
            unidades=unidades,
            programado={8: 1, 10: 1},
            estado=VIGENTE,
            nombre=f"Con {actividades}",
        )
        with consultas() as hechas:
            abrir()
        cuentas.append(len([instruccion for instruccion in hechas if "SELECT" in instruccion]))

    assert cuentas[0] == cuentas[1]


def test_lo_reprogramado_se_puede_deshacer() -> None:
    plan_id = un_plan(programado={10: 1})
    pagina = dialogo("reprogramar", plan_id)
    pagina.selectbox(key="reprogramar_hacia").select(Mes(2026, 11)).run()

    pagina.button(key="reprogramar_guardar").click().run()

    hecha = pagina.session_state["ultima_accion"]
    assert hecha.frase == "Reprogramado de octubre de 2026 a noviembre de 2026."
    deshacer(hecha.accion_id)
    assert {mes.mes for mes in ver(plan_id)[1].meses} == {10}
