"""La ficha de la municipalidad: lo que se acepta, a quién alcanza y qué hora da."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from datos import almacen, logo, municipalidades
from datos.conexion import escritura, lectura
from datos.municipalidades import Ficha
from modelos.errores import ErrorDeDominio
from modelos.paises import zona_conocida
from tests.apoyo.cuentas import administradora, como
from tests.apoyo.planes import leer, un_plan


def una_imagen(ancho: int = 900, alto: int = 300, formato: str = "PNG") -> bytes:
    salida = BytesIO()
    Image.new("RGB", (ancho, alto), "#2b6a4d").save(salida, formato)
    return salida.getvalue()


def ficha_de(plan_id: int) -> tuple[int, Ficha]:
    suya = leer(plan_id).municipalidad_id
    with lectura() as sesion:
        return suya, municipalidades.leer_ficha(sesion, suya)


def guardar(suya: int, ficha: Ficha) -> None:
    with escritura("Corregir la municipalidad") as sesion:
        municipalidades.guardar_ficha(sesion, suya, ficha)


def test_lo_guardado_se_lee_y_lo_ven_sus_planes(base: str) -> None:
    plan_id = un_plan()
    antes = leer(plan_id)
    suya, ficha = ficha_de(plan_id)
    nueva = replace(ficha, nombre="La Serena", region=" Coquimbo ", comuna="", zona_horaria="Pacific/Easter")

    guardar(suya, nueva)

    despues = leer(plan_id)
    assert ficha_de(plan_id)[1] == replace(nueva, region="Coquimbo", comuna=None)
    assert (despues.municipalidad, despues.zona_horaria) == ("La Serena", "Pacific/Easter")
    assert despues.version == antes.version + 1  # lo leído antes ya no sirve


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"nombre": "  "}, "escriba el nombre"),
        ({"zona_horaria": "America/Guayaquil"}, "esa zona horaria no es del país"),
        ({"nombre": "MUNICIPALIDAD DE OTRO"}, "ya hay otra municipalidad"),
    ],
)
def test_lo_que_no_corresponde_se_rechaza_entero(base: str, cambio: dict[str, str], frase: str) -> None:
    un_plan(nombre="Otro")
    plan_id = un_plan()
    suya, ficha = ficha_de(plan_id)

    with pytest.raises(ErrorDeDominio, match=frase):
        guardar(suya, replace(ficha, region="Coquimbo", **cambio))

    assert ficha_de(plan_id)[1] == ficha


def test_la_de_otros_no_se_lee_ni_se_cambia(base: str) -> None:
    ajena, ficha = ficha_de(un_plan())
    ana = administradora()

    with como(ana), pytest.raises(ErrorDeDominio, match="ya no está"):
        ficha_de_id(ajena)
    with como(ana), pytest.raises(ErrorDeDominio, match="ya no está"):
        guardar(ajena, ficha)


def ficha_de_id(municipalidad_id: int) -> Ficha:
    with lectura() as sesion:
        return municipalidades.leer_ficha(sesion, municipalidad_id)


@pytest.mark.parametrize("formato", ["PNG", "JPEG"])
def test_el_logo_se_guarda_achicado_y_hecho_por_nosotros(base_local: str, formato: str) -> None:
    guardado = logo.guardar(una_imagen(formato=formato))

    with Image.open(BytesIO(almacen.leer(guardado))) as abierta:
        assert (abierta.format, abierta.size) == ("PNG", (512, 171))
    assert logo.en_svg(guardado).startswith("<svg")
    assert logo.en_direccion(guardado).startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"<svg onload=alert(1)>", "no es una imagen"),
        (una_imagen()[:200], "no es una imagen"),
        (una_imagen(formato="GIF"), "no es una imagen"),
        (b"\x89PNG" + b"0" * 5_000_000, "más de 5 MB"),
        (una_imagen(6000, 5000), "25 millones"),
    ],
)
def test_lo_que_no_sirve_de_logo_se_explica(base_local: str, contenido: bytes, frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        logo.guardar(contenido)


def test_sin_logo_o_con_el_archivo_perdido_no_hay_imagen(base_local: str) -> None:
    assert logo.en_svg(None) == logo.en_direccion(None) == ""
    assert logo.en_svg("0" * 64) == logo.en_direccion("0" * 64) == ""


def test_una_zona_que_no_es_del_pais_es_la_de_su_capital() -> None:
    assert zona_conocida("Pacific/Easter", "CL") == "Pacific/Easter"
    assert zona_conocida("Pacific/Easter", "EC") == "America/Guayaquil"
    assert zona_conocida("", "XX") == "America/Santiago"
