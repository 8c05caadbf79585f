"""Los dos comandos: qué prepara, qué repite, qué puerto toma y cómo explica lo que no puede."""

import ast
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import iniciar
from tests.apoyo.aplicacion import RAIZ, puerto_libre
from tests.test_capas import importados

ARRANQUE = """
import sys
from pathlib import Path
import iniciar
iniciar.PYTHON = Path(sys.executable)
iniciar.preparar = lambda requisitos: None
sys.exit(iniciar.principal(sys.argv[1:]))
"""


class VersionVieja(NamedTuple):
    """Forma de `sys.version_info`."""

    major: int
    minor: int


@pytest.fixture
def proyecto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un proyecto sin requisitos ni entorno, en que iniciar.py trabaja en vez del verdadero."""
    (tmp_path / "requirements.txt").write_text("# nada\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n")
    python = tmp_path / iniciar.PYTHON.relative_to(iniciar.RAIZ)
    monkeypatch.setattr(iniciar, "RAIZ", tmp_path)
    monkeypatch.setattr(iniciar, "ENTORNO", tmp_path / ".venv")
    monkeypatch.setattr(iniciar, "PYTHON", python)
    return tmp_path


@pytest.fixture
def ocupado() -> Iterator[int]:
    """Un puerto que otro programa está usando."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        enchufe.listen()
        yield enchufe.getsockname()[1]


def test_solo_usa_la_biblioteca_estandar_y_se_lee_con_un_python_viejo() -> None:
    codigo = (RAIZ / "iniciar.py").read_text(encoding="utf-8")

    de_la_orden = (RAIZ / "datos" / "orden.py").read_text(encoding="utf-8")

    ast.parse(codigo, feature_version=(3, 7))

    assert set(importados(codigo)) <= sys.stdlib_module_names | {
        "datos"
    }  # datos.orden, que tampoco usa otra cosa
    assert set(importados(de_la_orden)) <= sys.stdlib_module_names


def test_con_un_python_viejo_dice_cual_hace_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", VersionVieja(3, 9))

    with pytest.raises(SystemExit, match=r"necesita Python 3\.11 o posterior y este es el 3\.9"):
        runpy.run_path(str(RAIZ / "iniciar.py"))


