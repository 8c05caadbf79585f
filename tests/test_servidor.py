"""El servidor: ajustes que rigen de verdad, /salud, cabeceras, y quién puede hablarle."""

import json
import logging
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser
from sqlalchemy import text
from starlette.requests import Request as Peticion
from streamlit import config
from websockets.sync.client import connect
from websockets.typing import Subprotocol

import servidor
from datos import conexion
from modelos.errores import ErrorDeDominio
from servidor import Opciones
from tests.apoyo.aplicacion import (
    CON_OTRO_GUION,
    RAIZ,
    Aplicacion,
    detener,
    esperar_puerto,
    levantar,
    puerto_libre,
)

PROTOCOLO = Subprotocol("streamlit")


def consultar_salud() -> tuple[int, dict[str, object]]:
    respuesta = servidor.salud(Peticion({"type": "http"}))
    return respuesta.status_code, json.loads(bytes(respuesta.body))


def test_salud_dice_version_base_migraciones_y_ajustes(servidor_publico: Aplicacion) -> None:
    respuesta = httpx.get(f"{servidor_publico.direccion}/salud")

    contenido = respuesta.json()
    assert respuesta.status_code == 200
    assert contenido["estado"] == "bien"
    assert contenido["version"] == servidor.VERSION
    assert contenido["base_de_datos"] == {"motor": "sqlite", "responde": True}
    assert contenido["migraciones"]["actual"] == contenido["migraciones"]["esperada"]


def test_los_ajustes_de_rapidez_rigen_en_el_servidor(servidor_publico: Aplicacion) -> None:
    assert httpx.get(f"{servidor_publico.direccion}/salud").json()["ajustes"] == {
        "sin_demora_de_red": True,
        "sin_vigilante_de_archivos": True,
        "sin_recolector_tras_guion": True,
        "envios_seguidos": True,
    }
    assert "SIN EFECTO" not in servidor_publico.registro.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("opcion", "valor", "ajuste"),
    [
        ("server.fileWatcherType", "poll", "sin_vigilante_de_archivos"),
        ("runner.postScriptGC", True, "sin_recolector_tras_guion"),
    ],
)
def test_un_ajuste_que_no_rige_se_dice_fuerte(
    opcion: str, valor: object, ajuste: str, caplog: pytest.LogCaptureFixture
) -> None:
    anterior = config.get_option(opcion)
    config.set_option(opcion, valor)
    try:
        servidor.advertir_ajustes()
    finally:
        config.set_option(opcion, anterior)

    assert [r.levelno for r in caplog.records if ajuste in r.getMessage()] == [logging.ERROR]


def test_salud_avisa_cuando_la_base_no_tiene_el_esquema_de_este_programa(base: str) -> None:
    with conexion.motor().begin() as abierta:
        abierta.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    codigo, contenido = consultar_salud()

    assert codigo == 503
    assert contenido["estado"] == "mal"


def test_salud_avisa_cuando_la_base_no_responde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://plan@127.0.0.1:{puerto_libre()}/plan?connect_timeout=2")

    codigo, contenido = consultar_salud()

    assert codigo == 503
    assert contenido["base_de_datos"] == {"motor": "postgresql", "responde": False}


def test_salud_avisa_cuando_la_base_se_dana_en_marcha(base_local: str, instancia: Path) -> None:
    with conexion.motor().connect() as abierta:
        abierta.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    (instancia / "plan.db").write_bytes(b"esto no es una base" * 5000)

    codigo, contenido = consultar_salud()

    assert codigo == 503
    assert contenido["base_de_datos"] == {"motor": "sqlite", "responde": False}
    assert str(instancia) not in str(contenido)


@pytest.mark.parametrize("puerto", ["-1", "99999999"])
def test_un_puerto_que_no_existe_se_explica(puerto: str) -> None:
    with pytest.raises(ErrorDeDominio, match="no existe: van de 0 a 65535"):
        servidor.leer_opciones([f"--puerto={puerto}"])


def test_el_servidor_solo_escucha_en_este_equipo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANIFICADOR_DIRECCION", raising=False)

    assert servidor.leer_opciones([]) == Opciones(puerto=8501, direccion="127.0.0.1")


