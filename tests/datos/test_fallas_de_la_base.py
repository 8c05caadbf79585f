"""Cuando la base no puede, la persona lee por qué y nada queda a medias."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from datos import conexion, planes
from datos.conexion import escritura, lectura, motor
from modelos.actividad import Actividad
from modelos.errores import ErrorDeDominio
from modelos.plan import Plan
from tests.apoyo.planes import un_plan


def nombrar(plan_id: int, nombre: str) -> None:
    with escritura("Nombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).nombre = nombre


def nombre(plan_id: int) -> str:
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id).nombre


@contextmanager
def al_conectar(ajuste: str) -> Iterator[None]:
    """Toda conexión nueva a la base lleva ese ajuste mientras dura el bloque."""

    def ajustar(abierta: sqlite3.Connection, _registro: object) -> None:
        abierta.execute(ajuste)

    motor().dispose()
    event.listen(motor(), "connect", ajustar)
    try:
        yield
    finally:
        event.remove(motor(), "connect", ajustar)
        motor().dispose()


def test_una_base_ocupada_se_explica_y_despues_se_puede_guardar(
    base_local: str, instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = un_plan(nombre="Original")
    monkeypatch.setattr(conexion, "ESPERA_POR_ESCRITOR", 50)
    motor().dispose()
    ajena = sqlite3.connect(instancia / "plan.db", isolation_level=None)
    ajena.execute("BEGIN IMMEDIATE")

    with pytest.raises(ErrorDeDominio, match="No se guardó: otro programa tiene ocupada la base"):
        nombrar(plan_id, "Nuevo")

    assert nombre(plan_id) == "Original"
    ajena.close()
    nombrar(plan_id, "Nuevo")
    assert nombre(plan_id) == "Nuevo"


def test_un_disco_lleno_se_explica_y_no_deja_nada_a_medias(base_local: str) -> None:
    plan_id = un_plan(nombre="Original")
    with (
        al_conectar("PRAGMA max_page_count=1"),
        pytest.raises(ErrorDeDominio, match="no queda espacio en el disco"),
    ):
        nombrar(plan_id, "x" * 1_000_000)

    assert nombre(plan_id) == "Original"


def test_una_carpeta_sin_permiso_se_explica(base_local: str) -> None:
    plan_id = un_plan(nombre="Original")
    with (
        al_conectar("PRAGMA query_only=ON"),
        pytest.raises(ErrorDeDominio, match="la carpeta de datos no admite cambios"),
    ):
        nombrar(plan_id, "Nuevo")

    assert nombre(plan_id) == "Original"


def test_una_base_danada_se_explica(base_local: str, instancia: Path) -> None:
    plan_id = un_plan()
    conexion.cerrar()
    (instancia / "plan.db").write_bytes(b"esto no es una base" * 1000)

    with pytest.raises(ErrorDeDominio, match="la base de datos está dañada"):
        nombrar(plan_id, "Nuevo")


@pytest.mark.parametrize("escrito", ["a\ud800b", "Nulo \0"])
def test_un_caracter_imposible_no_rompe_nada(base: str, escrito: str) -> None:
    plan_id = un_plan(nombre="Original")
    try:
        nombrar(plan_id, escrito)
    except ErrorDeDominio as error:
        assert "un carácter que la base de datos no admite" in str(error)  # noqa: PT017
        assert nombre(plan_id) == "Original"
    else:
        assert nombre(plan_id) == escrito


def test_un_numero_que_no_cabe_se_explica(base: str) -> None:
    un_plan()

    with (
        pytest.raises(ErrorDeDominio, match="un número demasiado grande"),
        escritura("Presupuesto") as sesion,
    ):
        sesion.get_one(Actividad, 1).presupuesto_centavos = 10**30
        sesion.flush()


def test_un_error_del_programa_no_se_disfraza_de_falla_de_la_base(base: str) -> None:
    with pytest.raises(Exception, match="no_existe") as falla, escritura("Mal escrita") as sesion:
        sesion.execute(text("SELECT no_existe FROM plan"))

    assert not isinstance(falla.value, ErrorDeDominio)
