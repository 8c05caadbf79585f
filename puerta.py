"""La puerta del servidor: qué peticiones entran y con qué cabeceras sale toda respuesta."""

import logging
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from paginas.componentes.respaldo.respaldos import BAJAR_SOLO


def _huellas_de_guiones() -> str:
    """Las de los guiones escritos dentro de una página: corren esos y ningún otro."""
    pagina = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
    escritos = re.findall(r"<script>(.*?)</script>", pagina + BAJAR_SOLO, re.DOTALL)
    huellas = (b64encode(sha256(escrito.encode()).digest()).decode() for escrito in escritos)
    return " ".join(f"'sha256-{huella}'" for huella in huellas)


registro = logging.getLogger("planificador.puerta")

CABECERAS = {
    # Streamlit pone estilos dentro de la página y carga el guion de un componente desde un blob:
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {_huellas_de_guiones()}",
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


ENCERRADA = "default-src 'none'; sandbox"
"""La política de un archivo ajeno: no corre, no se enmarca y no pide nada."""


class CabecerasDeSeguridad:
    """Pone las cabeceras de seguridad en toda respuesta, también en las de error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def enviar(mensaje: Message) -> None:
            if mensaje["type"] in {"http.response.start", "websocket.http.response.start"}:
                cabeceras = MutableHeaders(scope=mensaje)
                encerrada = cabeceras.get("content-security-policy") == ENCERRADA
                cabeceras.update(CABECERAS)
                if encerrada:
                    cabeceras["content-security-policy"] = ENCERRADA
            await send(mensaje)

        await self.app(scope, receive, enviar)


class PuertaDeOrigen:
    """Rechaza lo que llega para otro nombre de máquina o desde una página ajena.

    Va antes que el control de Streamlit, que admite cualquier puerto de este equipo y que ante un origen
    desconocido pregunta por Internet la dirección pública de la máquina.
    """

    def __init__(self, app: ASGIApp, nombres: frozenset[str], origenes: tuple[str, ...]) -> None:
        self.app = app
        self.nombres = nombres
        self.origenes = origenes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        cabeceras = Headers(scope=scope)
        anfitrion, origen = cabeceras.get("host", ""), cabeceras.get("origin")
        if _nombre(anfitrion) not in self.nombres:
            registro.warning("Rechazado: pedía por un nombre de máquina que no es el de aquí")
            await PlainTextResponse("Nombre de máquina desconocido.", 421)(scope, receive, send)
        elif origen is not None and not self._de_casa(origen, anfitrion):
            registro.warning("Rechazado: venía de una página ajena")
            await PlainTextResponse("Origen no permitido.", 403)(scope, receive, send)
        else:
            await self.app(_con_anfitrion_del(origen, scope), receive, send)

    def _de_casa(self, origen: str, anfitrion: str) -> bool:
        try:
            return origen.lower() in self.origenes or urlsplit(origen).netloc == anfitrion
        except ValueError:
            return False


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
