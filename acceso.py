"""La entrada con cuenta: las páginas que ponen la sesión, y la puerta que la pide en todo lo demás."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import wraps
from urllib.parse import quote, urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from datos import publicaciones
from datos.conexion import lectura
from datos.cuentas import enlaces, personas, sesiones
from modelos.cuentas import DURACION
from modelos.errores import ErrorDeDominio
from modelos.paises import Pais
from paginas.componentes.acceso import formularios
from paginas.componentes.identidad import TESTIGO, nombre_de_galleta
from paginas.componentes.publico import pagina as publico
from portada import hojas

PRUEBA = "planificador_formulario"
"""Galleta que prueba que el formulario lo entregó este servidor a este navegador."""
LIBRES = frozenset({"/salud", "/_stcore/health"})
ARCHIVOS_LIBRES = ("/propio/", "/static/")
"""Lo que además de la entrada se entrega sin cuenta: si el servidor vive, y archivos iguales para todos."""
DE_ESTE_EQUIPO = frozenset({"localhost", "127.0.0.1", "::1"})
CAMPO_MAS_LARGO = 2_000
SIN_GUARDAR = {"cache-control": "no-store"}

registro = logging.getLogger("planificador.acceso")

Respuesta = Callable[[Request], Awaitable[Response]]


class PuertaDeCuentas:
    """Sin cuentas atiende solo a este equipo; con cuentas, a quien tiene una sesión que sigue abierta."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or _es_libre(scope["path"]):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http" and any(
            ruta.matches(scope)[0] is not Match.NONE for ruta in ENTRADA.routes
        ):
            await ENTRADA(scope, receive, send)
            return
        pedido = HTTPConnection(scope)
        if await run_sync(_puede_pasar, pedido):
            await self.app(scope, receive, send)
            return
        await _mandar_a_entrar(pedido)(scope, receive, send)


def _es_libre(camino: str) -> bool:
    return camino in LIBRES or camino.startswith(ARCHIVOS_LIBRES)


def _puede_pasar(pedido: HTTPConnection) -> bool:
    if not _hay_cuentas():
        return _es_de_este_equipo(pedido)
    testigo = _galleta(pedido, TESTIGO)
    return bool(testigo) and sesiones.reconocer(testigo, datetime.now(UTC)) is not None


def _es_de_este_equipo(pedido: HTTPConnection) -> bool:
    """Por su nombre y por la dirección de quien llama, que un intermediario dice en sus cabeceras."""
    llama = pedido.client.host if pedido.client else ""
    return pedido.url.hostname in DE_ESTE_EQUIPO and llama in DE_ESTE_EQUIPO


def _mandar_a_entrar(pedido: HTTPConnection) -> Response:
    pide_pagina = pedido.scope.get("method") == "GET" and "text/html" in pedido.headers.get("accept", "")
    if not pide_pagina:
        return PlainTextResponse("Su sesión terminó. Vuelva a entrar.", 401, SIN_GUARDAR)
    consulta = f"?{pedido.url.query}" if pedido.url.query else ""
    return RedirectResponse(f"/entrar?volver={quote(pedido.url.path + consulta)}", 303, SIN_GUARDAR)


def _con_prueba(atender: Callable[[Request, FormData], Response]) -> Respuesta:
    """Solo con galleta y campo iguales; y fuera del bucle, que comprobar una clave tarda a propósito."""

    @wraps(atender)
    async def responder(pedido: Request) -> Response:
        try:
            formulario = await pedido.form(max_files=0, max_fields=20, max_part_size=CAMPO_MAS_LARGO)
        except (HTTPException, MultiPartException):
            return _nada(pedido, "Lo que llegó es demasiado largo o no es de este formulario.", 413)
        galleta, campo = _galleta(pedido, PRUEBA), _texto(formulario, "prueba")
        if not galleta or not secrets.compare_digest(galleta.encode(), campo.encode()):
            registro.warning("Formulario sin la prueba de haberlo pedido: %s", pedido.scope["route"].path)
            return _nada(pedido, "La página llevaba mucho tiempo abierta.", 400)
        return await run_sync(atender, pedido, formulario)

    return responder


def _nada(pedido: Request, por_que: str, estado: int) -> Response:
    cuerpo = formularios.aviso(f"{por_que} No se hizo nada.", "Volver", "/")
    return _pagina(pedido, "Vuelva a intentarlo", cuerpo, estado)


def _texto(formulario: FormData, campo: str) -> str:
    valor = formulario.get(campo)
    return valor[:CAMPO_MAS_LARGO] if isinstance(valor, str) else ""


