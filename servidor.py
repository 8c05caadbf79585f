"""El servidor: la aplicación de Streamlit con sus ajustes comprobados, /salud y cabeceras de seguridad."""

import asyncio
import gc
import importlib
import ipaddress
import logging
import os
import secrets
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
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime import runtime as bucle
from streamlit.watcher.path_watcher import NoOpPathWatcher, get_default_path_watcher_class
from uvicorn.protocols.http.h11_impl import H11Protocol

import entrega
import sucesos
import verificador
from acceso import PuertaDeCuentas
from datos import conexion, instalacion, migracion, planes_de_ejemplo
from datos.cuentas import sesiones
from datos.orden import Orden
from datos.respaldo import automatico, rescate
from datos.respaldo.guardian import Guardian
from modelos.errores import ErrorDeDominio
from paginas.componentes import estilos, mensajes, reloj
from portada import PortadaPropia, portada, rutas
from puerta import CabecerasDeSeguridad, PuertaDeOrigen

RAIZ = Path(__file__).resolve().parent
VERSION: str = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PUERTO = 8501
PAUSA_ENTRE_ENVIOS = 0.001  # segundos
_ENTRE_ENVIOS = "MESSAGE_FLUSH_INTERVAL_SECS"
"""Cómo la llama Streamlit; no es una de sus opciones, y por eso `ajustes` comprueba que la lea."""
PESADOS = (
    "pandas",
    "pyarrow",
    "python_calamine",
    "rapidfuzz",
    "babel.numbers",
    "plotly.graph_objs",
    "plotly.io",
    "streamlit.proto.ForwardMsg_pb2",
)
"""Bibliotecas que se cargan antes del primer visitante, no con él."""

registro = logging.getLogger("planificador")


@dataclass(frozen=True)
class Opciones:
    """Dónde escucha y desde qué direcciones públicas se acepta que lo llamen."""

    puerto: int = PUERTO
    direccion: str = "127.0.0.1"
    origenes: tuple[str, ...] = ()
    intermediarios: str = "127.0.0.1"
    ejemplos: bool = False

    @property
    def nombres(self) -> frozenset[str]:
        """Nombres de máquina admitidos en Host: los de este equipo y los públicos declarados."""
        publicos = (urlsplit(origen).hostname or "" for origen in self.origenes)
        return frozenset({"localhost", "127.0.0.1", "::1", *publicos})


def leer_opciones(argumentos: Sequence[str]) -> Opciones:
    """Puerto por argumento; lo demás por variables de entorno (véase docs/servidor.md)."""
    analizador = Orden(description="Sirve el planificador.")
    analizador.add_argument("--puerto", type=int, default=PUERTO, help="0 toma uno libre")
    analizador.add_argument("--ejemplos", action="store_true", help="carga los planes de ejemplo que falten")
    pedido = analizador.parse_args(argumentos)
    if pedido.puerto not in range(65_536):
        raise ErrorDeDominio(f"El puerto {pedido.puerto} no existe: van de 0 a 65535.")
    origenes = os.environ.get("PLANIFICADOR_ORIGENES", "").replace(",", " ").split()
    return Opciones(
        puerto=pedido.puerto,
        ejemplos=pedido.ejemplos,
        direccion=_direccion_valida(os.environ.get("PLANIFICADOR_DIRECCION") or "127.0.0.1"),
        origenes=tuple(_origen_valido(origen) for origen in origenes),
        intermediarios=os.environ.get("PLANIFICADOR_INTERMEDIARIOS") or "127.0.0.1",
    )


def _direccion_valida(direccion: str) -> str:
    try:
        return str(ipaddress.ip_address(direccion))
    except ValueError:
        raise ErrorDeDominio(
            f"PLANIFICADOR_DIRECCION tiene «{direccion}»; se espera una dirección IP, como 127.0.0.1"
        ) from None


def _origen_valido(origen: str) -> str:
    partes = urlsplit(origen)
    if partes.scheme not in {"http", "https"} or not partes.hostname or partes.path.strip("/"):
        raise ErrorDeDominio(
            f"PLANIFICADOR_ORIGENES tiene «{origen}»; se espera algo como https://plan.municipalidad.cl"
        )
    return f"{partes.scheme}://{partes.netloc}".lower()


