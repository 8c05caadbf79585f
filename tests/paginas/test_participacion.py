"""Participación: la cuenta y sus filas, las respuestas por decidir y la página para la ciudadanía."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from datos import aportes, ejecucion, estructura, respuestas
from datos.conexion import escritura, lectura
from modelos.arbol import ActividadDelPlan
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.participacion import Aporte, TipoAporte
from modelos.propuestas import Pareja
from modelos.rendicion import Situacion
from tests.apoyo import pantalla
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import consultas, leer, un_plan

abrir = partial(pantalla.abrir, "participacion")


def listar(plan_id: int) -> list[Aporte]:
    with lectura() as sesion:
        return aportes.listar(sesion, plan_id)


def con_aportes(
    textos: Sequence[str], actividades: int = 1, nombre: str = "Plan de prueba"
) -> tuple[int, list[int]]:
    """Un plan con esas observaciones en su primera línea; su id y los de ellas."""
    plan_id = un_plan(actividades=actividades, programado={3: 1}, nombre=nombre)
    linea_id = leer(plan_id).lineas[0].id
    with escritura("Agregar", plan_id=plan_id) as sesion:
        return plan_id, aportes.agregar(sesion, plan_id, linea_id, TipoAporte.OBSERVACION, textos)


def responder(plan_id: int, aporte_id: int, lugar: int = 0) -> ActividadDelPlan:
    """Une el aporte a la actividad de ese lugar."""
    actividad = list(leer(plan_id).actividades)[lugar]
    with escritura("Enlazar", plan_id=plan_id) as sesion:
        respuestas.enlazar(sesion, aporte_id, [actividad.id])
    return actividad


def nombrar(actividad_id: int, nombre: str, plan_id: int) -> None:
    with escritura("Nombrar", plan_id=plan_id) as sesion:
        setattr(estructura.buscar(sesion, Nodo(Clase.ACTIVIDAD, actividad_id)), "nombre", nombre)  # noqa: B010


def a_la_vista(pagina: AppTest) -> list[str]:
    """Los aportes de la lista, en su orden."""
    return re.findall(r'<span class="clase">\w+</span> (.+?)</a>', en_html(pagina))


def test_un_plan_sin_aportes_invita_a_pegar_el_acta(base_local: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    pagina = abrir()
    assert "no tiene aportes" in en_html(pagina)

    pagina.segmented_control(key="tipo_nuevo_0").set_value(TipoAporte.ACUERDO)
    pagina.selectbox(key="linea_id_nuevo_0").set_value(leer(plan_id).lineas[1].id)
    pagina.text_area(key="texto_nuevo_0").set_value("- Más basureros\n- Más árboles")
    pagina.button(key="agregar_aporte").click().run()

    assert not pagina.exception
    assert [(a.tipo, a.linea_id, a.texto) for a in listar(plan_id)] == [
        (TipoAporte.ACUERDO, leer(plan_id).lineas[1].id, "Más basureros"),
        (TipoAporte.ACUERDO, leer(plan_id).lineas[1].id, "Más árboles"),
    ]


def test_un_aporte_sin_respuesta_se_enlaza_en_su_ficha(base_local: str) -> None:
    plan_id, [aporte_id] = con_aportes(["Más árboles"])
    nodo = Nodo(Clase.APORTE, aporte_id)
    pagina = abrir(nodo=str(nodo))
    assert "Sin respuesta" in en_html(pagina)

    actividad = next(leer(plan_id).actividades)
    pagina.multiselect(key=f"actividades_{nodo}_0").set_value([actividad.id])
    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert not pagina.exception
    assert listar(plan_id)[0].actividades == (actividad.id,)


@pytest.mark.parametrize(
    ("direccion", "visibles"),
    [
        ({}, ["Con ella", "Ya hecho", "Sin ella"]),
        ({"situacion": Situacion.SIN_RESPUESTA}, ["Sin ella"]),
        ({"situacion": Situacion.CON_ACTIVIDAD}, ["Con ella", "Ya hecho"]),
        ({"situacion": Situacion.REALIZADO}, ["Ya hecho"]),
        ({"clase": TipoAporte.ACUERDO}, []),
        ({"linea": "0"}, []),
        ({"clase": "inventada", "situacion": "otra", "linea": "99"}, ["Con ella", "Ya hecho", "Sin ella"]),
    ],
)
def test_cada_cifra_lleva_a_sus_aportes(
    base_local: str, monkeypatch: pytest.MonkeyPatch, direccion: dict[str, str], visibles: list[str]
) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")
    plan_id, (con, hecho, _) = con_aportes(["Con ella", "Ya hecho", "Sin ella"], actividades=2)
    responder(plan_id, con, 0)
    ejecutada = responder(plan_id, hecho, 1)
    ejecucion.registrar_parcial(leer(plan_id), ejecutada, Mes(2026, 3), 1, date(2026, 4, 2))

    pagina = abrir(**{clave: str(valor) for clave, valor in direccion.items()})

    assert a_la_vista(pagina) == visibles
    cifras = re.findall(r"<a href=[^>]+>(\d+)</a>", en_html(pagina).split("<tfoot>")[1].split("</tfoot>")[0])
    assert cifras == ["3", "2", "1", "1"]


def test_la_respuesta_posible_se_acepta_con_un_clic_y_se_deshace(base_local: str) -> None:
    plan_id, [aporte_id] = con_aportes(["Faltan basureros en las plazas"])
    actividad = next(leer(plan_id).actividades)
    nombrar(actividad.id, "Instalar basureros en plazas", plan_id)
    pagina = abrir()

    pagina.button(key=f"aceptar_{aporte_id}_{actividad.id}").click().run()
    assert listar(plan_id)[0].actividades == (actividad.id,)
    pagina.button(key="deshacer").click().run()

    assert listar(plan_id)[0].actividades == ()
    assert f"aceptar_{aporte_id}_{actividad.id}" in [boton.key for boton in pagina.button]


def test_la_ficha_de_un_aporte_pregunta_por_las_suyas(base_local: str) -> None:
    plan_id, [aporte_id] = con_aportes(["Faltan basureros en las plazas"])
    actividad = next(leer(plan_id).actividades)
    nombrar(actividad.id, "Instalar basureros en plazas", plan_id)
    pagina = abrir(nodo=str(Nodo(Clase.APORTE, aporte_id)))

    pagina.button(key=f"aceptar_{aporte_id}_{actividad.id}").click().run()

    assert not pagina.exception
    assert listar(plan_id)[0].actividades == (actividad.id,)
    assert pagina.multiselect[0].value == [actividad.id]


@pytest.mark.parametrize(
    ("otra", "boton", "dicho"),
    [
        (respuestas.aceptar, "descartar", "alguien decidió que esa actividad sí le responde"),
        (respuestas.descartar, "aceptar", "alguien decidió que esa actividad no le responde"),
    ],
)
def test_lo_que_otra_pestana_decidio_antes_no_se_pierde_y_se_dice(
    base_local: str, otra: Callable[[Session, Pareja], None], boton: str, dicho: str
) -> None:
    plan_id, [aporte_id] = con_aportes(["Faltan basureros en las plazas"])
    actividad = next(leer(plan_id).actividades)
    nombrar(actividad.id, "Instalar basureros en plazas", plan_id)
    pagina = abrir()
    with escritura("Otra pestaña", plan_id=plan_id) as sesion:
        otra(sesion, Pareja(aporte_id, actividad.id))
    decidido = listar(plan_id)

    pagina.button(key=f"{boton}_{aporte_id}_{actividad.id}").click().run()

    assert dicho in pagina.error[0].value
    assert listar(plan_id) == decidido
    assert not pagina.run().error


def test_la_respuesta_descartada_no_vuelve_a_la_pantalla(base_local: str) -> None:
    plan_id, [aporte_id] = con_aportes(["Faltan basureros en las plazas"])
    actividad = next(leer(plan_id).actividades)
    nombrar(actividad.id, "Instalar basureros en plazas", plan_id)
    pagina = abrir()

    pagina.button(key=f"descartar_{aporte_id}_{actividad.id}").click().run()

    assert not pagina.exception
    assert not [boton for boton in pagina.button if (boton.key or "").startswith("aceptar_")]
    assert not [boton for boton in abrir().button if (boton.key or "").startswith("aceptar_")]


def test_la_pagina_ciudadana_dice_que_se_pidio_en_que_va_y_que_falta_responder(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-02-14")
    plan_id, (con, _) = con_aportes(["Más <b>luz</b>", "Más árboles"])
    responder(plan_id, con)

    pagina = abrir(vista="Para la ciudadanía")

    cuerpo = en_html(pagina)
    assert "De 2 observaciones, 1 tiene una actividad que le responde" in cuerpo
    assert "Más &lt;b&gt;luz&lt;/b&gt;" in cuerpo
    assert "Actividad 1: está programada para marzo de 2026." in cuerpo
    assert "Más árboles" in cuerpo.split("Falta responder")[1]
    assert not pagina.get("form_submit_button")


def test_un_aporte_se_borra_y_se_deshace(base_local: str) -> None:
    plan_id, [aporte_id] = con_aportes(["Más árboles"])
    nodo = Nodo(Clase.APORTE, aporte_id)
    pagina = abrir(nodo=str(nodo))

    pagina.button(key=f"borrar_{nodo}_0").click().run()
    assert listar(plan_id) == []
    pagina.button(key="deshacer").click().run()

    assert [aporte.texto for aporte in listar(plan_id)] == ["Más árboles"]


def test_las_consultas_no_dependen_de_cuantos_aportes_hay_y_mirar_no_escribe(base_local: str) -> None:
    con_aportes(["El que se mira primero"])
    abrir()
    cuentas = []
    for cuantos in (1, 500):
        plan_id, ids = con_aportes([f"Aporte {n}" for n in range(cuantos)], 20, f"Con {cuantos}")
        responder(plan_id, ids[0])
        with consultas() as hechas:
            abrir(plan=str(plan_id))
        assert not [una for una in hechas if una.startswith(("INSERT", "UPDATE", "DELETE"))]
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]
