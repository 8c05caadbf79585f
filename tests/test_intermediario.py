"""nginx de verdad, con `docs/intermediario/nginx.conf`, delante del servidor con cuentas."""

import re
import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import select
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from datos import conexion
from datos.cuentas import personas
from modelos.cuentas import Sesion
from paginas.componentes.identidad import TESTIGO, nombre_de_galleta
from tests.apoyo import intermediario
from tests.apoyo.aplicacion import PUBLICO, levantar
from tests.apoyo.cuentas import CLAVE, DESDE
from tests.apoyo.intermediario import NOMBRE, Intermediario
from tests.conftest import falta

CORREO = "ana@municipalidad.cl"
CIFRADA = nombre_de_galleta(TESTIGO, con_tls=True)
DESDE_FUERA = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http"}
"""Lo que mandaría quien quiera hacerse pasar por otra dirección."""


@pytest.fixture
def publico(base_local: str, instancia: Path, tmp_path: Path) -> Iterator[Intermediario]:
    """El servidor con una cuenta, y nginx delante."""
    if intermediario.programa() is None or shutil.which("openssl") is None:
        falta("No hay nginx y openssl en esta máquina.")
    personas.comenzar("Ana Rojas", CORREO, CLAVE, ("La Serena", "CL"), datetime.now(UTC), DESDE)
    carpeta = tmp_path / "nginx"
    carpeta.mkdir()
    with (
        levantar(instancia, tmp_path / "registro", {"PLANIFICADOR_ORIGENES": PUBLICO}) as aplicacion,
        intermediario.levantar(carpeta, aplicacion.puerto) as levantado,
    ):
        yield levantado


def cifrado(publico: Intermediario) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(publico.certificado))


@pytest.fixture
def visita(publico: Intermediario) -> Iterator[httpx.Client]:
    """Un navegador que llega por el nombre público, con el certificado comprobado."""
    nombre = {"host": NOMBRE, "accept": "text/html"}
    with httpx.Client(
        base_url=f"https://127.0.0.1:{publico.cifrado}", headers=nombre, verify=cifrado(publico), timeout=30
    ) as cliente:
        yield cliente


def pedir(visita: httpx.Client, metodo: str, camino: str, **mas: object) -> httpx.Response:
    """La petición con el nombre público también al cifrar: es el que lleva el certificado."""
    return visita.request(metodo, camino, extensions={"sni_hostname": NOMBRE}, **mas)  # type: ignore[arg-type]


def entrar(visita: httpx.Client) -> httpx.Response:
    formulario = pedir(visita, "GET", "/entrar", headers=DESDE_FUERA)
    prueba = re.search('name="prueba" value="([^"]+)"', formulario.text)
    assert prueba is not None
    datos = {"prueba": prueba[1], "correo": CORREO, "clave": CLAVE}
    galleta = {"cookie": f"__Host-planificador_formulario={prueba[1]}"}
    return pedir(visita, "POST", "/entrar", data=datos, headers={**DESDE_FUERA, **galleta, "origin": PUBLICO})


def test_se_entra_por_el_nombre_publico_con_galletas_que_solo_viajan_cifradas(visita: httpx.Client) -> None:
    respuesta = entrar(visita)

    assert (respuesta.status_code, respuesta.headers["location"]) == (303, "/")
    galletas = [g for g in respuesta.headers.get_list("set-cookie") if g.startswith(f"{CIFRADA}=")]
    assert len(galletas) == 1
    assert {"Secure", "HttpOnly", "Path=/"} <= set(galletas[0].split("; "))
    assert respuesta.headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in respuesta.headers["content-security-policy"]
    assert respuesta.headers["x-content-type-options"] == "nosniff"
    with conexion.lectura() as sesion:
        direcciones = {abierta.direccion for abierta in sesion.exec(select(Sesion)).all()}
    assert "203.0.113.9" not in direcciones  # la que se dice afuera no vale; la pone nginx


