"""Las pantallas de la certificación, de elegir el nivel al expediente."""

import pytest
from streamlit.testing.v1 import AppTest

from datos import catalogos
from datos.certificacion import procesos, requisitos
from datos.conexion import escritura
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado
from modelos.certificacion.proceso import EnRequisito
from tests.apoyo import pantalla
from tests.apoyo.certificacion import HOY, leer, un_proceso, una_evidencia
from tests.apoyo.planes import un_plan

MALO = '<img src=x onerror="alert(1)">'


@pytest.fixture
def plan_id(base_local: str) -> int:
    """Un plan que persigue Excelencia Sobresaliente, con un requisito cumplido y otro con evidencia."""
    creado = un_plan(actividades=2, unidades=1, programado={10: 1})
    primero, segundo, *_ = un_proceso(creado).requisitos
    una_evidencia(creado, requisitos=(EnRequisito(primero.id, ""),), aceptada=True)
    una_evidencia(creado, b"otra", requisitos=(EnRequisito(segundo.id, ""),), titulo=MALO)
    visto = requisitos.a_campos(primero)
    with escritura("Evaluar", plan_id=creado) as sesion:
        cumple = {**visto, "resultado": EstadoResultado.CUMPLE.value}
        requisitos.guardar(sesion, creado, primero.id, visto, cumple, HOY)
    return creado


def dialogo(cual: str, plan_id: int) -> AppTest:
    """Solo el contenido del diálogo: en estas pruebas uno de verdad se cierra a cada clic."""

    def contenido(cual: str, plan_id: int) -> None:
        from datos import planes
        from datos.certificacion import procesos
        from datos.conexion import lectura
        from paginas.componentes.certificacion import lectura as certificacion
        from paginas.componentes.certificacion import otorgados, proceso

        with lectura() as sesion:
            plan = planes.cargar(sesion, plan_id)
            ya = procesos.otorgados(sesion, plan.municipalidad_id)
        persigue = certificacion.leer(plan)
        assert persigue is not None
        assert persigue.catalogo is not None
        if cual == "proceso":
            proceso.preguntar(plan, persigue)
        else:
            otorgados.preguntar(plan, persigue.catalogo, ya)

    return AppTest.from_function(contenido, args=(cual, plan_id), default_timeout=30).run()


@pytest.mark.parametrize("cual", ["certificacion", "requisitos", "preparacion", "expediente"])
def test_sin_proceso_cada_pantalla_ofrece_elegir_el_nivel(base_local: str, cual: str) -> None:
    plan_id = un_plan()

    pagina = pantalla.abrir(cual, plan=str(plan_id))

    assert "todavía no persigue un nivel" in pantalla.en_html(pagina)
    pagina.button(key="comenzar_proceso").click().run()
    assert not pagina.exception
    assert leer(plan_id).requisitos


def test_la_hoja_del_concejo_dice_el_cumplimiento_y_que_no_se_puede_afirmar(plan_id: int) -> None:
    cuerpo = pantalla.en_html(pantalla.abrir("certificacion", plan=str(plan_id)))

    assert "1 cumple ÷ 9 aplicables" in cuerpo
    assert "No se puede afirmar" in cuerpo
    assert "Umbral sin confirmar" in cuerpo
    assert "alcanzado" not in cuerpo


def test_el_minimo_confirmado_se_escribe_con_su_fuente_en_el_proceso(plan_id: int) -> None:
    pagina = dialogo("proceso", plan_id)

    pagina.number_input(key="p_minimo").set_value(85)
    pagina.button(key="guardar_proceso").click().run()
    assert "con su fuente" in pagina.error[0].value
    pagina.text_input(key="p_minimo_fuente").set_value("Bases 2026, p. 4")
    pagina.button(key="guardar_proceso").click().run()

    assert leer(plan_id).proceso.minimo == 85
    cuerpo = pantalla.en_html(pantalla.abrir("certificacion", plan=str(plan_id)))
    assert "según una sola fuente" in cuerpo
    assert "Aún no está en condiciones" in cuerpo


def test_donde_se_rinde_cuentas_no_hay_escalera_ni_convenio_ni_ministerio(base_local: str) -> None:
    plan_id = un_plan()
    catalogo = catalogos.leer("rendicion_de_cuentas/cuatro-fases")
    with escritura("Perseguir", plan_id=plan_id) as sesion:
        procesos.comenzar(sesion, plan_id, catalogo, catalogo.niveles[0], HOY)

    pagina = pantalla.abrir("certificacion", plan=str(plan_id))
    proceso = dialogo("proceso", plan_id)

    assert not pagina.exception
    assert "0 cumplen ÷ 17 aplicables" in pantalla.en_html(pagina)
    assert '<ol class="escalera">' not in pantalla.en_html(pagina)
    assert "ver_otorgados" not in {boton.key for boton in pagina.button}
    assert "p_contacto" not in {campo.key for campo in proceso.text_input}


