"""La pantalla Bitácora: lo anotado con sus filtros, una acción entera, y mirarla no escribe."""

import re

import pytest

from datos.bitacora import consulta
from datos.conexion import escritura, motor
from modelos.plan import Plan
from tests.apoyo import pantalla
from tests.apoyo.cuentas import como
from tests.apoyo.planes import consultas, un_plan


@pytest.fixture
def plan_id(base: str) -> int:
    creado = un_plan(nombre="Plan <b>comunal</b>")
    for quien in ("Ana Rojas", "Luis Pérez"):
        with como(quien), escritura(f"Cambiar de nombre ({quien})", plan_id=creado) as sesion:
            sesion.get_one(Plan, creado).unidad = quien
    return creado


def descripciones(cuerpo: str) -> list[str]:
    return re.findall(r"</td><td>([^<]*)</td><td>[^<]*</td><td><button", cuerpo)


def test_dice_quien_hizo_que_y_con_que_huella(plan_id: int) -> None:
    cuerpo = pantalla.en_html(pantalla.abrir("bitacora"))

    assert descripciones(cuerpo) == [
        "Cambiar de nombre (Luis Pérez)",
        "Cambiar de nombre (Ana Rojas)",
        "Crear un plan de prueba",
    ]
    assert "3 acciones, de la última a la primera" in cuerpo
    assert re.search(r"<code[^>]*>[0-9a-f]{4}( [0-9a-f]{4}){3}</code>", cuerpo)
    assert "Plan &lt;b&gt;comunal&lt;/b&gt;" in cuerpo


def test_los_filtros_van_en_la_direccion_y_lo_mal_escrito_no_filtra(plan_id: int) -> None:
    de_luis = pantalla.en_html(pantalla.abrir("bitacora", quien="Luis Pérez"))
    buscada = pantalla.en_html(pantalla.abrir("bitacora", buscar="ROJAS nombre"))
    vieja = pantalla.en_html(pantalla.abrir("bitacora", hasta="2001-01-01", quien="Luis Pérez"))
    mala = pantalla.en_html(
        pantalla.abrir(
            "bitacora",
            quien="<i>",
            desde="9999-12-31",
            hasta="ayer",
            pagina="²",
            accion="9" * 30,
            de_plan="-1",
        )
    )

    assert descripciones(de_luis) == ["Cambiar de nombre (Luis Pérez)"]
    assert descripciones(buscada) == ["Cambiar de nombre (Ana Rojas)"]
    assert "Ninguna acción con esos filtros" in vieja
    assert len(descripciones(mala)) == 3


def test_una_accion_se_ve_entera(plan_id: int) -> None:
    with motor().connect() as conexion:
        ultima = conexion.exec_driver_sql("SELECT max(id) FROM accion").scalar_one()

    cuerpo = pantalla.en_html(pantalla.abrir("bitacora", accion=str(ultima)))

    assert "Plan «Plan &lt;b&gt;comunal&lt;/b&gt;»: cambió unidad" in cuerpo


def test_de_a_una_pagina(plan_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consulta, "POR_PAGINA", 2)

    segunda = pantalla.en_html(pantalla.abrir("bitacora", pagina="2"))

    assert descripciones(segunda) == ["Crear un plan de prueba"]
    assert "Página 2 de 2" in segunda
    assert "Más recientes" in segunda
    assert "Más antiguas" not in segunda


def test_mirarla_no_escribe(plan_id: int) -> None:
    with consultas() as hechas:
        pantalla.abrir("bitacora")

    assert not [orden for orden in hechas if orden.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(hechas) <= 14
