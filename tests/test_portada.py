"""La página que recibe el navegador: en castellano, con nuestros estilos y guiones, y siempre la de hoy."""

import re

import httpx
import pytest

import portada
from paginas.componentes import estilos
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.pestana import pestana

PROPIOS = re.compile(r'"\./(propio/planificador\.[0-9a-f]{16}\.(css|js))"')


@pytest.mark.parametrize("camino", ["/", "/cronograma", "/no-existe"])
def test_toda_pantalla_llega_en_castellano_y_pide_lo_nuestro(
    servidor_publico: Aplicacion, camino: str
) -> None:
    respuesta = httpx.get(servidor_publico.direccion + camino)

    assert '<html lang="es">' in respuesta.text
    assert "<title>Planificador ambiental</title>" in respuesta.text
    assert "You need to enable JavaScript" not in respuesta.text
    assert [tipo for _, tipo in PROPIOS.findall(respuesta.text)] == ["css", "js"]
    assert "content-security-policy" in respuesta.headers


def test_los_estilos_mandan_sobre_los_de_streamlit() -> None:
    texto = portada.portada().decode()

    assert texto.index("propio/planificador") > texto.index('<div id="root">')


def test_lo_nuestro_se_pide_una_sola_vez(servidor_publico: Aplicacion) -> None:
    inicio = httpx.get(servidor_publico.direccion).text
    medios = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
    esperado = {"css": estilos.hoja(), "js": estilos.guiones()}

    for camino, tipo in PROPIOS.findall(inicio) * 2:  # y la segunda persona lo recibe igual
        propio = httpx.get(f"{servidor_publico.direccion}/{camino}")

        assert propio.headers["content-type"] == medios[tipo]
        assert "immutable" in propio.headers["cache-control"]
        assert propio.text == esperado[tipo]
    assert httpx.get(f"{servidor_publico.direccion}/propio/otro.css").status_code == 404


def test_la_pagina_guardada_por_el_navegador_no_vale_tras_actualizar(servidor_publico: Aplicacion) -> None:
    primera = httpx.get(servidor_publico.direccion)
    condiciones = {"if-none-match": "*", "if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"}
    otra_vez = httpx.get(servidor_publico.direccion, headers=condiciones)

    assert primera.headers["cache-control"] == "no-cache"
    assert not {"etag", "last-modified"} & set(primera.headers)
    assert otra_vez.status_code == 200
    assert otra_vez.text == primera.text


def test_un_pedazo_de_la_pagina_no_es_el_de_streamlit(servidor_publico: Aplicacion) -> None:
    respuesta = httpx.get(f"{servidor_publico.direccion}/index.html", headers={"range": "bytes=0-10"})

    assert respuesta.status_code == 200
    assert "planificador." in respuesta.text


def test_head_dice_el_largo_y_no_trae_cuerpo(servidor_publico: Aplicacion) -> None:
    respuesta = httpx.head(servidor_publico.direccion)

    assert respuesta.headers["content-length"] == str(len(portada.portada()))
    assert respuesta.content == b""


def test_los_estilos_no_viajan_en_cada_dibujo(servidor_publico: Aplicacion) -> None:
    with pestana(servidor_publico.puerto) as abierta:
        textos = abierta.textos

    assert textos
    assert not [texto for texto in textos if ".stApp" in texto]


def test_si_la_pagina_de_streamlit_cambia_de_forma_no_se_sirve_sin_estilos(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portada, "CAMBIOS", ((r"<html de otra forma>", ""),))
    portada.portada.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="<html de otra forma>"):
            portada.portada()
    finally:
        portada.portada.cache_clear()
