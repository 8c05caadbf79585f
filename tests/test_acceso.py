"""La entrada por HTTP: galletas, formularios que prueban de dónde vienen, y qué se entrega sin sesión."""

import re
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from datos import publicaciones
from datos.conexion import escritura, lectura
from modelos.errores import ErrorDeDominio
from servidor import Opciones, comprobar_cuentas
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.cuentas import CLAVE, administradora
from tests.apoyo.planes import un_plan
from tests.test_puerta import estrechar

PAGINA = {"accept": "text/html"}
CUENTA = {"municipalidad": "La Serena", "pais": "CL", "nombre": "Ana Rojas", "correo": "ana@laserena.cl"}


@pytest.fixture
def visita(aplicacion: Aplicacion) -> Iterator[httpx.Client]:
    """Un navegador sin nada guardado, frente a una instalación sin cuentas."""
    with httpx.Client(base_url=aplicacion.direccion, headers=PAGINA) as cliente:
        yield cliente


def enviar(visita: httpx.Client, camino: str, **campos: str) -> httpx.Response:
    """Pide el formulario y lo manda con su prueba."""
    hallada = re.search('name="prueba" value="([^"]+)"', visita.get(camino).text)
    assert hallada is not None
    return visita.post(camino.split("?")[0], data={"prueba": hallada[1], **campos})


def comenzar(visita: httpx.Client) -> httpx.Response:
    return enviar(visita, "/comenzar", **CUENTA, clave=CLAVE)


def test_sin_cuentas_se_ve_todo_desde_este_equipo_y_nada_por_otro_nombre(visita: httpx.Client) -> None:
    assert "<title>Planificador ambiental</title>" in visita.get("/cronograma").text
    assert visita.get("/entrar").headers["location"] == "/comenzar"


def test_la_primera_cuenta_deja_dentro_con_una_galleta_que_los_guiones_no_leen(visita: httpx.Client) -> None:
    respuesta = comenzar(visita)

    assert (respuesta.status_code, respuesta.headers["location"]) == (303, "/municipalidad?comienzo=1")
    galleta = respuesta.headers["set-cookie"]
    assert "planificador_sesion=" in galleta
    assert "HttpOnly" in galleta
    assert "SameSite=lax" in galleta
    assert "Secure" not in galleta  # este equipo no usa TLS; detrás de un intermediario que sí, lleva Secure
    assert visita.get("/").status_code == 200
    assert visita.get("/comenzar").headers["location"] == "/entrar"


def test_un_plan_publicado_se_ve_sin_cuenta_y_lo_demas_no(visita: httpx.Client) -> None:
    plan_id = un_plan(actividades=2, programado={1: 1}, nombre="Plan <i>comunal</i>")
    with escritura("Publicar", plan_id=plan_id) as sesion:
        publicaciones.publicar(sesion, plan_id, date(2026, 10, 14))
    with lectura() as sesion:
        publicado = publicaciones.mirar(sesion, plan_id)
    assert publicado is not None
    administradora()

    pagina = visita.get(f"/publico/{publicado.codigo}")

    assert pagina.status_code == 200
    assert "Publicado el 14 de octubre de 2026" in pagina.text
    assert "Plan &lt;i&gt;comunal&lt;/i&gt;" in pagina.text
    assert "Actividad 2" in pagina.text
    assert "set-cookie" not in pagina.headers
    assert "<script" not in pagina.text
    assert visita.get("/publico/otro").status_code == 404
    assert visita.get("/cronograma").headers["location"].startswith("/entrar")


def test_detras_de_tls_la_galleta_no_viaja_sin_el(visita: httpx.Client) -> None:
    visita.headers["x-forwarded-proto"] = "https"
    hallada = re.search('name="prueba" value="([^"]+)"', visita.get("/comenzar").text)
    assert hallada is not None
    # httpx no devuelve una Secure por http
    galletas = {"cookie": f"__Host-planificador_formulario={hallada[1]}"}

    respuesta = visita.post(
        "/comenzar", data={"prueba": hallada[1], **CUENTA, "clave": CLAVE}, headers=galletas
    )

    assert respuesta.status_code == 303
    puestas = respuesta.headers.get_list("set-cookie")
    assert all(puesta.startswith("__Host-planificador_") for puesta in puestas)
    assert all({"Secure", "Path=/"} <= set(puesta.split("; ")) for puesta in puestas)
    testigo = puestas[0].partition("=")[2].partition(";")[0]
    por_tls = {"cookie": f"__Host-planificador_sesion={testigo}"}
    assert visita.get("/", headers=por_tls).status_code == 200
    assert visita.get("/", headers={"cookie": f"planificador_sesion={testigo}"}).status_code == 303


@pytest.mark.parametrize(
    "camino", ["/", "/cronograma?plan=1", "/_stcore/host-config", "/media/x.pdf", "/_stcore/upload_file/a/b"]
)
def test_con_cuentas_nada_se_entrega_sin_sesion(visita: httpx.Client, camino: str) -> None:
    comenzar(visita)
    visita.cookies.clear()

    pagina = visita.get(camino)
    assert pagina.status_code == 303
    assert pagina.headers["location"].startswith("/entrar?volver=/")
    assert visita.get(camino, headers={"accept": "*/*"}).status_code == 401
    visita.cookies.set("planificador_sesion", "inventada")
    assert visita.get(camino).status_code == 303


