"""La pantalla Cambios y su resumen en Avance: dos momentos elegidos en la dirección."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from datos import vida_del_plan
from datos.conexion import escritura, lectura
from datos.versiones import lineas_base
from modelos.actividad import Actividad
from modelos.frases import fecha_larga
from modelos.versiones.linea_base import Aprobacion
from tests.apoyo import pantalla
from tests.apoyo.planes import leer, un_plan

HOY = datetime.now(ZoneInfo("America/Santiago")).date()  # la bitácora lleva la hora de verdad


@pytest.fixture
def plan_id(base: str) -> int:
    """Un plan aprobado al que después se le cambió el nombre a una actividad."""
    creado = un_plan(actividades=3, programado={1: 1})
    with escritura("Poner en vigencia", plan_id=creado) as sesion:
        aprobacion = Aprobacion("Inicial", date(2026, 1, 5), "Concejo", "", "123")
        vida_del_plan.poner_en_vigencia(sesion, creado, date(2026, 1, 5), aprobacion)
    with escritura("Renombrar", plan_id=creado) as sesion:
        sesion.get_one(Actividad, next(leer(creado).actividades).id).nombre = "Feria <b>verde</b>"
    return creado


def test_sin_elegir_compara_la_ultima_aprobacion_con_hoy(plan_id: int) -> None:
    cuerpo = pantalla.en_html(pantalla.abrir("cambios", plan=str(plan_id)))

    assert "Desde Inicial (acuerdo 123) hasta hoy" in cuerpo
    assert "1 actividad con otro nombre." in cuerpo
    assert "<b>Feria &lt;b&gt;verde&lt;/b&gt;</b>" in cuerpo
    assert "Antes: «Actividad 1»" in cuerpo


def test_lo_mismo_con_lo_mismo_no_cambia_y_lo_mal_escrito_es_lo_propuesto(plan_id: int) -> None:
    with lectura() as sesion:
        suya = f"base-{lineas_base.listar(sesion, plan_id)[0].id}"

    igual = pantalla.en_html(pantalla.abrir("cambios", plan=str(plan_id), antes=suya, despues=suya))
    mala = pantalla.en_html(
        pantalla.abrir("cambios", plan=str(plan_id), antes="base-999", despues="<i>", antes_dia="x")
    )

    assert "No cambió nada." in igual
    assert "Desde Inicial (acuerdo 123) hasta hoy" in mala


def test_antes_de_que_existiera_se_dice(plan_id: int) -> None:
    pagina = pantalla.abrir("cambios", plan=str(plan_id), antes="fecha", antes_dia="2001-01-01")

    assert "El 1 de enero de 2001 este plan no existía" in pagina.error[0].value


def test_un_dia_que_aun_no_pasa_vale_como_hoy(plan_id: int) -> None:
    pagina = pantalla.abrir("cambios", plan=str(plan_id), despues="fecha", despues_dia="2099-12-31")

    assert f"hasta el {fecha_larga(HOY)}" in pantalla.en_html(pagina)


def test_avance_lo_muestra_cuando_se_pide(plan_id: int) -> None:
    cerrado = pantalla.en_html(pantalla.abrir("avance", plan=str(plan_id)))
    abierto = pantalla.en_html(pantalla.abrir("avance", plan=str(plan_id), cambios="1"))

    assert "Qué cambió desde la última sesión del concejo" in cerrado
    assert "frase-cambios" not in re.sub(r"<style>.*?</style>", "", cerrado, flags=re.DOTALL)
    assert "1 actividad con otro nombre." in abierto


def test_la_sesion_del_concejo_se_anota_y_se_propone(plan_id: int) -> None:
    pagina = pantalla.abrir("cambios", plan=str(plan_id))
    pagina.date_input(key="dia_de_la_sesion").set_value(HOY).run()
    pagina.button(key="guardar_sesion").click().run()

    cuerpo = pantalla.en_html(pantalla.abrir("cambios", plan=str(plan_id)))
    assert f"Desde la última sesión del concejo, el {fecha_larga(HOY)} hasta hoy" in cuerpo
