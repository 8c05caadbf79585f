"""Los archivos de evidencia que salen: en flujo, con el permiso de quien pide, y nunca como página."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from datos import almacen, permisos
from datos.certificacion import entregas
from datos.certificacion.entregas import PorEntregar
from datos.conexion import lectura
from datos.cuentas import sesiones
from datos.evidencias import imagenes, pdf_aparte
from datos.expediente import armado
from modelos.archivos import TipoDeArchivo
from modelos.cuentas import LOCAL, Identidad
from modelos.errores import ErrorDeDominio
from modelos.permisos import Permiso
from modelos.tabla import ENTERO_MAXIMO
from paginas.componentes.evidencias.archivos import CAMINO, CAMINO_DE_RESOLUCION
from paginas.componentes.expediente.hechos import CAMINO as CAMINO_DE_EXPEDIENTE
from paginas.componentes.identidad import TESTIGO, nombre_de_galleta
from puerta import ENCERRADA

LADO_DE_MINIATURA = 256  # píxeles: el doble de lo que ocupa, para las pantallas densas
LADO_DE_VISTA = 1100
SIN_GUARDAR = {"cache-control": "no-store"}
GUARDABLE = {"cache-control": "private, max-age=3600", "vary": "cookie"}
SIN_COMPRIMIR = {"content-security-policy": ENCERRADA, "content-encoding": "identity"}
"""Un archivo va como está: Streamlit comprimiría de nuevo lo que ya lo está, y no se sabría cuánto falta."""

_DE_A_DOS = CapacityLimiter(2)
"""Una biblioteca pide sus miniaturas todas juntas, y dibujar cada una ocupa un procesador y su memoria.