class ConexionVigilada(H11Protocol):
    """Conexión que anota si el sistema le aplicó TCP_NODELAY (sin él, cada respuesta tarda 40 ms más)."""

    sin_demora: ClassVar[bool | None] = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        enchufe = transport.get_extra_info("socket")
        ConexionVigilada.sin_demora = bool(enchufe.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        super().connection_made(transport)


def ajustes() -> dict[str, bool | None]:
    """Los ajustes de los que depende la rapidez: si rigen de verdad en este proceso."""
    return {
        "sin_demora_de_red": ConexionVigilada.sin_demora,
        "sin_vigilante_de_archivos": get_default_path_watcher_class() is NoOpPathWatcher,
        "sin_recolector_tras_guion": st.get_option("runner.postScriptGC") is False,
        "envios_seguidos": getattr(bucle, _ENTRE_ENVIOS, None) == PAUSA_ENTRE_ENVIOS
        and _ENTRE_ENVIOS in bucle.Runtime._loop_coroutine.__code__.co_names,
    }


def advertir_ajustes() -> None:
    """Dice fuerte, en el registro, qué ajuste de rapidez no tuvo efecto."""
    for ajuste, rige in ajustes().items():
        if not rige:
            registro.error("AJUSTE SIN EFECTO: %s. La aplicación responderá mucho más lento.", ajuste)


def salud(_: Request) -> JSONResponse:
    """Versión, base, migraciones y ajustes; 503 cuando la base no responde o no está al día."""
    esquema = _esquema()
    base, (actual, esperada) = esquema is not None, esquema or (None, None)
    bien = base and actual == esperada
    contenido = {
        "estado": "bien" if bien else "mal",
        "version": VERSION,
        "base_de_datos": {"motor": conexion.motor().dialect.name, "responde": base},
        "migraciones": {"actual": actual, "esperada": esperada},
        "ajustes": ajustes(),
    }
    return JSONResponse(contenido, 200 if bien else 503, {"cache-control": "no-store"})


def _esquema() -> migracion.EstadoEsquema | None:
    """El esquema de la base, leído de ella; None si no responde o está dañada."""
    try:
        return migracion.estado()
    except SQLAlchemyError:
        registro.exception("La base de datos no responde")
        return None


@asynccontextmanager
async def _vida(_: st.App) -> AsyncIterator[None]:
    for modulo in PESADOS:
        importlib.import_module(modulo)
    gc.collect()
    gc.freeze()
    guardian = Guardian()
    guardian.empezar()
    yield
    await asyncio.to_thread(guardian.detener)
    conexion.cerrar()


def explicar_falla(falla: Exception) -> bool:
    """En vez del aviso en inglés de Streamlit: qué pasó, qué no se perdió y un número para hallarlo."""
    numero = secrets.token_hex(3)
    registro.error("Falla %s en una pantalla", numero, exc_info=falla)
    mensajes.rechazar(_que_paso(falla, numero))
    return True


def _que_paso(falla: Exception, numero: str) -> str:
    if isinstance(falla, ErrorDeDominio):
        return str(falla)
    if motivo := rescate.motivo(falla):
        return f"No se pudo mostrar esta pantalla: {motivo} Quedó anotado con el número {numero}."
    return (
        f"Esta pantalla falló y quedó anotado con el número {numero}. "
        "Lo que ya estaba guardado no se perdió. "
        "Vuelva a cargar la página; si se repite, dé ese número a quien mantiene el planificador."
    )


def enviar_seguido() -> None:
    """Streamlit junta cinco milisegundos de mensajes antes de cada envío: una pantalla espera dos o tres."""
    setattr(bucle, _ENTRE_ENVIOS, PAUSA_ENTRE_ENVIOS)


def crear_aplicacion(opciones: Opciones, guion: Path = RAIZ / "app.py") -> st.App:
    """La aplicación ASGI: el guion de Streamlit en nuestra página, /salud y las dos puertas de entrada.

    RuntimeError si la página de Streamlit cambió de forma: mejor no partir que servir sin estilos.
    """
    portada()
    enviar_seguido()
    estilos.EN_LA_PAGINA.set()
    return st.App(
        guion,
        lifespan=_vida,
        on_script_error=explicar_falla,
        routes=[Route("/salud", salud, methods=["GET"]), *rutas(), *entrega.rutas(), *verificador.rutas()],
        middleware=[
            Middleware(CabecerasDeSeguridad),
            Middleware(PuertaDeOrigen, nombres=opciones.nombres, origenes=opciones.origenes),
            Middleware(PuertaDeCuentas),
            Middleware(PortadaPropia),
        ],
    )


class Servidor(uvicorn.Server):
    """Uvicorn que, ya escuchando, se llama a sí mismo para comprobar los ajustes y anunciar su dirección."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        puerto: int = self.servers[0].sockets[0].getsockname()[1]
        await _llamar("127.0.0.1" if self.config.host in {"0.0.0.0", "::"} else self.config.host, puerto)  # noqa: S104
        advertir_ajustes()
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


def cargar_ejemplos() -> None:
    """Importa los planes de ejemplo que aún no estén."""
    for documento, importado in planes_de_ejemplo.cargar(reloj.hoy()):
        registro.info("Ejemplo %s: %s", documento, "cargado" if importado else "ya estaba")


def comprobar_cuentas(opciones: Opciones) -> None:
    """ErrorDeDominio si escucharía fuera de este equipo sin que haya cuentas."""
    if ipaddress.ip_address(opciones.direccion).is_loopback:
        return
    with conexion.lectura() as sesion:
        if not sesiones.hay_cuentas(sesion):
            raise ErrorDeDominio(
                f"Sin cuentas solo se atiende a este equipo, y se pidió escuchar en {opciones.direccion}. "
                "Arranque sin PLANIFICADOR_DIRECCION, cree la primera cuenta en «Personas» y vuelva a partir."
            )


def servir(opciones: Opciones) -> None:
    """Migra la base, toma el puerto y atiende hasta que lo detengan."""
    os.chdir(RAIZ)
    automatico.politica()
    migracion.migrar()
    if riesgo := instalacion.riesgo():
        registro.warning(riesgo)
    if opciones.ejemplos:
        cargar_ejemplos()
    comprobar_cuentas(opciones)
    enchufe = enchufar(opciones.direccion, opciones.puerto)
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
    sucesos.preparar()
    try:
        servir(leer_opciones(sys.argv[1:] if argumentos is None else argumentos))
    except ErrorDeDominio as falla:
        registro.error("%s", falla)
        return 1
    except KeyboardInterrupt:
        registro.info("Detenido.")
    except SQLAlchemyError as falla:
        registro.error("No se pudo abrir la base de datos: %s", rescate.motivo(falla) or falla.code)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(principal())