def _prueba(pedido: Request) -> str:
    return _galleta(pedido, PRUEBA) or secrets.token_urlsafe(32)


def _con_tls(pedido: HTTPConnection) -> bool:
    return pedido.url.scheme in {"https", "wss"}


def _galleta(pedido: HTTPConnection, nombre: str) -> str:
    return pedido.cookies.get(nombre_de_galleta(nombre, con_tls=_con_tls(pedido)), "")


def _pagina(pedido: Request, titulo: str, cuerpo: str, estado: int = 200, prueba: str = "") -> Response:
    respuesta = HTMLResponse(formularios.pagina(titulo, cuerpo, hojas()), estado, SIN_GUARDAR)
    if prueba:
        _poner(respuesta, pedido, PRUEBA, prueba, "strict")
    return respuesta


def _poner(respuesta: Response, pedido: Request, nombre: str, valor: str, sitio: str) -> None:
    respuesta.set_cookie(
        nombre_de_galleta(nombre, con_tls=_con_tls(pedido)),
        valor,
        max_age=int(DURACION.total_seconds()) if valor else 0,
        httponly=True,
        secure=_con_tls(pedido),
        samesite="strict" if sitio == "strict" else "lax",
    )


def _con_sesion(pedido: Request, testigo: str, adonde: str) -> Response:
    """Dentro, y sin la sesión que este navegador tuviera abierta: un testigo nuevo termina el anterior."""
    _cerrar_la_suya(pedido)
    registro.info("Entró la persona %s", _de_quien(testigo))
    respuesta = RedirectResponse(adonde, 303, SIN_GUARDAR)
    _poner(respuesta, pedido, TESTIGO, testigo, "lax")
    _poner(respuesta, pedido, PRUEBA, "", "strict")
    return respuesta


def _cerrar_la_suya(pedido: Request) -> None:
    ahora = datetime.now(UTC)
    quien = sesiones.reconocer(_galleta(pedido, TESTIGO), ahora)
    if quien is not None and quien.persona_id is not None:
        sesiones.cerrar(quien.persona_id, ahora, sesion_id=quien.sesion_id)


def _de_quien(testigo: str) -> int | None:
    quien = sesiones.reconocer(testigo, datetime.now(UTC))
    return quien.persona_id if quien else None


def _desde(pedido: Request) -> tuple[str, str]:
    """De qué dirección y con qué navegador llega."""
    return (pedido.client.host if pedido.client else "", pedido.headers.get("user-agent", ""))


def _adonde(volver: str) -> str:
    """Una dirección de aquí mismo; a otro sitio no se manda a nadie."""
    try:
        partes = urlsplit(volver)
    except ValueError:
        return "/"
    propia = volver.startswith("/") and not volver.startswith(("//", "/\\")) and volver.isprintable()
    return volver if propia and not partes.scheme and not partes.netloc else "/"


def _hay_cuentas() -> bool:
    with lectura() as sesion:
        return sesiones.hay_cuentas(sesion)


def _ver_entrar(pedido: Request) -> Response:
    if not _hay_cuentas():
        return RedirectResponse("/comenzar", 303, SIN_GUARDAR)
    prueba = _prueba(pedido)
    cuerpo = formularios.entrar(prueba, _adonde(pedido.query_params.get("volver", "/")))
    return _pagina(pedido, "Entrar", cuerpo, prueba=prueba)


def _entrar(pedido: Request, formulario: FormData) -> Response:
    correo, volver = _texto(formulario, "correo"), _adonde(_texto(formulario, "volver"))
    try:
        testigo = sesiones.entrar(correo, _texto(formulario, "clave"), datetime.now(UTC), *_desde(pedido))
    except ErrorDeDominio as error:
        registro.warning("Entrada negada: la clave no es, o se probó muchas veces")
        prueba = _prueba(pedido)
        cuerpo = formularios.entrar(prueba, volver, correo, str(error))
        return _pagina(pedido, "Entrar", cuerpo, 401, prueba)
    return _con_sesion(pedido, testigo, volver)


def _ver_salir(pedido: Request) -> Response:
    prueba = _prueba(pedido)
    cuerpo = formularios.salir(prueba)
    return _pagina(pedido, "Salir", cuerpo, prueba=prueba)


def _salir(pedido: Request, _: FormData) -> Response:
    _cerrar_la_suya(pedido)
    respuesta = RedirectResponse("/entrar", 303, {**SIN_GUARDAR, "clear-site-data": '"cache", "storage"'})
    _poner(respuesta, pedido, TESTIGO, "", "lax")
    return respuesta


