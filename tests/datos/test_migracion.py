"""La base se lleva al esquema de hoy sin perder la anterior."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from datos import conexion, disparadores, migracion, planes
from datos.conexion import escritura, lectura, motor
from modelos.actividad import Actividad
from modelos.bitacora import Cambio
from modelos.errores import ErrorDeDominio
from tests.apoyo.esquema import ESQUEMA
from tests.apoyo.planes import un_plan


def test_migrar_dos_veces_no_cambia_nada(base: str) -> None:
    plan_id = un_plan()

    migracion.migrar()

    assert migracion.estado().al_dia
    with escritura("Seguir", plan_id=plan_id):
        pass


def test_el_esquema_migrado_es_el_de_las_tablas(base: str) -> None:
    with motor().connect() as abierta:
        command.check(migracion._configuracion(abierta))


def test_dos_procesos_que_parten_a_la_vez_se_turnan(instancia: Path) -> None:
    with ThreadPoolExecutor(4) as procesos:
        list(procesos.map(lambda _: migracion.migrar(), range(4)))

    assert migracion.estado().al_dia


GUION_SIGUIENTE = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{ESQUEMA}", None, None


def upgrade() -> None:
    rehacer = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("plan", recreate=rehacer) as tabla:
        tabla.add_column(sa.Column("lema", sa.String(), nullable=False, server_default="—"))
"""


@pytest.fixture
def programa_siguiente(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """El programa con una migración más, que rehace la tabla de planes; la base ya está hecha sin ella."""
    for base in {"base", "base_local"} & set(request.fixturenames):
        request.getfixturevalue(base)
    guiones = tmp_path / "migraciones"
    shutil.copytree(migracion.GUIONES, guiones)
    (guiones / "versions" / "9999_siguiente.py").write_text(GUION_SIGUIENTE, encoding="utf-8")
    monkeypatch.setattr(migracion, "GUIONES", guiones)


@pytest.mark.usefixtures("programa_siguiente")
def test_una_base_anterior_se_migra_con_todo_lo_suyo_y_sigue_anotando(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=3, programado={3: 1})

    migracion.migrar()

    assert migracion.estado() == ("9999", "9999")
    with lectura() as sesion:
        assert len(list(planes.cargar(sesion, plan_id).actividades)) == 3
    with motor().begin() as abierta, pytest.raises(DBAPIError, match="Escritura sin acción"):
        abierta.execute(text("UPDATE plan SET nombre = 'x'"))


@pytest.mark.usefixtures("programa_siguiente")
def test_una_base_anterior_se_aparta_antes_de_migrarla(base_local: str, instancia: Path) -> None:
    un_plan(nombre="La Serena")

    migracion.migrar()

    [copia] = (instancia / "respaldos").iterdir()
    with closing(sqlite3.connect(copia)) as apartada:
        assert copia.name.startswith(f"antes-de-migrar-{ESQUEMA}-")
        assert apartada.execute("SELECT nombre FROM plan").fetchall() == [("La Serena",)]
        assert apartada.execute("SELECT version_num FROM alembic_version").fetchone() == (ESQUEMA,)


def _volver_al_esquema(revision: str) -> None:
    """Deja la base como la tenía el programa de esa versión, con lo que hay en ella."""
    with motor().connect().execution_options(escribe=True) as abierta, abierta.begin():
        disparadores.quitar(abierta)
        command.downgrade(migracion._configuracion(abierta), revision)


def test_el_nombre_corto_llega_vacio_a_una_base_anterior_y_despues_se_anota(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=3, programado={3: 1})
    with lectura() as sesion:
        antes = planes.cargar(sesion, plan_id)
    _volver_al_esquema("0001")

    migracion.migrar()

    with lectura() as sesion:
        assert planes.cargar(sesion, plan_id) == antes
    primera = next(antes.actividades)
    with escritura("Poner un nombre corto", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, primera.id).nombre_corto = "Talleres"
    with lectura() as sesion:
        ultimo = sesion.exec(select(Cambio).order_by(col(Cambio.id).desc())).first()
        assert planes.cargar(sesion, plan_id).nombres_breves()[primera.id] == "Talleres"
    assert ultimo is not None
    assert '"Talleres"' in (ultimo.despues or "")


def test_una_base_de_una_version_mas_nueva_no_se_toca(base_local: str) -> None:
    with motor().begin() as abierta:
        abierta.execute(text("UPDATE alembic_version SET version_num = 'del_futuro'"))

    with pytest.raises(ErrorDeDominio, match="versión más nueva"):
        migracion.migrar()

    assert migracion.estado().actual == "del_futuro"
    assert not (conexion.instancia() / "respaldos").exists()
