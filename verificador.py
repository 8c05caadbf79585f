"""La página «Verificar un expediente»: recibe un ZIP, sin tenerlo en memoria, y dice si está intacto."""

import shutil
import tempfile
from html import escape

from anyio import CapacityLimiter, WouldBlock
from anyio.to_thread import run_sync
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from datos.expediente.verificacion import verificar
from modelos.expediente.veredicto import Veredicto
from paginas.componentes.acceso import formularios
from portada import hojas

MAXIMO = 8 * 1024**3  # bytes: el triple del mayor expediente previsto
ABIERTO_MAXIMO = 2 * MAXIMO
A_LA_VEZ = CapacityLimiter(4)
"""Los que se reciben a la vez, cada uno en el disco mientras llega; se leen de a uno, por `LECTOR`."""
LECTOR = CapacityLimiter(1)
EN_SU_EQUIPO = (
    "Verifíquelo en su propio equipo, como dice el VERIFICAR.txt que va dentro del expediente, "
    "o pida a quien administra la instalación que libere espacio."
)
A_LA_VISTA = 50
CABECERAS = {"cache-control": "no-store"}
FORMULARIO = (
    "<p>Suba el archivo .zip tal como lo recibió. No se guarda: se lee y se olvida.</p>"
    '<form method="post" action="/verificar" enctype="multipart/form-data">'
    '<p><label>Archivo<br><input type="file" name="archivo" accept=".zip" required></label></p>'
    '<button type="submit">Verificar</button></form><p class="tenue"><a href="/expediente">Volver</a></p>'
)


def _pagina(cuerpo: str, estado: int = 200) -> Response:
    return HTMLResponse(formularios.pagina("Verificar un expediente", cuerpo, hojas()), estado, CABECERAS)


def _ver(_: Request) -> Response:
    return _pagina(FORMULARIO)


async def recibir(pedido: Request) -> Response:
    """La respuesta a lo que se subió, o por qué no se recibe."""
    pesa = pedido.headers.get("content-length", "")
    if not pesa.isdecimal():  # sin decir cuánto es, no se sabe dónde parar
        return _pagina(f"<p>El navegador no dijo cuánto pesa el archivo.</p>{FORMULARIO}", 411)
    if int(pesa) > MAXIMO:
        return _pagina(f"<p>El archivo pesa más de lo que aquí se revisa.</p>{FORMULARIO}", 413)
    if int(pesa) > shutil.disk_usage(tempfile.gettempdir()).free // 2:
        return _pagina(f"<p>Ahora no hay lugar en el servidor para recibirlo. {EN_SU_EQUIPO}</p>", 507)
    try:
        A_LA_VEZ.acquire_on_behalf_of_nowait(pedido)
    except WouldBlock:
        return _pagina(f"<p>Se están verificando otros. Espere unos minutos.</p>{FORMULARIO}", 503)
    try:
        return await _verificar(pedido)
    finally:
        A_LA_VEZ.release_on_behalf_of(pedido)


async def _verificar(pedido: Request) -> Response:
    try:
        async with pedido.form(max_files=1, max_fields=1) as formulario:
            subido = formulario.get("archivo")
            if not isinstance(subido, UploadFile) or not subido.size:
                return _pagina(f"<p>No llegó ningún archivo. Elija uno.</p>{FORMULARIO}", 400)
            veredicto = await run_sync(verificar, subido.file, ABIERTO_MAXIMO, limiter=LECTOR)
            return _pagina(_dicho(veredicto, subido.filename or "") + FORMULARIO)
    except (HTTPException, MultiPartException):
        return _pagina(f"<p>Lo que llegó no es de este formulario.</p>{FORMULARIO}", 400)


def _dicho(veredicto: Veredicto, nombre: str) -> str:
    """El resultado, la huella para comparar con el recibo, y qué se encontró."""
    hallados = "".join(f"<li>{escape(uno.frase)}</li>" for uno in veredicto.hallazgos[:A_LA_VISTA])
    mas = len(veredicto.hallazgos) - A_LA_VISTA
    resto = f"<p>Y {mas} más.</p>" if mas > 0 else ""
    huella = (
        f"<p>SHA-256 del archivo, para comparar con el recibo:<br><code>{veredicto.sha256}</code></p>"
        if veredicto.sha256
        else ""
    )
    estado = veredicto.estado
    return (
        f'<section class="veredicto {estado.value}"><h2>{estado.simbolo} {estado.etiqueta}</h2>'
        f"<p>{escape(nombre)}</p><p>{escape(veredicto.frase)} {escape(estado.significado)}</p>"
        f"<ul>{hallados}</ul>{resto}{huella}</section>"
    )


def rutas() -> list[Route]:
    """El formulario y su respuesta."""
    return [
        Route("/verificar", _ver, methods=["GET"]),
        Route("/verificar", recibir, methods=["POST"]),
    ]