def test_los_requisitos_muestran_trabajo_y_resultado_aparte_y_su_evidencia(plan_id: int) -> None:
    cuerpo = pantalla.en_html(pantalla.abrir("requisitos", plan=str(plan_id)))

    assert "1 de 1" in cuerpo
    assert "0 de 1" in cuerpo
    assert "sin asignar" in cuerpo


def test_la_ficha_guarda_y_deja_de_perseguir_con_razon(plan_id: int) -> None:
    requisito = leer(plan_id).requisitos[2]
    pagina = pantalla.abrir("requisitos", plan=str(plan_id), requisito=str(requisito.id))

    pagina.text_area(key=f"razon_{requisito.id}").set_value("No es de este nivel")
    pagina.button(key=f"desactivar_{requisito.id}").click().run()

    assert not pagina.exception
    assert leer(plan_id).requisitos[2].desactivado == "No es de este nivel"


def test_se_observa_y_se_responde_un_requisito(plan_id: int) -> None:
    requisito = leer(plan_id).requisitos[0]
    pagina = pantalla.abrir("requisitos", plan=str(plan_id), requisito=str(requisito.id))

    pagina.text_area(key=f"observado_{requisito.id}").set_value("Falta la firma")
    pagina.button(key=f"guardar_observacion_{requisito.id}").click().run()
    [observacion] = leer(plan_id).observaciones
    pagina.text_area(key=f"respuesta_{observacion.id}").set_value("Se firmó")
    pagina.button(key=f"guardar_respuesta_{observacion.id}").click().run()

    assert not leer(plan_id).observaciones[0].abierta
    pagina.text_area(key=f"corregida_{observacion.id}").set_value("Falta el timbre")
    pagina.button(key=f"guardar_correccion_{observacion.id}").click().run()
    assert leer(plan_id).observaciones[0].descripcion == "Falta el timbre"


def test_lo_que_falta_simula_sin_guardar_nada(plan_id: int) -> None:
    otro = leer(plan_id).requisitos[1]
    pagina = pantalla.abrir("preparacion", plan=str(plan_id))
    assert "no tiene responsable ni fecha" in pantalla.en_html(pagina)

    pagina.multiselect(key="supuesto_cumplen").set_value([otro.id]).run()

    assert "de 8 a 7 abiertos" in pantalla.en_html(pagina)
    assert leer(plan_id).requisitos[1].resultado is EstadoResultado.NO_EVALUADO


def test_la_biblioteca_escapa_los_titulos_y_acepta_con_un_clic(plan_id: int) -> None:
    segunda = leer(plan_id).evidencias[1]
    pagina = pantalla.abrir("evidencias", plan=str(plan_id), evidencia=str(segunda.id))
    assert MALO not in pantalla.en_html(pagina)

    pagina.button(key="aceptar_evidencia").click().run()

    assert leer(plan_id).evidencias[1].estado is EstadoEvidencia.ACEPTADA


def test_los_filtros_de_la_biblioteca_viven_en_la_direccion(plan_id: int) -> None:
    cargadas = pantalla.en_html(pantalla.abrir("evidencias", plan=str(plan_id), estado="cargada"))
    aceptadas = pantalla.en_html(pantalla.abrir("evidencias", plan=str(plan_id), estado="aceptada"))

    assert ("EV-0001" in cargadas, "EV-0002" in cargadas) == (False, True)
    assert ("EV-0001" in aceptadas, "EV-0002" in aceptadas) == (True, False)


def test_un_expediente_incompleto_no_se_hace_sin_pedirlo_parcial(plan_id: int) -> None:
    pagina = pantalla.abrir("expediente", plan=str(plan_id))
    assert pagina.button(key="hacer_expediente").disabled

    pagina.checkbox(key="expediente_parcial").check().run()
    pagina.button(key="hacer_expediente").click().run()

    assert not pagina.exception
    assert "Recibo" in pantalla.en_html(pantalla.abrir("expediente", plan=str(plan_id)))


def test_un_nivel_otorgado_se_anota_y_sube_a_la_escalera(plan_id: int) -> None:
    pagina = dialogo("otorgados", plan_id)

    pagina.date_input(key="otorgado_el_basico").set_value(HOY)
    pagina.text_input(key="otorgado_resolucion_basico").set_value("Res. 12 de 2019")
    pagina.button(key="otorgado_guardar").click().run()

    cuerpo = pantalla.en_html(pantalla.abrir("certificacion", plan=str(plan_id)))
    assert "otorgado el 14-10-2026, Res. 12 de 2019" in cuerpo
