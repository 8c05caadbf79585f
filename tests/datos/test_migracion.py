"""La base se lleva al esquema de hoy sin perder la anterior."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from datos import conexion, migracion
from datos.conexion import escritura, motor
from modelos.errores import ErrorDeDominio
from modelos.plan import Municipalidad
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


def test_una_base_anterior_se_aparta_antes_de_migrarla(
    base_local: str, instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with escritura("Dejar algo") as sesion:
        sesion.add(Municipalidad(nombre="La Serena"))
    monkeypatch.setattr(
        migracion, "_estado", lambda _c: migracion.EstadoEsquema(actual="0001", esperada="9999")
    )

    migracion.migrar()

    [copia] = (instancia / "respaldos").glob("antes-de-migrar-0001-*.db")
    with sqlite3.connect(copia) as apartada:
        assert apartada.execute("SELECT nombre FROM municipalidad").fetchall() == [("La Serena",)]
    apartada.close()


def test_una_base_de_una_version_mas_nueva_no_se_toca(base_local: str) -> None:
    with motor().begin() as abierta:
        abierta.execute(text("UPDATE alembic_version SET version_num = 'del_futuro'"))

    with pytest.raises(ErrorDeDominio, match="versión más nueva"):
        migracion.migrar()

    assert migracion.estado().actual == "del_futuro"
    assert not (conexion.instancia() / "respaldos").exists()
