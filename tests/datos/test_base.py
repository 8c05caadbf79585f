"""La base que usan las pruebas: la misma en SQLite y en PostgreSQL."""

from pathlib import Path

import pytest
from sqlalchemy import text

from datos import conexion, migracion


def test_la_base_nace_con_el_esquema_de_este_programa(base: str) -> None:
    estado = migracion.estado()

    assert estado.al_dia
    assert estado.actual is not None
    assert conexion.direccion() == base


@pytest.mark.parametrize("vez", [1, 2])
def test_cada_prueba_recibe_una_base_vacia(base: str, vez: int) -> None:
    with conexion.motor().begin() as abierta:
        abierta.execute(text("CREATE TABLE huella (vez integer)"))

    with conexion.motor().connect() as abierta:
        assert abierta.execute(text("SELECT count(*) FROM huella")).scalar() == 0


def test_ninguna_prueba_usa_los_datos_de_quien_la_corre(tmp_path: Path) -> None:
    assert conexion.instancia().is_relative_to(tmp_path)
