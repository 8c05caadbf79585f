"""La orden que corre todas las revisiones: qué hace con lo que falla y con lo que falta."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.__main__ import Resultado, resumir
from tests.apoyo import postgresql
from tests.conftest import falta
from tests.rendimiento.servidor import guion_con_pagina_vacia

BIEN = Resultado("estilo", bien=True, segundos=1)
MAL = Resultado("tipos", bien=False, segundos=1)
SIN_NAVEGADOR = "no hay navegador"


def test_una_revision_que_falla_hace_fallar_la_orden(capsys: pytest.CaptureFixture[str]) -> None:
    assert resumir([BIEN], []) == 0
    assert resumir([BIEN, MAL], []) == 1
    assert "FALLA  tipos" in capsys.readouterr().out


def test_lo_que_falta_se_dice_y_en_integracion_es_una_falla(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    a_mano = resumir([BIEN], [SIN_NAVEGADOR])
    dicho = capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    en_integracion = resumir([BIEN], [SIN_NAVEGADOR])

    assert a_mano == 0
    assert "saltado  no hay navegador" in dicho
    assert en_integracion == 1


def test_una_prueba_sin_lo_que_necesita_se_salta_pero_en_integracion_falla(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=SIN_NAVEGADOR):
        falta(SIN_NAVEGADOR)

    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=SIN_NAVEGADOR):
        falta(SIN_NAVEGADOR)


def test_el_postgresql_de_las_pruebas_se_apaga_al_terminar() -> None:
    carpeta_de_binarios = postgresql.binarios()
    if carpeta_de_binarios is None:
        falta("No hay PostgreSQL en esta máquina.")

    with postgresql.servidor(carpeta_de_binarios) as direccion:
        motor = create_engine(direccion)
        with motor.connect() as abierta:
            encendido = abierta.execute(text("SELECT 1")).scalar()
        motor.dispose()

    assert encendido == 1
    with pytest.raises(OperationalError):
        motor.connect()


def test_el_guion_con_que_se_mide_una_pagina_vacia_sigue_saliendo_de_la_aplicacion() -> None:
    guion = guion_con_pagina_vacia("st.write('x')")

    compile(guion, "con_pagina_vacia.py", "exec")
    assert guion.index("def _vacia()") < guion.index('url_path="vacia"')
