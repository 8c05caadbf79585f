"""Cuántos elementos manda el servidor por dibujo: es casi todo lo que tarda, y se cuenta sin reloj."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from modelos.plan import EstadoPlan
from tests.apoyo.aplicacion import Aplicacion, levantar
from tests.apoyo.pestana import pestana
from tests.apoyo.planes import un_plan

HOY = {"PLANIFICADOR_HOY": "2026-10-14"}


@pytest.fixture
def aplicacion_sola(base_local: str, instancia: Path) -> Iterator[Aplicacion]:
    """La aplicación sobre la base de la prueba."""
    with levantar(instancia, instancia / "registro", HOY) as levantada:
        yield levantada


def enviados(aplicacion: Aplicacion, plan_id: int, pantalla: str = "", boton: str = "") -> list[str]:
    with pestana(aplicacion.puerto, pantalla, f"plan={plan_id}") as abierta:
        if boton:
            abierta.dibujar(boton)
        abierta.dibujar()
        return list(abierta.elementos)


def test_este_mes_manda_lo_mismo_con_una_fila_que_con_trescientas(aplicacion_sola: Aplicacion) -> None:
    con_una = un_plan(programado={8: 1, 10: 1}, estado=EstadoPlan.VIGENTE)
    con_muchas = un_plan(20, 300, nombre="Con 300", programado={8: 1, 10: 1}, estado=EstadoPlan.VIGENTE)

    pocos, muchos = enviados(aplicacion_sola, con_una), enviados(aplicacion_sola, con_muchas)

    assert len(muchos) == len(pocos) <= 7


def test_la_edicion_manda_un_editor_y_no_mas_aunque_el_plan_crezca(aplicacion_sola: Aplicacion) -> None:
    chico = un_plan(programado={10: 1}, estado=EstadoPlan.VIGENTE)
    grande = un_plan(20, 300, nombre="Con 300", programado={10: 1}, estado=EstadoPlan.VIGENTE)

    pocos, muchos = (
        enviados(aplicacion_sola, plan_id, "cronograma", "editar_cronograma") for plan_id in (chico, grande)
    )

    assert len(muchos) == len(pocos) <= 14