def _ver_comenzar(pedido: Request) -> Response:
    if _hay_cuentas():
        return RedirectResponse("/entrar", 303, SIN_GUARDAR)
    if not _es_de_este_equipo(pedido):
        return PlainTextResponse("La primera cuenta se crea en el equipo mismo.", 403, SIN_GUARDAR)
    prueba = _prueba(pedido)
    return _pagina(pedido, "Crear la primera cuenta", formularios.comenzar(prueba, {}), prueba=prueba)


def _comenzar(pedido: Request, formulario: FormData) -> Response:
    escrito = {campo: _texto(formulario, campo) for campo in ("municipalidad", "pais", "nombre", "correo")}
    oficina = (
        escrito["municipalidad"],
        escrito["pais"] if escrito["pais"] in set(Pais) else Pais.CHILE.value,
    )
    try:
        if not _es_de_este_equipo(pedido):
            raise ErrorDeDominio("La primera cuenta se crea en el equipo mismo.")
        testigo = personas.comenzar(
            escrito["nombre"],
            escrito["correo"],
            _texto(formulario, "clave"),
            oficina,
            datetime.now(UTC),
            _desde(pedido),
        )
    except ErrorDeDominio as error:
        prueba = _prueba(pedido)
        cuerpo = formularios.comenzar(prueba, escrito, str(error))
        return _pagina(pedido, "Crear la primera cuenta", cuerpo, 400, prueba)
    return _con_sesion(pedido, testigo, "/municipalidad?comienzo=1")


def _ver_clave(pedido: Request) -> Response:
    testigo = pedido.path_params["testigo"]
    try:
        de_quien = enlaces.mirar(testigo, datetime.now(UTC))
    except ErrorDeDominio as error:
        return _pagina(
            pedido, "Enlace sin uso", formularios.aviso(str(error), "Ir a la entrada", "/entrar"), 410
        )
    prueba = _prueba(pedido)
    cuerpo = formularios.clave(prueba, testigo, de_quien.nombre, de_quien.correo)
    return _pagina(pedido, "Poner la clave", cuerpo, prueba=prueba)


def _clave(pedido: Request, formulario: FormData) -> Response:
    testigo, ahora = pedido.path_params["testigo"], datetime.now(UTC)
    try:
        de_quien = enlaces.mirar(testigo, ahora)
    except ErrorDeDominio as error:
        return _pagina(
            pedido, "Enlace sin uso", formularios.aviso(str(error), "Ir a la entrada", "/entrar"), 410
        )
    try:
        nueva = enlaces.usar(testigo, _texto(formulario, "clave"), ahora, *_desde(pedido))
    except ErrorDeDominio as error:
        prueba = _prueba(pedido)
        cuerpo = formularios.clave(prueba, testigo, de_quien.nombre, de_quien.correo, str(error))
        return _pagina(pedido, "Poner la clave", cuerpo, 400, prueba)
    return _con_sesion(pedido, nueva, "/")


def _publicado(pedido: Request) -> Response:
    """Un plan publicado, o que no lo hay; es para cualquiera, y no mira ni pone galletas."""
    with lectura() as sesion:
        leido = publicaciones.leer(sesion, pedido.path_params["codigo"])
    if leido is None:
        aviso = "Esta dirección no muestra ningún plan: puede estar mal escrita, o ya no se publica."
        cuerpo = f"<p>{aviso} Pídala a la municipalidad.</p>"
        return HTMLResponse(formularios.pagina("No hay nada aquí", cuerpo, hojas()), 404, SIN_GUARDAR)
    return HTMLResponse(publico.dibujar(*leido, hojas()), headers={"cache-control": "no-cache"})


ENTRADA = Router(
    routes=[
        Route("/entrar", _ver_entrar, methods=["GET"]),
        Route("/entrar", _con_prueba(_entrar), methods=["POST"]),
        Route("/salir", _ver_salir, methods=["GET"]),
        Route("/salir", _con_prueba(_salir), methods=["POST"]),
        Route("/comenzar", _ver_comenzar, methods=["GET"]),
        Route("/comenzar", _con_prueba(_comenzar), methods=["POST"]),
        Route("/publico/{codigo}", _publicado, methods=["GET"]),
        Route("/clave/{testigo}", _ver_clave, methods=["GET"]),
        Route("/clave/{testigo}", _con_prueba(_clave), methods=["POST"]),
    ]
)
"""Las páginas de la entrada; se atienden aquí, antes de lo que es de Streamlit."""
