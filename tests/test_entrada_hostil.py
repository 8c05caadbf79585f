"""Lo que manda quien quiere dañar: galletas y enlaces ajenos, envíos enormes, SQL y caminos torcidos."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from datos.conexion import escritura_de_paso, lectura
from datos.cuentas import personas
from datos.cuentas.personas import Puesto
from modelos.cuentas import DURACION, Enlace, Sesion
from modelos.permisos import Rol
from paginas.componentes.identidad import TESTIGO
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.cuentas import CLAVE, DESDE, como, reconocida
from tests.test_acceso import PAGINA, enviar

CORREO = "ana@laserena.cl"
SQL = "' OR 1=1; DROP TABLE persona; --"
"""Texto que, pegado en una consulta, entraría o borraría."""
DIEZ_MEGAS = 10 * 1024 * 1024


@pytest.fixture
def testigo(aplicacion: Aplicacion) -> str:
    """La sesión de quien administra la instalación."""
    return personas.comenzar("Ana Rojas", CORREO, CLAVE, ("La Serena", "CL"), datetime.now(UTC), DESDE)


@pytest.fixture
def visita(aplicacion: Aplicacion, testigo: str) -> Iterator[httpx.Client]:
    """Un navegador sin nada guardado, frente a un servidor con cuentas."""
    with httpx.Client(base_url=aplicacion.direccion, headers=PAGINA, timeout=60) as cliente:
        yield cliente


def con_galleta(visita: httpx.Client, valor: str) -> int:
    """Con qué responde la portada a esa galleta: 200 si deja pasar."""
    return visita.get("/", headers={"cookie": f"{TESTIGO}={valor}"}).status_code


def test_solo_la_galleta_exacta_deja_pasar(visita: httpx.Client, testigo: str) -> None:
    ajenas = [
        "", "null", "1", SQL.replace(";", "%3B"), "../../plan.db", testigo[:-1], f"{testigo}a",
        testigo.swapcase(), "A" * 6000,
    ]  # fmt: skip

    assert con_galleta(visita, testigo) == 200
    assert [con_galleta(visita, ajena) for ajena in ajenas] == [303] * len(ajenas)


def test_la_huella_que_guarda_la_base_no_sirve_de_galleta(visita: httpx.Client) -> None:
    with lectura() as sesion:
        [huella] = sesion.exec(select(Sesion.huella)).all()

    assert con_galleta(visita, huella) == 303


def test_la_galleta_vencida_deja_de_valer_aunque_el_navegador_la_mande(
    visita: httpx.Client, testigo: str
) -> None:
    assert con_galleta(visita, testigo) == 200

    with escritura_de_paso() as sesion:
        sesion.exec(select(Sesion)).one().abierta_el -= DURACION + timedelta(seconds=1)

    assert con_galleta(visita, testigo) == 303


def un_enlace(testigo: str) -> str:
    quien = reconocida(testigo)
    with como(quien):
        return personas.invitar("Luis Pérez", "luis@laserena.cl", Puesto(Rol.GESTION), datetime.now(UTC))


def test_un_enlace_no_se_repite_ni_se_adivina(visita: httpx.Client, testigo: str) -> None:
    camino = f"/clave/{un_enlace(testigo)}"
    ajenos = [camino[:-1], camino.swapcase().replace("/CLAVE/", "/clave/"), f"/clave/{SQL}", "/clave/..%2f"]

    assert {visita.get(ajeno).status_code for ajeno in ajenos} <= {303, 404, 410}
    assert enviar(visita, camino, clave="otra frase larga y distinta").status_code == 303
    assert visita.get(camino).status_code == 410


def test_un_enlace_vencido_no_pone_ninguna_clave(visita: httpx.Client, testigo: str) -> None:
    enlace = un_enlace(testigo)
    prueba = re.search('name="prueba" value="([^"]+)"', visita.get(f"/clave/{enlace}").text)
    assert prueba is not None
    with escritura_de_paso() as sesion:
        sesion.exec(select(Enlace)).one().vence_el = datetime.now(UTC) - timedelta(seconds=1)

    datos = {"prueba": prueba[1], "clave": "otra frase larga y distinta"}
    assert visita.post(f"/clave/{enlace}", data=datos).status_code == 410


@pytest.mark.parametrize("campo", ["correo", "clave"])
def test_un_texto_sql_es_un_dato_y_nada_mas(visita: httpx.Client, campo: str) -> None:
    respuesta = enviar(visita, "/entrar", **{"correo": CORREO, "clave": CLAVE, campo: SQL})

    assert respuesta.status_code == 401
    assert enviar(visita, "/entrar", correo=CORREO, clave=CLAVE).status_code == 303


def test_un_formulario_no_sirve_en_otro_navegador(visita: httpx.Client, aplicacion: Aplicacion) -> None:
    hallada = re.search('name="prueba" value="([^"]+)"', visita.get("/entrar").text)
    assert hallada is not None

    with httpx.Client(base_url=aplicacion.direccion) as otro:
        otro.get("/entrar")
        respuesta = otro.post("/entrar", data={"prueba": hallada[1], "correo": CORREO, "clave": CLAVE})

    assert respuesta.status_code == 400
    assert TESTIGO not in respuesta.cookies


def test_pedir_salir_no_cierra_nada(visita: httpx.Client, testigo: str) -> None:
    visita.get("/salir", headers={"cookie": f"{TESTIGO}={testigo}"})

    assert con_galleta(visita, testigo) == 200


@pytest.mark.parametrize("como_archivo", [False, True])
def test_un_campo_de_diez_megas_no_entra_ni_detiene_al_servidor(
    visita: httpx.Client, como_archivo: bool
) -> None:
    datos = {"correo": "a" * DIEZ_MEGAS, "clave": CLAVE, "prueba": "x"}
    envio = {"files": {"correo": ("x", b"a" * DIEZ_MEGAS)}} if como_archivo else {"data": datos}

    respuesta = visita.post("/entrar", **envio)

    assert respuesta.status_code == 413
    assert "demasiado largo" in respuesta.text
    assert visita.get("/salud").status_code == 200


@pytest.mark.parametrize("megas", [10, 17])
def test_un_mensaje_enorme_por_el_canal_no_detiene_al_servidor(
    aplicacion: Aplicacion, testigo: str, megas: int
) -> None:
    direccion = f"ws://127.0.0.1:{aplicacion.puerto}/_stcore/stream"
    galleta = {"Cookie": f"{TESTIGO}={testigo}"}
    protocolos = [Subprotocol("streamlit")]
    with (
        connect(
            direccion, subprotocols=protocolos, additional_headers=galleta, max_size=None, close_timeout=2
        ) as canal,
        suppress(ConnectionClosed),  # puede cortar a quien lo manda, no caer
    ):
        canal.send(b"\xff" * (megas * 1024 * 1024))
        canal.ping().wait(10)

    assert httpx.get(f"{aplicacion.direccion}/salud", timeout=30).status_code == 200
    assert "Traceback" not in aplicacion.registro.read_text(encoding="utf-8")


CAMINOS = (
    "/propio/../servidor.py", "/propio/..%2fservidor.py", "/static/../../servidor.py",
    "/static/..%2f..%2fapp.py", "/static/%2e%2e/%2e%2e/plan.db", "/static//etc/passwd",
    "/media/../../plan.db", "/app/static/plan.db",
    "/.git/config", "/instancia/plan.db", "/static/..%5c..%5cplan.db", "/static/%00",
)  # fmt: skip


@pytest.mark.parametrize("camino", CAMINOS)
def test_ningun_camino_torcido_entrega_un_archivo(aplicacion: Aplicacion, testigo: str, camino: str) -> None:
    """Por un enchufe, que un cliente HTTP los endereza; y con sesión, que es quien más puede."""
    with socket.create_connection(("127.0.0.1", aplicacion.puerto), timeout=30) as enchufe:
        cabeceras = f"Host: localhost\r\nCookie: {TESTIGO}={testigo}\r\nConnection: close\r\n\r\n"
        enchufe.sendall(f"GET {camino} HTTP/1.1\r\n{cabeceras}".encode())
        respuesta = b"".join(iter(lambda: enchufe.recv(65536), b""))

    for secreto in (b"SQLite format", b"root:x:", b"import streamlit", b"[core]", b"Traceback"):
        assert secreto not in respuesta


@pytest.mark.parametrize("metodo", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_los_metodos_que_no_se_usan_no_hacen_nada(visita: httpx.Client, testigo: str, metodo: str) -> None:
    respuesta = visita.request(metodo, "/", headers={"cookie": f"{TESTIGO}={testigo}", "x-secreto": "eco"})

    assert respuesta.status_code in {404, 405}
    assert "eco" not in respuesta.text