def test_la_pantalla_abre_su_canal_cifrado_y_una_pagina_ajena_no(
    visita: httpx.Client, publico: Intermediario
) -> None:
    testigo = entrar(visita).cookies[CIFRADA]

    assert abrir_canal(publico, PUBLICO, testigo) == 101
    assert abrir_canal(publico, PUBLICO, "inventado") == 401
    assert abrir_canal(publico, "https://otra-pagina.cl", testigo) == 403


def abrir_canal(publico: Intermediario, origen: str, testigo: str) -> int:
    """Pide el websocket y, si se abre, comprueba que el servidor contesta por él."""
    with socket.create_connection(("127.0.0.1", publico.cifrado), timeout=30) as enchufe:
        try:
            with connect(
                f"wss://{NOMBRE}/_stcore/stream",
                sock=enchufe,
                ssl=cifrado(publico),
                origin=Origin(origen),
                subprotocols=[Subprotocol("streamlit")],
                additional_headers={"Cookie": f"{CIFRADA}={testigo}"},
            ) as canal:
                assert canal.ping().wait(20)
                return canal.response.status_code if canal.response else 0
        except InvalidStatus as rechazo:
            return rechazo.response.status_code


def test_otro_nombre_no_se_atiende_y_sin_cifrar_se_manda_a_lo_cifrado(
    visita: httpx.Client, publico: Intermediario
) -> None:
    sin_cifrado = f"http://127.0.0.1:{publico.sin_cifrar}"
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(sin_cifrado, headers={"host": "otra-maquina.cl"})
    with pytest.raises(httpx.RemoteProtocolError):
        pedir(visita, "GET", "/entrar", headers={"host": "127.0.0.1"})

    mandada = httpx.get(f"{sin_cifrado}/planes?plan=1", headers={"host": NOMBRE})

    assert (mandada.status_code, mandada.headers["location"]) == (301, f"{PUBLICO}/planes?plan=1")


def test_lo_que_pasa_del_limite_se_corta_antes_de_llegar(visita: httpx.Client) -> None:
    assert pedir(visita, "POST", "/entrar", content=b"x" * (53 * 1024 * 1024)).status_code == 413


def test_el_enlace_de_una_invitacion_no_queda_en_el_registro_de_accesos(
    visita: httpx.Client, publico: Intermediario
) -> None:
    pedir(visita, "GET", "/clave/testigo-secreto")
    pedir(visita, "GET", "/entrar")

    accesos = lo_anotado(publico.carpeta / "accesos.log", "/entrar")
    assert "testigo-secreto" not in accesos


def lo_anotado(registro: Path, hasta: str) -> str:
    """Lo que dice el registro de nginx cuando ya anotó eso: responde antes de escribirlo."""
    limite = time.monotonic() + 20
    while hasta not in (dicho := registro.read_text(encoding="utf-8")):
        assert time.monotonic() < limite, dicho
        time.sleep(0.05)
    return dicho


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_se_cifra_con_lo_mas_nuevo_y_lo_viejo_no_se_acepta(publico: Intermediario) -> None:
    viejo = cifrado(publico)
    viejo.set_ciphers("DEFAULT:@SECLEVEL=0")  # si no, sería este lado el que no quiere
    viejo.minimum_version = viejo.maximum_version = ssl.TLSVersion.TLSv1_1
    intermedio = cifrado(publico)
    intermedio.maximum_version = ssl.TLSVersion.TLSv1_2

    assert version_acordada(publico, cifrado(publico)) == "TLSv1.3"
    assert version_acordada(publico, intermedio) == "TLSv1.2"
    with pytest.raises(ssl.SSLError, match="ALERT"):  # lo dice nginx
        version_acordada(publico, viejo)


def version_acordada(publico: Intermediario, contexto: ssl.SSLContext) -> str | None:
    with (
        socket.create_connection(("127.0.0.1", publico.cifrado), timeout=30) as enchufe,
        contexto.wrap_socket(enchufe, server_hostname=NOMBRE) as cifrada,
    ):
        return cifrada.version()