def test_una_direccion_que_no_es_ip_se_rechaza_al_partir(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_DIRECCION", "servidor-municipal")

    with pytest.raises(ErrorDeDominio, match="PLANIFICADOR_DIRECCION"):
        servidor.leer_opciones([])


def test_un_puerto_ocupado_se_explica_y_no_se_arranca(servidor_publico: Aplicacion) -> None:
    orden = [sys.executable, str(RAIZ / "servidor.py"), "--puerto", str(servidor_publico.puerto)]

    otro = subprocess.run(orden, capture_output=True, text=True, timeout=90)

    assert otro.returncode == 1
    assert f"El puerto {servidor_publico.puerto} de 127.0.0.1 está ocupado" in otro.stderr
    assert "Traceback" not in otro.stderr


def test_una_base_inalcanzable_se_explica_y_no_se_arranca(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://plan:secreto@127.0.0.1:{puerto_libre()}/plan")

    caido = subprocess.run(
        [sys.executable, str(RAIZ / "servidor.py")], capture_output=True, text=True, timeout=90
    )

    assert caido.returncode == 1
    assert "No se pudo abrir la base de datos" in caido.stderr
    assert "Traceback" not in caido.stderr
    assert "secreto" not in caido.stderr


def test_con_ejemplos_arranca_con_los_tres_planes_y_no_los_repite(instancia: Path, tmp_path: Path) -> None:
    for vez in ("primera", "segunda"):
        with levantar(instancia, tmp_path / vez, argumentos=("--ejemplos",)):
            pass

    assert (tmp_path / "primera").read_text(encoding="utf-8").count(": cargado") == 3
    assert (tmp_path / "segunda").read_text(encoding="utf-8").count(": ya estaba") == 3


def test_streamlit_run_sirve_la_aplicacion_solo_en_este_equipo(tmp_path: Path) -> None:
    puerto = puerto_libre()
    orden = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(puerto)]
    with (tmp_path / "registro").open("wb") as salida:
        proceso = subprocess.Popen(orden, cwd=RAIZ, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida)
    try:
        esperar_puerto(puerto)
        salud = httpx.get(f"http://127.0.0.1:{puerto}/_stcore/health")
        with socket.socket() as enchufe:
            por_otra_direccion = enchufe.connect_ex(("127.0.0.2", puerto))
    finally:
        detener(proceso)

    assert salud.status_code == 200
    assert por_otra_direccion != 0


def test_el_servidor_se_detiene_aunque_haya_pantallas_abiertas(aplicacion_propia: Aplicacion) -> None:
    with connect(f"ws://127.0.0.1:{aplicacion_propia.puerto}/_stcore/stream", subprotocols=[PROTOCOLO]):
        aplicacion_propia.proceso.terminate()

        assert aplicacion_propia.proceso.wait(9) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="en Windows, Ctrl+C no se puede enviar a un solo proceso")
def test_ctrl_c_lo_detiene_sin_traza(aplicacion_propia: Aplicacion) -> None:
    aplicacion_propia.proceso.send_signal(signal.SIGINT)

    codigo = aplicacion_propia.proceso.wait(9)

    assert codigo == 0
    assert "Traceback" not in aplicacion_propia.registro.read_text(encoding="utf-8")


@pytest.mark.navegador
def test_una_pantalla_que_falla_lo_dice_en_castellano_sin_mostrar_la_traza(
    navegador: Browser, instancia: Path, tmp_path: Path
) -> None:
    guion = tmp_path / "app.py"
    guion.write_text("raise ValueError('detalle interno')\n")
    programa = ("-c", CON_OTRO_GUION.format(guion=str(guion)))
    with levantar(instancia, tmp_path / "registro", programa=programa) as aplicacion:
        abierta = navegador.new_page(base_url=aplicacion.direccion)
        abierta.goto("/")
        aviso = abierta.get_by_test_id("stAlert").inner_text()
        visible = abierta.locator("body").inner_text()
        abierta.close()

    numero = re.search(r"con el número (\w+)", aviso)
    en_la_ventana = (tmp_path / "registro").read_text(encoding="utf-8")
    [archivo] = (instancia / "registros").iterdir()
    sucesos = [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines()]
    assert "Lo que ya estaba guardado no se perdió." in aviso
    assert "detalle interno" not in visible
    assert "Traceback" not in visible
    assert numero
    assert f"Falla {numero[1]} en una pantalla" in en_la_ventana
    assert "Traceback" not in en_la_ventana
    [suceso] = [suceso for suceso in sucesos if numero[1] in suceso["suceso"]]
    assert (suceso["falla"]["tipo"], suceso["falla"]["mensaje"]) == ("ValueError", "detalle interno")
    assert suceso["falla"]["traza"][-1].endswith("app.py:1 <module>")


def test_la_version_es_la_del_proyecto() -> None:
    assert f'version = "{servidor.VERSION}"' in Path(RAIZ / "pyproject.toml").read_text(encoding="utf-8")