def test_el_canal_de_la_pantalla_tampoco_se_abre_sin_sesion(
    visita: httpx.Client, aplicacion: Aplicacion
) -> None:
    anfitrion = f"127.0.0.1:{aplicacion.puerto}"
    assert estrechar(aplicacion.puerto, anfitrion, None) == 101

    comenzar(visita)

    assert estrechar(aplicacion.puerto, anfitrion, None) == 401


def test_lo_que_no_dice_nada_de_nadie_sigue_abierto(visita: httpx.Client) -> None:
    comenzar(visita)
    visita.cookies.clear()

    assert visita.get("/salud").status_code == 200
    assert visita.get("/_stcore/health").status_code == 200
    hoja = re.search(r'href="(/propio/[^"]+)"', visita.get("/entrar").text)
    assert hoja is not None
    assert visita.get(hoja[1]).status_code == 200


@pytest.mark.parametrize("camino", ["/comenzar", "/entrar", "/salir", "/clave/x"])
def test_un_formulario_que_no_salio_de_aqui_no_hace_nada(visita: httpx.Client, camino: str) -> None:
    respuesta = visita.post(camino, data={**CUENTA, "clave": CLAVE, "prueba": "inventada"})

    assert respuesta.status_code == 400
    assert "No se hizo nada" in respuesta.text
    assert visita.get("/entrar").headers["location"] == "/comenzar"  # sigue sin cuentas


@pytest.mark.parametrize(
    ("volver", "adonde"),
    [
        ("/cronograma?plan=1", "/cronograma?plan=1"),
        ("https://otro.cl/", "/"),
        ("//otro.cl", "/"),
        ("/\\otro.cl", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_entrar_vuelve_adonde_iba_y_nunca_a_otro_sitio(
    visita: httpx.Client, volver: str, adonde: str
) -> None:
    comenzar(visita)
    visita.cookies.clear()

    respuesta = enviar(visita, "/entrar", correo="ana@laserena.cl", clave=CLAVE, volver=volver)

    assert (respuesta.status_code, respuesta.headers["location"]) == (303, adonde)


def test_entrar_de_nuevo_termina_la_sesion_que_el_navegador_tenia(visita: httpx.Client) -> None:
    comenzar(visita)
    anterior = visita.cookies["planificador_sesion"]

    enviar(visita, "/entrar", correo=CUENTA["correo"], clave=CLAVE)

    assert visita.cookies["planificador_sesion"] != anterior
    assert visita.get("/").status_code == 200
    visita.cookies.set("planificador_sesion", anterior)
    assert visita.get("/").status_code == 303


def test_las_entradas_y_las_negativas_van_al_registro_sin_decir_de_quien_son(
    visita: httpx.Client, aplicacion: Aplicacion
) -> None:
    comenzar(visita)
    enviar(visita, "/entrar", correo=CUENTA["correo"], clave="otra que no es la suya")
    visita.post("/entrar", data={"correo": CUENTA["correo"], "prueba": "inventada"})
    visita.get("/", headers={"origin": "https://ajena.example"})
    visita.get("/", headers={"host": "otro.example"})

    anotado = aplicacion.registro.read_text(encoding="utf-8")
    for suceso in (
        "Entró la persona 1",
        "Entrada negada: la clave no es, o se probó muchas veces",
        "Formulario sin la prueba de haberlo pedido: /entrar",
        "Rechazado: venía de una página ajena",
        "Rechazado: pedía por un nombre de máquina que no es el de aquí",
    ):
        assert suceso in anotado
    assert CUENTA["correo"] not in anotado
    assert "otra que no" not in anotado


def test_salir_cierra_la_sesion_aunque_alguien_guarde_la_galleta(visita: httpx.Client) -> None:
    comenzar(visita)
    guardada = visita.cookies["planificador_sesion"]

    enviar(visita, "/salir")
    visita.cookies.set("planificador_sesion", guardada)

    assert visita.get("/").status_code == 303


def test_lo_escrito_vuelve_escapado_y_la_clave_no_vuelve(visita: httpx.Client) -> None:
    malo = '"><script>alert(1)</script>'

    respuesta = enviar(visita, "/comenzar", **{**CUENTA, "nombre": malo}, clave="corta")

    assert respuesta.status_code == 400
    assert "<script>alert" not in respuesta.text
    assert "&lt;script&gt;alert" in respuesta.text
    assert "corta" not in respuesta.text


def test_un_enlace_que_no_sirve_lo_dice(visita: httpx.Client) -> None:
    respuesta = visita.get("/clave/inventado")

    assert respuesta.status_code == 410
    assert "ya se usó o venció" in respuesta.text


def test_fuera_de_este_equipo_no_se_escucha_sin_cuentas(base_local: str) -> None:
    fuera = Opciones(direccion="0.0.0.0")
    with pytest.raises(ErrorDeDominio, match="Sin cuentas solo se atiende a este equipo"):
        comprobar_cuentas(fuera)

    administradora()

    comprobar_cuentas(fuera)
