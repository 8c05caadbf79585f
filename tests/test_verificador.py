"""La página «Verificar un expediente»: qué dice de uno intacto, de uno alterado y de lo que no lo es."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

import verificador
from tests.apoyo.aplicacion import Aplicacion
from tests.datos.expediente.test_bolsa import un_expediente


@pytest.fixture
def visita(aplicacion: Aplicacion) -> Iterator[httpx.Client]:
    """Un programa frente al servidor, sin galletas."""
    with httpx.Client(base_url=aplicacion.direccion) as cliente:
        yield cliente


def subir(visita: httpx.Client, contenido: bytes, nombre: str = "e.zip") -> httpx.Response:
    return visita.post("/verificar", files={"archivo": (nombre, contenido, "application/zip")})


def test_la_pagina_de_verificar_pide_el_archivo(visita: httpx.Client) -> None:
    pagina = visita.get("/verificar")

    assert pagina.status_code == 200
    assert '<input type="file" name="archivo"' in pagina.text
    assert "<script" not in pagina.text
    assert "form-action 'self'" in pagina.headers["content-security-policy"]


def test_un_expediente_intacto_se_dice_con_su_huella_y_no_se_guarda(
    visita: httpx.Client, aplicacion: Aplicacion, tmp_path: Path
) -> None:
    hecho = un_expediente(tmp_path / "e.zip")
    antes = sorted(aplicacion.instancia.rglob("*"))

    respuesta = subir(visita, (tmp_path / "e.zip").read_bytes(), "Expediente <b>Ñuñoa</b>.zip")

    assert respuesta.status_code == 200
    assert 'class="veredicto intacto"' in respuesta.text
    assert "Intacto: 5 archivos, 11 KB." in respuesta.text
    assert hecho.sha256_del_zip in respuesta.text
    assert "Expediente &lt;b&gt;Ñuñoa&lt;/b&gt;.zip" in respuesta.text
    assert respuesta.headers["cache-control"] == "no-store"
    assert sorted(aplicacion.instancia.rglob("*")) == antes


def test_uno_alterado_dice_que_archivos_cambiaron(visita: httpx.Client, tmp_path: Path) -> None:
    un_expediente(tmp_path / "e.zip")
    cambiado = (tmp_path / "e.zip").read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6", 1)

    respuesta = subir(visita, cambiado)

    assert 'class="veredicto alterado"' in respuesta.text
    assert "«data/GA-01/EV-0001 Acta.pdf» no es el que se entregó" in respuesta.text


async def sin_abrir() -> Message:
    """Lo que llega no se lee: se responde antes."""
    raise AssertionError


def un_pedido(octetos: int = 10) -> Request:
    """Una subida de ese peso."""
    cabeceras = [(b"content-length", str(octetos).encode())]
    alcance = {"type": "http", "method": "POST", "path": "/verificar", "headers": cabeceras}
    return Request(alcance, sin_abrir)


def test_si_no_cabe_en_el_disco_no_se_recibe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100))

    respuesta = asyncio.run(verificador.recibir(un_pedido(51)))

    assert respuesta.status_code == 507
    assert "VERIFICAR.txt" in bytes(respuesta.body).decode()


def test_si_se_reciben_demasiados_a_la_vez_se_pide_esperar() -> None:
    async def con_todos_ocupados() -> Response:
        for otro in range(4):
            verificador.A_LA_VEZ.acquire_on_behalf_of_nowait(otro)
        try:
            return await verificador.recibir(un_pedido())
        finally:
            for otro in range(4):
                verificador.A_LA_VEZ.release_on_behalf_of(otro)

    respuesta = asyncio.run(con_todos_ocupados())

    assert respuesta.status_code == 503
    assert "Espere unos minutos" in bytes(respuesta.body).decode()


def test_lo_que_no_es_un_expediente_se_dice(visita: httpx.Client) -> None:
    respuesta = subir(visita, b"<script>alert(1)</script>")

    assert respuesta.status_code == 200
    assert 'class="veredicto no_es_un_expediente"' in respuesta.text
    assert "No es un archivo ZIP, o llegó cortado" in respuesta.text


def test_un_envio_sin_archivo_o_de_otro_formulario_se_dice(visita: httpx.Client) -> None:
    roto = {"content-type": "multipart/form-data; boundary=x"}
    respuestas = [
        subir(visita, b""),
        visita.post("/verificar", data={"archivo": "texto"}),
        visita.post("/verificar", json={}),
        visita.post("/verificar", content=b"--y\r\nno", headers=roto),
        visita.post("/verificar", files=[("archivo", ("a.zip", b"a")), ("archivo", ("b.zip", b"b"))]),
    ]

    assert [una.status_code for una in respuestas] == [400] * 5
    assert all('<input type="file" name="archivo"' in una.text for una in respuestas)
    assert "No llegó ningún archivo" in respuestas[0].text
    assert "no es de este formulario" in respuestas[-1].text
