"""Lo que sale por la red: la evidencia y los expedientes, a quien le toca y nunca como página."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image

from datos import almacen
from datos.certificacion import entregas, evidencias, lectura, procesos
from datos.certificacion.evidencias import Descrita
from datos.conexion import carpeta_de_la_instancia, escritura
from datos.conexion import lectura as leer_base
from datos.cuentas.personas import Puesto
from datos.expediente import armado
from modelos.certificacion.estados import ClaseEvidencia
from modelos.permisos import Rol
from paginas.componentes.identidad import TESTIGO
from puerta import ENCERRADA
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.certificacion import HOY, un_archivo
from tests.apoyo.cuentas import administradora, con_rol
from tests.apoyo.planes import leer, un_plan
from tests.datos.evidencias.test_imagenes import una_foto
from tests.datos.evidencias.test_ingreso import un_pdf
from tests.datos.expediente.test_bolsa import un_expediente

NO_EXISTE = 99_999
NOMBRE = "Acta de Ñuñoa «árbol» 100% n.º 3.txt"
EXPEDIENTE = "Expediente Ñuñoa 2026-10-14 1230.zip"
RECIBO = "Expediente Ñuñoa 2026-10-14 1230 recibo.pdf"


@pytest.fixture
def visita(aplicacion: Aplicacion) -> Iterator[httpx.Client]:
    """Un programa frente al servidor, sin galletas."""
    with httpx.Client(base_url=aplicacion.direccion) as cliente:
        yield cliente


def cargar(plan_id: int, contenido: bytes, nombre: str = NOMBRE, *, confidencial: bool = False) -> str:
    """El camino por el que se baja ese archivo, ya cargado como evidencia."""
    archivo = un_archivo(contenido, nombre)
    descrita = Descrita("Acta", ClaseEvidencia.ACTA, confidencial=confidencial)
    with escritura("Cargar", plan_id=plan_id) as sesion:
        evidencias.agregar(sesion, plan_id, descrita, archivo)
    with leer_base() as sesion:
        actual = lectura.evidencias(sesion, plan_id)[-1].actual
    assert actual is not None
    return f"/evidencia/{actual.id}"


def en_el_almacen(contenido: bytes) -> Path:
    sha256 = almacen.huella(contenido)
    return carpeta_de_la_instancia() / "archivos" / sha256[:2] / sha256


def entra(visita: httpx.Client, plan_id: int, puesto: Puesto) -> None:
    """Quien pide, desde ahora, es alguien con ese puesto en la municipalidad del plan."""
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    visita.cookies.set(TESTIGO, con_rol(puesto, ana))


def entra_quien_audita(visita: httpx.Client, plan_id: int, cual: int) -> None:
    """Con invitación a mirar solo ese plan."""
    entra(visita, plan_id, Puesto(Rol.AUDITORIA, plan_id=cual, vence_el=date(2999, 1, 1)))


def un_expediente_hecho(plan_id: int) -> str:
    """El camino de la carpeta de un plan que tiene un expediente y su recibo."""
    un_expediente(armado.carpeta(plan_id) / EXPEDIENTE)
    (armado.carpeta(plan_id) / RECIBO).write_bytes(b"%PDF-1.7 el recibo")
    return f"/expediente/{plan_id}"


def encerrado(respuesta: httpx.Response) -> bool:
    """Si salió sin poder correr ni enmarcarse, y sin que nadie adivine qué es."""
    cabeceras = respuesta.headers
    return (
        cabeceras["content-security-policy"] == ENCERRADA == "default-src 'none'; sandbox"
        and cabeceras["x-content-type-options"] == "nosniff"
        and cabeceras["cache-control"] in {"no-store", "private, max-age=3600"}
    )


def test_el_original_sale_entero_como_adjunto_con_su_nombre(visita: httpx.Client) -> None:
    contenido = b"<script>alert(1)</script> " + bytes(range(256)) * 9000  # en varias partes

    respuesta = visita.get(cargar(un_plan(), contenido))

    adjunto = respuesta.headers["content-disposition"]
    assert respuesta.status_code == 200
    assert respuesta.content == contenido
    assert respuesta.headers["content-type"] == "application/octet-stream"
    assert adjunto.startswith("attachment; filename*=UTF-8''Acta%20de%20%C3%91u%C3%B1oa%20")
    assert adjunto.isascii()
    assert respuesta.headers["content-length"] == str(len(contenido))
    assert "100%25" in adjunto
    assert encerrado(respuesta)


def test_la_foto_se_ve_en_chico_y_en_grande_sin_su_lugar_y_se_baja_con_el(visita: httpx.Client) -> None:
    foto = una_foto(lugar=True)
    camino = cargar(un_plan(), foto, "operativo.jpg")

    chica, grande, original = (visita.get(camino + cual) for cual in ("/miniatura", "/vista/1", ""))

    assert original.content == foto
    for vista, ancho in ((chica, 256), (grande, 400)):
        assert (vista.status_code, vista.headers["content-type"]) == (200, "image/jpeg")
        assert encerrado(vista)
        with Image.open(BytesIO(vista.content)) as imagen:
            assert imagen.width == ancho
            assert dict(imagen.getexif()) == {}


def test_un_pdf_se_ve_por_paginas_como_imagen(visita: httpx.Client) -> None:
    camino = cargar(un_plan(), un_pdf("Acta de la sesión", "Firmas"), "acta.pdf")

    chica, primera, segunda = (visita.get(camino + cual) for cual in ("/miniatura", "/vista/1", "/vista/2"))

    for vista, alto in ((chica, 256), (primera, 1100), (segunda, 1100)):
        assert (vista.status_code, vista.headers["content-type"]) == (200, "image/png")
        assert encerrado(vista)
        with Image.open(BytesIO(vista.content)) as imagen:
            assert abs(imagen.height - alto) <= 1
    assert primera.content != segunda.content
    assert visita.get(f"{camino}/vista/3").status_code == 410
    assert visita.get(f"{camino}/vista/0").status_code == 404


def test_lo_reservado_no_queda_en_el_equipo_y_lo_demas_solo_para_esa_sesion(visita: httpx.Client) -> None:
    plan_id = un_plan()
    reservada = cargar(plan_id, una_foto(), "foto.jpg", confidencial=True)
    abierta = cargar(plan_id, una_foto("2026:01:01"), "foto.jpg")
    expediente = f"{un_expediente_hecho(plan_id)}/{EXPEDIENTE}"

    sin_guardar = [visita.get(uno) for uno in (reservada, f"{reservada}/miniatura", expediente)]
    guardables = [visita.get(uno) for uno in (abierta, f"{abierta}/vista/1")]

    assert {una.headers["cache-control"] for una in sin_guardar} == {"no-store"}
    assert {una.headers["cache-control"] for una in guardables} == {"private, max-age=3600"}
    assert {"cookie" in una.headers["vary"] for una in guardables} == {True}


@pytest.mark.parametrize("camino", ["/evidencia/{}", "/resolucion/{}", "/expediente/{}/e.zip"])
def test_un_numero_que_no_cabe_en_una_clave_no_existe(visita: httpx.Client, camino: str) -> None:
    assert visita.get(camino.format(2**70)).status_code == 404


def test_el_nombre_va_tapado_a_quien_no_ve_datos_de_personas(visita: httpx.Client) -> None:
    plan_id = un_plan()
    camino = cargar(plan_id, b"una nota", "Declaración 12.345.678-5.txt")
    antes = visita.get(camino).headers["content-disposition"]
    entra(visita, plan_id, Puesto(Rol.CONCEJO))

    despues = visita.get(camino).headers["content-disposition"]

    assert "12.345.678-5" in antes
    assert "12.345.678-5" not in despues
    assert "documento%20reservado" in despues


def test_lo_que_no_se_dibuja_no_tiene_miniatura(visita: httpx.Client) -> None:
    camino = cargar(un_plan(), b"una nota")

    assert [visita.get(camino + cual).status_code for cual in ("/miniatura", "/vista/1")] == [404, 404]


@pytest.fixture
def alterar() -> Iterator[Callable[[bytes], None]]:
    """Cambia el último octeto de ese archivo guardado; al terminar lo quita, que la carpeta es de todos."""
    alteradas: list[Path] = []

    def cambiar(contenido: bytes) -> None:
        alteradas.append(en_el_almacen(contenido))
        alteradas[-1].write_bytes(contenido[:-1] + b"?")

    yield cambiar
    for ruta in alteradas:
        ruta.unlink()


def test_un_archivo_alterado_no_sale(visita: httpx.Client, alterar: Callable[[bytes], None]) -> None:
    camino = cargar(un_plan(), b"lo que se va a alterar")
    alterar(b"lo que se va a alterar")

    respuesta = visita.get(camino)

    assert respuesta.status_code == 410
    assert "alterado. Recupérelo de un respaldo" in respuesta.text


def test_uno_grande_y_alterado_se_corta_y_nadie_lo_da_por_bajado(
    visita: httpx.Client, alterar: Callable[[bytes], None]
) -> None:
    grande = b"en varias partes" * 200_000
    camino = cargar(un_plan(), grande)
    alterar(grande)

    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        visita.get(camino)


def test_un_archivo_que_falta_se_dice(visita: httpx.Client) -> None:
    camino = cargar(un_plan(), b"se pierde")
    en_el_almacen(b"se pierde").unlink()

    respuesta = visita.get(camino)

    assert respuesta.status_code == 410
    assert "Recupérelo de un respaldo" in respuesta.text


def test_lo_que_no_le_toca_se_responde_igual_que_lo_que_no_existe(visita: httpx.Client) -> None:
    plan_id, ajeno = un_plan(), un_plan(nombre="Ajeno")
    reservada = cargar(plan_id, una_foto(), "foto.jpg", confidencial=True)
    de_otra = cargar(ajeno, una_foto("2026:01:01"), "foto.jpg")
    entra(visita, plan_id, Puesto(Rol.CONCEJO))

    respuestas = [
        visita.get(camino + cual)
        for camino in (reservada, de_otra, f"/evidencia/{NO_EXISTE}")
        for cual in ("", "/miniatura", "/vista/1")
    ]

    assert {(una.status_code, una.text) for una in respuestas} == {
        (404, "Ese archivo no está, o su rol no lo abre.")
    }
    assert {una.headers["cache-control"] for una in respuestas} == {"no-store"}


def test_quien_audita_recibe_lo_de_su_plan_y_no_lo_de_otro(visita: httpx.Client) -> None:
    plan_id = un_plan()
    camino = cargar(plan_id, b"reservado", confidencial=True)
    entra_quien_audita(visita, plan_id, plan_id)

    assert visita.get(camino).content == b"reservado"
    assert visita.get(cargar(un_plan(nombre="Otro"), b"otro")).status_code == 404


@pytest.mark.parametrize("cual", ["evidencia", "miniatura", "vista", "expediente", "verificar", "subir"])
def test_con_cuentas_y_sin_sesion_no_sale_nada(visita: httpx.Client, cual: str) -> None:
    plan_id = un_plan()
    evidencia = cargar(plan_id, una_foto(), "foto.jpg")
    caminos = {
        "evidencia": evidencia,
        "miniatura": f"{evidencia}/miniatura",
        "vista": f"{evidencia}/vista/1",
        "expediente": f"{un_expediente_hecho(plan_id)}/{EXPEDIENTE}",
    }
    camino = caminos.get(cual, "/verificar")
    administradora()

    if cual == "subir":
        respuesta = visita.post(camino, files={"archivo": ("x.zip", b"x")})
    else:
        respuesta = visita.get(camino)
        de_pagina = visita.get(camino, headers={"accept": "text/html"})
        assert (de_pagina.status_code, de_pagina.headers["location"][:15]) == (303, "/entrar?volver=")

    assert (respuesta.status_code, respuesta.text) == (401, "Su sesión terminó. Vuelva a entrar.")


def test_un_expediente_y_su_recibo_salen_como_adjuntos(visita: httpx.Client) -> None:
    plan_id = un_plan()
    carpeta = un_expediente_hecho(plan_id)

    for nombre in (EXPEDIENTE, RECIBO):
        respuesta = visita.get(f"{carpeta}/{nombre}")

        assert respuesta.status_code == 200
        assert respuesta.content == (armado.carpeta(plan_id) / nombre).read_bytes()
        assert respuesta.headers["content-type"] == "application/octet-stream"
        assert respuesta.headers["content-length"] == str(len(respuesta.content))
        assert respuesta.headers["content-disposition"].startswith(
            "attachment; filename*=utf-8''Expediente%20%C3%91"
        )
        assert encerrado(respuesta)


@pytest.mark.parametrize(
    "nombre",
    [
        "..%2F..%2F..%2Fplan.db",
        "..%5C..%5C..%5Cplan.db",
        "%2e%2e/%2e%2e/%2e%2e/plan.db",
        "..%2F{otro}%2F" + EXPEDIENTE,
        "..%252F{otro}%252F" + EXPEDIENTE,
        "notas.txt",
        EXPEDIENTE.lower(),
        "otro.zip",
    ],
)
def test_por_el_nombre_no_se_sale_de_la_carpeta_del_plan(visita: httpx.Client, nombre: str) -> None:
    otro, plan_id = un_plan(nombre="Otro"), un_plan()
    un_expediente_hecho(otro)
    armado.carpeta(plan_id).mkdir()
    (armado.carpeta(plan_id) / "notas.txt").write_text("no es un expediente")

    respuesta = visita.get(f"/expediente/{plan_id}/{nombre.format(otro=otro)}")

    assert respuesta.status_code in {400, 404}
    assert "content-disposition" not in respuesta.headers


@pytest.mark.parametrize(
    ("rol", "codigo"), [(Rol.GESTION, 200), (Rol.UNIDAD, 200), (Rol.CONCEJO, 404), (Rol.COMITE, 404)]
)
def test_un_expediente_sale_para_quien_abre_lo_reservado(visita: httpx.Client, rol: Rol, codigo: int) -> None:
    plan_id = un_plan(unidades=1)
    camino = f"{un_expediente_hecho(plan_id)}/{EXPEDIENTE}"
    unidad_id = next(leer(plan_id).actividades).unidades[0].id if rol is Rol.UNIDAD else None
    entra(visita, plan_id, Puesto(rol, unidad_id))

    assert visita.get(camino).status_code == codigo


def test_el_expediente_de_otra_municipalidad_o_de_otro_plan_no_sale(visita: httpx.Client) -> None:
    plan_id, ajeno = un_plan(), un_plan(nombre="Ajeno")
    suyo, de_otra = un_expediente_hecho(plan_id), un_expediente_hecho(ajeno)
    entra_quien_audita(visita, plan_id, plan_id)

    respuestas = [visita.get(f"{carpeta}/{EXPEDIENTE}") for carpeta in (de_otra, f"/expediente/{NO_EXISTE}")]

    assert visita.get(f"{suyo}/{EXPEDIENTE}").status_code == 200
    assert {una.status_code for una in respuestas} == {404}
    assert respuestas[0].text == respuestas[1].text


def test_la_resolucion_de_un_nivel_otorgado_se_baja_y_no_la_de_otra_municipalidad(
    visita: httpx.Client,
) -> None:
    plan_id = un_plan()
    archivo = un_archivo(b"la resoluci\xc3\xb3n", "Res. 12.txt")
    municipalidad_id = leer(plan_id).municipalidad_id
    with escritura("Anotar", plan_id=plan_id) as sesion:
        procesos.anotar_otorgado(
            sesion,
            municipalidad_id,
            "basico",
            HOY,
            "Res. 12",
            (archivo.sha256, archivo.nombre, archivo.tamano),
        )

    recibido = visita.get("/resolucion/1")
    ajena = visita.get("/resolucion/2")

    assert (recibido.status_code, recibido.content) == (200, b"la resoluci\xc3\xb3n")
    assert "attachment" in recibido.headers["content-disposition"]
    assert ajena.status_code == 404
    ana = administradora(municipalidad="Otra")
    with leer_base() as sesion:
        assert entregas.buscar_resolucion(sesion, 1, ana) is None