def test_prepara_una_vez_y_repite_solo_si_cambian_los_requisitos(
    proyecto: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    iniciar.preparar("requirements.txt")
    primera = capsys.readouterr().out
    iniciar.preparar("requirements.txt")
    segunda = capsys.readouterr().out
    (proyecto / "requirements.txt").write_text("# otra cosa\n")
    iniciar.preparar("requirements.txt")
    tercera = capsys.readouterr().out

    assert "Creando el entorno" in primera
    assert "Instalando" in primera
    assert segunda == ""
    assert "Instalando" in tercera
    assert "Creando el entorno" not in tercera


def test_una_instalacion_interrumpida_se_repite(
    proyecto: Path, sin_red: None, capsys: pytest.CaptureFixture[str]
) -> None:
    requisitos = proyecto / "requirements.txt"
    iniciar.preparar("requirements.txt")
    sin_cambios = requisitos.read_text()
    requisitos.write_text("paquete-que-no-existe-en-ninguna-parte==1\n")
    with pytest.raises(iniciar.NoSePuede):
        iniciar.preparar("requirements.txt")
    requisitos.write_text(sin_cambios)
    capsys.readouterr()

    iniciar.preparar("requirements.txt")

    assert "Instalando" in capsys.readouterr().out


def test_lo_que_pide_desarrollo_cambia_si_cambia_lo_que_incluye(proyecto: Path) -> None:
    antes = iniciar._huella("requirements-dev.txt")

    (proyecto / "requirements.txt").write_text("streamlit==1\n")

    assert iniciar._huella("requirements-dev.txt") != antes


@pytest.fixture
def sin_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """El instalador no llega a ningún registro de paquetes."""
    for nombre in list(os.environ):
        if nombre.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(nombre)
    for nombre in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.setenv(nombre, "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("UV_NO_CONFIG", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")


def test_sin_red_dice_que_no_hay_conexion_y_que_nada_se_perdio(proyecto: Path, sin_red: None) -> None:
    (proyecto / "requirements.txt").write_text("paquete-que-no-existe-en-ninguna-parte==1\n")

    with pytest.raises(iniciar.NoSePuede) as falla:
        iniciar.preparar("requirements.txt")

    assert "no hay conexión a Internet" in str(falla.value)
    assert "Nada se perdió" in str(falla.value)
    assert "Traceback" not in str(falla.value)


@pytest.mark.skipif(sys.platform == "win32", reason="simula un Python de Debian con un guion de shell")
def test_sin_el_modulo_venv_dice_que_paquete_instalar(
    proyecto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incompleto = proyecto / "python-incompleto"
    incompleto.write_text("#!/bin/sh\necho 'ensurepip is not available. apt install python3-venv'\nexit 1\n")
    incompleto.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(incompleto))

    with pytest.raises(iniciar.NoSePuede, match="sudo apt install python3"):
        iniciar.preparar("requirements.txt")


def test_un_entorno_a_medio_crear_se_rehace(proyecto: Path) -> None:
    iniciar.PYTHON.parent.mkdir(parents=True)
    iniciar.PYTHON.write_text("")

    iniciar.preparar("requirements.txt")

    assert subprocess.run([iniciar.PYTHON, "-c", "import pip"]).returncode == 0


def test_sin_puerto_pedido_toma_el_siguiente_y_lo_dice(
    ocupado: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(iniciar, "PUERTO", ocupado)

    elegido = iniciar.elegir_puerto(None)

    assert elegido > ocupado
    assert f"El puerto {ocupado} está ocupado; se prueba el siguiente." in capsys.readouterr().out


def test_un_puerto_pedido_y_ocupado_se_rechaza(ocupado: int) -> None:
    with pytest.raises(iniciar.NoSePuede, match=f"El puerto {ocupado} está ocupado"):
        iniciar.elegir_puerto(ocupado)


def test_arranca_espera_a_salud_anuncia_la_direccion_y_se_detiene(instancia: Path) -> None:
    puerto = puerto_libre()
    with lanzar("--sin-navegador", "--puerto", str(puerto)) as iniciado:
        assert iniciado.stdout is not None
        anuncio = next(linea for linea in iniciado.stdout if "El planificador está en" in linea)
        with urllib.request.urlopen(f"http://127.0.0.1:{puerto}/salud") as respuesta:
            salud = json.load(respuesta)
        iniciado.send_signal(signal.SIGTERM)
        iniciado.wait(20)

    assert f"http://127.0.0.1:{puerto}" in anuncio
    assert salud["estado"] == "bien"
    assert (instancia / "plan.db").is_file()
    with socket.socket() as enchufe:
        assert enchufe.connect_ex(("127.0.0.1", puerto)) != 0


def test_si_el_servidor_no_parte_lo_dice_y_termina(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://plan@127.0.0.1:{puerto_libre()}/plan")

    caido = subprocess.run(
        [sys.executable, "-c", ARRANQUE, "--sin-navegador"],
        cwd=RAIZ,
        capture_output=True,
        text=True,
        timeout=90,
    )

    assert caido.returncode == 1
    assert "El servidor no pudo partir" in caido.stderr
    assert "No se pudo abrir la base de datos" in caido.stderr


@contextmanager
def lanzar(*argumentos: str) -> Iterator["subprocess.Popen[str]"]:
    """`iniciar.py` con el Python de las pruebas en vez de un entorno nuevo."""
    orden = [sys.executable, "-c", ARRANQUE, *argumentos]
    with subprocess.Popen(orden, cwd=RAIZ, stdout=subprocess.PIPE, encoding="utf-8") as proceso:
        try:
            yield proceso
        finally:
            proceso.terminate()
