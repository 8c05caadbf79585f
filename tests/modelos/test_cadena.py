"""La huella de una acción: cambia con cualquier cosa de ella, y con todo lo anterior."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from modelos.cadena import INICIO, Escrita, Sellada, corta, sellar

CUANDO = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
ACCION = Sellada(1, 7, CUANDO, "Ana", "Agregar", 3, 3, 1)
CAMBIO = Escrita("actividad", None, '{"id": 1}')


def test_la_huella_es_la_del_texto_descrito_en_cualquier_parte() -> None:
    local = ACCION._replace(cuando=CUANDO.astimezone(timezone(timedelta(hours=-4))))
    escrito = (
        f"64:{INICIO};1:1;1:7;32:2026-03-01T12:30:00.000000+00:00;3:Ana;7:Agregar;1:3;1:3;1:1;"
        '9:actividad;-;9:{"id": 1};'
    )

    assert sellar(INICIO, local, iter([CAMBIO])) == sha256(escrito.encode()).hexdigest()


@pytest.mark.parametrize(
    "otra",
    [
        ACCION._replace(numero=2),
        ACCION._replace(accion_id=8),
        ACCION._replace(cuando=CUANDO + timedelta(microseconds=1)),
        ACCION._replace(quien="ana"),
        ACCION._replace(descripcion="Agregar "),
        ACCION._replace(plan_de_la_accion=None),
        ACCION._replace(plan_id=4),
        ACCION._replace(municipalidad_id=None),
    ],
)
def test_cada_dato_de_la_accion_cuenta(otra: Sellada) -> None:
    assert sellar(INICIO, otra, [CAMBIO]) != sellar(INICIO, ACCION, [CAMBIO])


@pytest.mark.parametrize(
    "cambios",
    [
        [],
        [CAMBIO, CAMBIO],
        [Escrita("actividad", '{"id": 1}', None)],
        [Escrita("actividad", "", '{"id": 1}')],
        [Escrita("unidad", None, '{"id": 1}')],
        [Escrita("actividad", None, '{"id": 2}')],
        [Escrita("actividad-;", None, '{"id": 1}')],
    ],
)
def test_cada_cambio_cuenta_y_su_orden(cambios: list[Escrita]) -> None:
    assert sellar(INICIO, ACCION, cambios) != sellar(INICIO, ACCION, [CAMBIO])
    otro = Escrita("unidad", None, "{}")
    assert sellar(INICIO, ACCION, [CAMBIO, otro]) != sellar(INICIO, ACCION, [otro, CAMBIO])


def test_lo_anterior_cuenta() -> None:
    assert sellar("1" * 64, ACCION, [CAMBIO]) != sellar(INICIO, ACCION, [CAMBIO])


def test_en_papel_va_de_a_cuatro() -> None:
    assert corta("3f2a99c1b0d4e5f6" + "0" * 48) == "3f2a 99c1 b0d4 e5f6"