Las que esperan no ocupan ninguno de los hilos que atienden lo demás.
"""

registro = logging.getLogger("planificador.entrega")


class Visto(NamedTuple):
    """Una imagen hecha por nosotros de lo que el archivo muestra."""

    contenido: bytes
    mime: str


def quien_pide(pedido: HTTPConnection) -> Identidad:
    """La de la sesión con que se entró; la puerta ya comprobó que sigue abierta."""
    with lectura() as sesion:
        if not sesiones.hay_cuentas(sesion):
            return Identidad(LOCAL)
    con_tls = pedido.url.scheme == "https"
    testigo = pedido.cookies.get(nombre_de_galleta(TESTIGO, con_tls=con_tls), "")
    quien = sesiones.reconocer(testigo, datetime.now(UTC))
    if quien is None:
        raise ErrorDeDominio("Su sesión terminó. Vuelva a entrar.")
    return quien


def _por_entregar(pedido: Request) -> PorEntregar | None:
    quien = quien_pide(pedido)
    with lectura() as sesion:
        hallado = entregas.buscar(sesion, pedido.path_params["revision"], quien)
    if hallado is None:
        registro.warning("Negado un archivo de evidencia a la persona %s", quien.persona_id)
    return hallado


def _no_hay() -> Response:
    """Lo mismo si no existe que si no le toca: no se revela cuál."""
    return PlainTextResponse("Ese archivo no está, o su rol no lo abre.", 404, SIN_GUARDAR)


def _bajar(pedido: Request) -> Response:
    return _adjunto(pedido, _por_entregar)


def _resolucion(pedido: Request) -> Response:
    """La de un nivel ya otorgado."""

    def buscar(pedido: Request) -> PorEntregar | None:
        with lectura() as sesion:
            return entregas.buscar_resolucion(sesion, pedido.path_params["otorgado"], quien_pide(pedido))

    return _adjunto(pedido, buscar)


def _adjunto(pedido: Request, buscar: Callable[[Request], PorEntregar | None]) -> Response:
    try:
        hallado = buscar(pedido)
        if hallado is None:
            return _no_hay()
        partes = _comprobadas(almacen.leer_por_partes(hallado.sha256))
        primera = next(partes, b"")
    except ErrorDeDominio as error:
        return PlainTextResponse(str(error), 410, SIN_GUARDAR)
    return StreamingResponse(
        chain([primera], _hasta_el_final(partes)),
        media_type="application/octet-stream",
        headers={
            **SIN_COMPRIMIR,
            **_se_guarda(hallado),
            "content-length": str(hallado.tamano),
            "content-disposition": f"attachment; filename*=UTF-8''{quote(hallado.nombre, safe='')}",
        },
    )


def _comprobadas(partes: Iterator[bytes]) -> Iterator[bytes]:
    """Cada una cuando ya está la que sigue: la última sale si todo era lo que se guardó, y nunca antes."""
    anterior = next(partes, b"")
    for parte in partes:
        yield anterior
        anterior = parte
    yield anterior


def _hasta_el_final(partes: Iterator[bytes]) -> Iterator[bytes]:
    """Si al terminar no es lo que se guardó, la conexión se corta: el navegador no lo da por bajado."""
    try:
        yield from partes
    except ErrorDeDominio:
        registro.exception("Un archivo de evidencia está alterado")
        raise


def _se_guarda(hallado: PorEntregar) -> Mapping[str, str]:
    """Si el navegador puede guardarlo una hora, para esa sesión: lo reservado no queda en el equipo."""
    return SIN_GUARDAR if hallado.confidencial else GUARDABLE


async def _miniatura(pedido: Request) -> Response:
    return await run_sync(_imagen, pedido, LADO_DE_MINIATURA, 0, limiter=_DE_A_DOS)


async def _vista(pedido: Request) -> Response:
    pagina = pedido.path_params["pagina"] - 1
    return await run_sync(_imagen, pedido, LADO_DE_VISTA, pagina, limiter=_DE_A_DOS)


def _imagen(pedido: Request, lado: int, pagina: int) -> Response:
    try:
        hallado = _por_entregar(pedido)
        visto = _dibujar(hallado, lado, pagina) if hallado else None
    except ErrorDeDominio as error:
        return PlainTextResponse(str(error), 410, SIN_GUARDAR)
    if hallado is None or visto is None:
        return _no_hay()
    cabeceras = {"content-security-policy": ENCERRADA, **_se_guarda(hallado)}
    return Response(visto.contenido, media_type=visto.mime, headers=cabeceras)


def _dibujar(hallado: PorEntregar, lado: int, pagina: int) -> Visto | None:
    if lado == LADO_DE_MINIATURA:
        return _en_chico(hallado.sha256, hallado.tipo)
    return _en_grande(hallado.sha256, hallado.tipo, pagina if hallado.tipo == TipoDeArchivo.PDF else 0)


@lru_cache(maxsize=512)
def _en_chico(sha256: str, tipo: str) -> Visto | None:
    return _hacer(sha256, tipo, LADO_DE_MINIATURA, 0)


@lru_cache(maxsize=24)
def _en_grande(sha256: str, tipo: str, pagina: int) -> Visto | None:
    return _hacer(sha256, tipo, LADO_DE_VISTA, pagina)


def _hacer(sha256: str, tipo: str, lado: int, pagina: int) -> Visto | None:
    match tipo:
        case TipoDeArchivo.PDF if pagina >= 0:
            return Visto(pdf_aparte.pagina(almacen.leer(sha256), pagina, lado), "image/png")
        case TipoDeArchivo.JPG | TipoDeArchivo.PNG:
            contenido = imagenes.miniatura(almacen.leer(sha256), lado)
            return Visto(contenido, TipoDeArchivo(tipo).mime)
    return None


def _expediente(pedido: Request) -> Response:
    """El ZIP o el recibo, a quien ve ese plan y abre lo reservado, que va dentro."""
    plan_id = pedido.path_params["plan"]
    if plan_id > ENTERO_MAXIMO:
        return _no_hay()
    try:
        quien = quien_pide(pedido)
        with lectura() as sesion:
            permisos.exigir_plan(sesion, plan_id, quien)
            entregas.exigir_que_siga(sesion, plan_id)
        quien.exigir(Permiso.VER_RESERVADO)
    except ErrorDeDominio as error:
        return PlainTextResponse(str(error), 404, SIN_GUARDAR)
    ruta = armado.por_nombre(plan_id, pedido.path_params["nombre"])
    if ruta is None:
        return _no_hay()
    cabeceras = {**SIN_COMPRIMIR, **SIN_GUARDAR}
    return FileResponse(ruta, 200, cabeceras, "application/octet-stream", filename=ruta.name)


def rutas() -> list[Route]:
    """Bajar el original, verlo en chico y verlo por páginas; y bajar un expediente o su recibo."""
    return [
        Route(f"{CAMINO_DE_EXPEDIENTE}/{{plan:int}}/{{nombre}}", _expediente, methods=["GET"]),
        Route(f"{CAMINO_DE_RESOLUCION}/{{otorgado:int}}", _resolucion, methods=["GET"]),
        Route(f"{CAMINO}/{{revision:int}}", _bajar, methods=["GET"]),
        Route(f"{CAMINO}/{{revision:int}}/miniatura", _miniatura, methods=["GET"]),
        Route(f"{CAMINO}/{{revision:int}}/vista/{{pagina:int}}", _vista, methods=["GET"]),
    ]
