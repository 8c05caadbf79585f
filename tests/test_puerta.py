"""La puerta del servidor: cabeceras de toda respuesta, y quién puede hablarle."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import ConsoleMessage, Page, Request
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

import servidor
from datos.cuentas import personas
from modelos.errores import ErrorDeDominio
from paginas.componentes.identidad import TESTIGO
from tests.apoyo.aplicacion import PUBLICO, Aplicacion, levantar
from tests.apoyo.cuentas import CLAVE, DESDE

AJENO = "https://otra-pagina.cl"
PROTOCOLO = Subprotocol("streamlit")


@pytest.mark.parametrize(
    ("ruta", "cabeceras", "codigo"),
    [
        ("/", {}, 200),
        ("/salud", {}, 200),
        ("/_stcore/health", {}, 200),
        ("/media/no-existe", {}, 404),
        ("/salud", {"host": "otra-maquina.cl"}, 421),
        ("/salud", {"origin": AJENO}, 403),
    ],
)
def test_toda_respuesta_lleva_las_cabeceras_de_seguridad(
    servidor_publico: Aplicacion, ruta: str, cabeceras: dict[str, str], codigo: int
) -> None:
    respuesta = httpx.get(servidor_publico.direccion + ruta, headers=cabeceras)

    assert respuesta.status_code == codigo
    assert "frame-ancestors 'none'" in respuesta.headers["content-security-policy"]
    assert respuesta.headers["x-content-type-options"] == "nosniff"
    assert respuesta.headers["x-frame-options"] == "DENY"
    assert respuesta.headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in respuesta.headers["permissions-policy"]
    assert "server" not in respuesta.headers


@pytest.mark.parametrize(
    ("anfitrion", "origen"),
    [
        pytest.param("127.0.0.1:{puerto}", "http://127.0.0.1:{puerto}", id="mismo equipo, este puerto"),
        pytest.param("localhost:{puerto}", "http://localhost:{puerto}", id="localhost"),
        pytest.param("127.0.0.1:{puerto}", None, id="programa que no es un navegador"),
    ],
)
def test_se_acepta_la_conexion_de_la_propia_pagina(
    servidor_publico: Aplicacion, anfitrion: str, origen: str | None
) -> None:
    assert estrechar(servidor_publico.puerto, anfitrion, origen) == 101


@pytest.mark.parametrize(
    ("anfitrion", "origen", "codigo"),
    [
        pytest.param("127.0.0.1:{puerto}", AJENO, 403, id="página ajena"),
        pytest.param("plan.municipalidad.cl", AJENO, 403, id="página ajena por el nombre público"),
        pytest.param("127.0.0.1:{puerto}", "http://127.0.0.1:1", 403, id="otro puerto de este equipo"),
        pytest.param("127.0.0.1:{puerto}", "http://plan.municipalidad.cl", 403, id="público sin cifrar"),
        pytest.param("127.0.0.1:{puerto}", "null", 403, id="origen nulo"),
        pytest.param("otra-pagina.cl", AJENO, 421, id="nombre ajeno que apunta a este equipo"),
    ],
)
def test_se_rechaza_la_conexion_de_una_pagina_ajena(
    servidor_publico: Aplicacion, anfitrion: str, origen: str, codigo: int
) -> None:
    assert estrechar(servidor_publico.puerto, anfitrion, origen) == codigo


@pytest.mark.parametrize(
    "anfitrion",
    [
        pytest.param("plan.municipalidad.cl", id="intermediario que conserva Host"),
        pytest.param("127.0.0.1:{puerto}", id="intermediario que no conserva Host"),
    ],
)
def test_por_el_nombre_publico_se_acepta_la_conexion_cuando_hay_cuentas(
    instancia: Path, tmp_path: Path, anfitrion: str
) -> None:
    with levantar(instancia, tmp_path / "registro", {"PLANIFICADOR_ORIGENES": PUBLICO}) as publica:
        assert estrechar(publica.puerto, anfitrion, PUBLICO) == 401

        ahora = datetime.now(UTC)
        testigo = personas.comenzar("Ana Rojas", "ana@x.cl", CLAVE, ("La Serena", "CL"), ahora, DESDE)

        assert estrechar(publica.puerto, anfitrion, PUBLICO) == 401
        assert estrechar(publica.puerto, anfitrion, PUBLICO, testigo) == 101


def estrechar(puerto: int, anfitrion: str, origen: str | None, testigo: str = "") -> int:
    """Pide el websocket de Streamlit por un enchufe ya abierto: así el Host puede ser cualquiera."""
    with socket.create_connection(("127.0.0.1", puerto), timeout=20) as enchufe:
        direccion = f"ws://{anfitrion.format(puerto=puerto)}/_stcore/stream"
        completo = Origin(origen.format(puerto=puerto)) if origen else None
        try:
            galleta = {"Cookie": f"{TESTIGO}={testigo}"}
            with connect(
                direccion,
                sock=enchufe,
                origin=completo,
                subprotocols=[PROTOCOLO],
                additional_headers=galleta,
            ) as abierta:
                return abierta.response.status_code if abierta.response else 0
        except InvalidStatus as rechazo:
            return rechazo.response.status_code


def test_los_nombres_publicos_se_declaran_por_variable_de_entorno(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_ORIGENES", f"{PUBLICO}/, http://intranet:8080")

    opciones = servidor.leer_opciones(["--puerto", "9000"])

    assert opciones.puerto == 9000
    assert opciones.origenes == (PUBLICO, "http://intranet:8080")
    assert opciones.nombres >= {"plan.municipalidad.cl", "intranet", "localhost", "127.0.0.1"}


@pytest.mark.parametrize("origen", ["plan.municipalidad.cl", "ftp://plan.cl", "https://plan.cl/ruta", "*"])
def test_un_origen_mal_escrito_se_rechaza_al_partir(origen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_ORIGENES", origen)

    with pytest.raises(ErrorDeDominio, match="PLANIFICADOR_ORIGENES"):
        servidor.leer_opciones([])


@pytest.mark.navegador
def test_la_pagina_abre_sin_salir_de_este_equipo_ni_chocar_con_las_cabeceras(
    pagina: Page, aplicacion: Aplicacion
) -> None:
    pedidos: list[str] = []
    mensajes: list[str] = []

    def anotar_pedido(pedido: Request) -> None:
        pedidos.append(pedido.url)

    def anotar_mensaje(mensaje: ConsoleMessage) -> None:
        mensajes.append(mensaje.text)

    pagina.on("request", anotar_pedido)
    pagina.on("console", anotar_mensaje)
    pagina.reload()
    pagina.get_by_test_id("stMainBlockContainer").wait_for()
    pagina.wait_for_load_state("networkidle")

    ajenos = [url for url in pedidos if not url.startswith((aplicacion.direccion, "data:", "blob:"))]
    assert pedidos
    assert ajenos == []
    assert [mensaje for mensaje in mensajes if "Content Security Policy" in mensaje] == []


def test_ningun_guion_escrito_en_la_pagina_corre_sin_su_huella(servidor_publico: Aplicacion) -> None:
    politica = httpx.get(servidor_publico.direccion).headers["content-security-policy"]
    [guiones] = [directiva for directiva in politica.split("; ") if directiva.startswith("script-src ")]

    assert "'unsafe-inline'" not in guiones
    assert "'unsafe-eval'" not in guiones
    assert guiones.count("'sha256-") == 2
