"""El servidor: la aplicación de Streamlit con sus ajustes comprobados, /salud y cabeceras de seguridad."""

import argparse
import asyncio
import gc
import importlib
import ipaddress
import logging
import os
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.watcher.path_watcher import NoOpPathWatcher, get_default_path_watcher_class
from uvicorn.protocols.http.h11_impl import H11Protocol

from datos import conexion, migracion
from modelos.errores import ErrorDeDominio

RAIZ = Path(__file__).resolve().parent
VERSION: str = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PUERTO = 8501
PESADOS = (
    "pandas",
    "pyarrow",
    "plotly.graph_objects",
    "docx",
    "lxml.etree",
    "openpyxl",
    "python_calamine",
    "rapidfuzz",
    "charset_normalizer",
    "babel.dates",
    "streamlit.proto.ForwardMsg_pb2",
)
"""Bibliotecas que se cargan antes del primer visitante, no con él."""

CABECERAS = {
    # Streamlit pone estilos y un guion dentro de la página, y compila WebAssembly; nada sale de este origen.
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

registro = logging.getLogger("planificador")


@dataclass(frozen=True)
class Opciones:
    """Dónde escucha y desde qué direcciones públicas se acepta que lo llamen."""

    puerto: int = PUERTO
    direccion: str = "127.0.0.1"
    origenes: tuple[str, ...] = ()
    intermediarios: str = "127.0.0.1"

    @property
    def nombres(self) -> frozenset[str]:
        """Nombres de máquina admitidos en Host: los de este equipo y los públicos declarados."""
        publicos = (urlsplit(origen).hostname or "" for origen in self.origenes)
        return frozenset({"localhost", "127.0.0.1", "::1", *publicos})


def leer_opciones(argumentos: Sequence[str]) -> Opciones:
    """Puerto por argumento; lo demás por variables de entorno (véase docs/servidor.md)."""
    analizador = argparse.ArgumentParser(description="Sirve el planificador.")
    analizador.add_argument("--puerto", type=int, default=PUERTO, help="0 toma uno libre")
    puerto: int = analizador.parse_args(argumentos).puerto
    origenes = os.environ.get("PLANIFICADOR_ORIGENES", "").replace(",", " ").split()
    return Opciones(
        puerto=puerto,
        direccion=os.environ.get("PLANIFICADOR_DIRECCION") or "127.0.0.1",
        origenes=tuple(_origen_valido(origen) for origen in origenes),
        intermediarios=os.environ.get("PLANIFICADOR_INTERMEDIARIOS") or "127.0.0.1",
    )


def _origen_valido(origen: str) -> str:
    partes = urlsplit(origen)
    if partes.scheme not in {"http", "https"} or not partes.hostname or partes.path.strip("/"):
        raise ErrorDeDominio(
            f"PLANIFICADOR_ORIGENES tiene «{origen}»; se espera algo como https://plan.municipalidad.cl"
        )
    return f"{partes.scheme}://{partes.netloc}".lower()


class CabecerasDeSeguridad:
    """Pone las cabeceras de seguridad en toda respuesta, también en las de error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def enviar(mensaje: Message) -> None:
            if mensaje["type"] in {"http.response.start", "websocket.http.response.start"}:
                MutableHeaders(scope=mensaje).update(CABECERAS)
            await send(mensaje)

        await self.app(scope, receive, enviar)


class PuertaDeOrigen:
    """Rechaza lo que llega para otro nombre de máquina o desde una página ajena.

    Va antes que el control de Streamlit, que admite cualquier puerto de este equipo y que ante un origen
    desconocido pregunta por Internet la dirección pública de la máquina.
    """

    def __init__(self, app: ASGIApp, opciones: Opciones) -> None:
        self.app = app
        self.opciones = opciones

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        cabeceras = Headers(scope=scope)
        anfitrion, origen = cabeceras.get("host", ""), cabeceras.get("origin")
        if _nombre(anfitrion) not in self.opciones.nombres:
            await PlainTextResponse("Nombre de máquina desconocido.", 421)(scope, receive, send)
        elif origen is not None and not self._de_casa(origen, anfitrion):
            await PlainTextResponse("Origen no permitido.", 403)(scope, receive, send)
        else:
            await self.app(_con_anfitrion_del(origen, scope), receive, send)

    def _de_casa(self, origen: str, anfitrion: str) -> bool:
        return origen.lower() in self.opciones.origenes or urlsplit(origen).netloc == anfitrion


def _nombre(anfitrion: str) -> str:
    try:
        return urlsplit(f"//{anfitrion}").hostname or ""
    except ValueError:
        return ""


def _con_anfitrion_del(origen: str | None, scope: Scope) -> Scope:
    """Con un intermediario que no conserva Host, la petición es para el nombre público del origen."""
    if origen is None:
        return scope
    otras = [(nombre, valor) for nombre, valor in scope["headers"] if nombre != b"host"]
    return {**scope, "headers": [*otras, (b"host", urlsplit(origen).netloc.encode("latin-1"))]}


class ConexionVigilada(H11Protocol):
    """Conexión que anota si el sistema le aplicó TCP_NODELAY (sin él, cada respuesta tarda 40 ms más)."""

    sin_demora: ClassVar[bool | None] = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        enchufe = transport.get_extra_info("socket")
        ConexionVigilada.sin_demora = bool(enchufe.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        super().connection_made(transport)


def ajustes() -> dict[str, bool | None]:
    """Los tres ajustes de los que depende la rapidez: si rigen de verdad en este proceso."""
    return {
        "sin_demora_de_red": ConexionVigilada.sin_demora,
        "sin_vigilante_de_archivos": get_default_path_watcher_class() is NoOpPathWatcher,
        "sin_recolector_tras_guion": st.get_option("runner.postScriptGC") is False,
    }


def salud(_: Request) -> JSONResponse:
    """Versión, base, migraciones y ajustes; 503 cuando la base no responde o no está al día."""
    base = _base_responde()
    actual, esperada = migracion.estado() if base else (None, None)
    bien = base and actual == esperada
    contenido = {
        "estado": "bien" if bien else "mal",
        "version": VERSION,
        "base_de_datos": {"motor": conexion.motor().dialect.name, "responde": base},
        "migraciones": {"actual": actual, "esperada": esperada},
        "ajustes": ajustes(),
    }
    return JSONResponse(contenido, 200 if bien else 503, {"cache-control": "no-store"})


def _base_responde() -> bool:
    try:
        with conexion.motor().connect() as abierta:
            return abierta.execute(text("SELECT 1")).scalar() == 1
    except SQLAlchemyError:
        registro.exception("La base de datos no responde")
        return False


@asynccontextmanager
async def _vida(_: st.App) -> AsyncIterator[None]:
    for modulo in PESADOS:
        importlib.import_module(modulo)
    gc.collect()
    gc.freeze()
    yield
    conexion.cerrar()


def crear_aplicacion(opciones: Opciones, guion: Path = RAIZ / "app.py") -> st.App:
    """La aplicación ASGI: el guion de Streamlit, /salud y las dos puertas de entrada."""
    return st.App(
        guion,
        lifespan=_vida,
        routes=[Route("/salud", salud, methods=["GET"])],
        middleware=[Middleware(CabecerasDeSeguridad), Middleware(PuertaDeOrigen, opciones=opciones)],
    )


class Servidor(uvicorn.Server):
    """Uvicorn que, ya escuchando, se llama a sí mismo para comprobar los ajustes y anunciar su dirección."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        puerto: int = self.servers[0].sockets[0].getsockname()[1]
        await _llamar("127.0.0.1" if self.config.host in {"0.0.0.0", "::"} else self.config.host, puerto)  # noqa: S104
        for ajuste, rige in ajustes().items():
            if not rige:
                registro.error("AJUSTE SIN EFECTO: %s. La aplicación responderá mucho más lento.", ajuste)
        registro.info("Planificador en http://%s:%d", self.config.host, puerto)


async def _llamar(direccion: str, puerto: int) -> None:
    lector, escritor = await asyncio.open_connection(direccion, puerto)
    escritor.write(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    await lector.read()
    escritor.close()


def enchufar(direccion: str, puerto: int) -> socket.socket:
    """Toma el puerto con el protocolo TCP dicho: asyncio solo pone TCP_NODELAY a esas conexiones."""
    familia = socket.AF_INET6 if ":" in direccion else socket.AF_INET
    enchufe = socket.socket(familia, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":  # en Windows esta opción deja tomar un puerto que otro ya usa
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        enchufe.bind((direccion, puerto))
    except OSError as falla:
        enchufe.close()
        raise ErrorDeDominio(f"El puerto {puerto} de {direccion} está ocupado ({falla.strerror}).") from falla
    return enchufe


def servir(opciones: Opciones) -> None:
    """Migra la base, toma el puerto y atiende hasta que lo detengan."""
    os.chdir(RAIZ)
    migracion.migrar()
    enchufe = enchufar(opciones.direccion, opciones.puerto)
    if not ipaddress.ip_address(opciones.direccion).is_loopback:
        registro.warning("Escucha fuera de este equipo y sin cuentas: quien llegue puede cambiarlo todo.")
    configuracion = uvicorn.Config(
        crear_aplicacion(opciones),
        host=opciones.direccion,
        port=opciones.puerto,
        http=ConexionVigilada,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        forwarded_allow_ips=opciones.intermediarios,
        server_header=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
    )
    Servidor(configuracion).run([enchufe])


def principal(argumentos: Sequence[str] | None = None) -> int:
    """Punto de entrada: 0 al terminar bien, 1 con una frase cuando no se puede partir."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        servir(leer_opciones(sys.argv[1:] if argumentos is None else argumentos))
    except ErrorDeDominio as falla:
        registro.error("%s", falla)
        return 1
    except SQLAlchemyError as falla:
        registro.error("No se pudo abrir la base de datos: %s", str(falla).splitlines()[0])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(principal())
