"""La página que recibe el navegador: la de Streamlit, en castellano y con nuestros estilos y guiones.

Van en ella y no en los mensajes de cada dibujo, donde costaban más que dibujar el cronograma; y como archivos
con su huella en el nombre, el navegador los pide una sola vez.
"""

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from paginas.componentes import estilos, marco

SIN_GUIONES = "<p>El planificador necesita JavaScript: actívelo en su navegador y vuelva a cargar.</p>"
CAMBIOS = (
    (r'<html lang="en">', '<html lang="es">'),
    (r"<title>.*?</title>", f"<title>{marco.TITULO}</title>"),
    (r"<noscript>.*?</noscript>", f"<noscript>{SIN_GUIONES}</noscript>"),
)
CONDICIONALES = {b"if-none-match", b"if-modified-since", b"range", b"if-range"}
MEDIOS = {"css": "text/css", "js": "text/javascript"}
PARA_SIEMPRE = {"cache-control": "public, max-age=31536000, immutable"}


PAGINAS_APARTE = frozenset({"/verificar"})
"""Las que no son de Streamlit, y se entregan como son."""


class PortadaPropia:
    """Entrega nuestra página donde Streamlit entregaría la suya; lo demás pasa sin cambios."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PAGINAS_APARTE:
            await self.app(scope, receive, send)
            return
        es_portada = False

        async def enviar(mensaje: Message) -> None:
            nonlocal es_portada
            if mensaje["type"] == "http.response.start":
                es_portada = _es_html(mensaje)
                if es_portada:
                    await send(_comienzo(mensaje))
                    cuerpo = b"" if scope["method"] == "HEAD" else portada()
                    await send({"type": "http.response.body", "body": cuerpo})
            if not es_portada:
                await send(mensaje)

        await self.app(_sin_condiciones(scope), receive, enviar)


@cache
def hojas() -> str:
    """Los estilos y la letra, para una página propia que no es de Streamlit."""
    letras = (Path(get_static_dir()) / "static" / "media").glob("SourceSansVF-Upright*.woff2")
    fuentes = "".join(
        f"<style>@font-face{{font-family:'Source Sans';src:url('/static/media/{letra.name}') format('woff2');"
        "font-weight:200 900}</style>"
        for letra in letras
    )
    return fuentes + "".join(_etiqueta(nombre, "/") for nombre in _propios() if nombre.endswith(".css"))


def rutas() -> list[Route]:
    """Los dos archivos que la portada pide."""
    return [Route("/propio/{archivo}", _propio, methods=["GET"])]


@cache
def portada() -> bytes:
    """La de Streamlit con lo nuestro al final, para que mande sobre sus estilos.

    RuntimeError si la de Streamlit ya no tiene dónde ponerlo: sin estilos la aplicación no se debe servir.
    """
    texto = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
    enlaces = "".join(_etiqueta(nombre) for nombre in _propios())
    for busca, pone in (*CAMBIOS, (r"</body>", f"{enlaces}</body>")):
        texto, veces = re.subn(busca, pone, texto, flags=re.DOTALL)
        if veces != 1:
            raise RuntimeError(f"La página de Streamlit no tiene «{busca}» una vez, sino {veces}.")
    return texto.encode()


@cache
def _propios() -> dict[str, tuple[str, str]]:
    """Lo que se entrega por cada nombre: su contenido y su tipo."""
    cuerpos = ((estilos.hoja(), "css"), (estilos.guiones(), "js"))
    return {f"planificador.{_huella(cuerpo)}.{tipo}": (cuerpo, tipo) for cuerpo, tipo in cuerpos}


def _huella(cuerpo: str) -> str:
    return blake2b(cuerpo.encode(), digest_size=8).hexdigest()


def _etiqueta(nombre: str, desde: str = "./") -> str:
    if nombre.endswith(".css"):
        return f'<link rel="stylesheet" href="{desde}propio/{nombre}">'
    return f'<script defer src="{desde}propio/{nombre}"></script>'


def _propio(pedido: Request) -> Response:
    nombre = pedido.path_params["archivo"]
    if nombre not in _propios():
        return Response(status_code=404)
    cuerpo, tipo = _propios()[nombre]
    return Response(cuerpo, headers=PARA_SIEMPRE, media_type=MEDIOS[tipo])


def _es_html(comienzo: Message) -> bool:
    tipo = MutableHeaders(scope=comienzo).get("content-type", "")
    return comienzo["status"] == 200 and tipo.startswith("text/html")


def _comienzo(mensaje: Message) -> Message:
    cabeceras = MutableHeaders(scope=mensaje)
    for nombre in ("etag", "last-modified", "content-encoding", "accept-ranges"):
        del cabeceras[nombre]
    cabeceras["content-length"] = str(len(portada()))
    return mensaje


def _sin_condiciones(scope: Scope) -> Scope:
    """Sin preguntar si cambió la de Streamlit: la nuestra puede haber cambiado y aquella no."""
    nombre = scope["path"].rpartition("/")[2]
    pagina = "." not in nombre or nombre.endswith(".html")
    if not pagina:
        return scope
    return {**scope, "headers": [par for par in scope["headers"] if par[0] not in CONDICIONALES]}
