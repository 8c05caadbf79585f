"""El antivirus dice que no, no contesta o no está: en ningún caso se guarda sin revisar."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

import pytest

from datos.evidencias import antivirus
from modelos.errores import ErrorDeDominio
from tests.apoyo.aplicacion import puerto_libre

Contestar = Callable[[bytes], bytes]


@contextmanager
def clamd(contestar: Contestar, lugar: tuple[str, int] | str = ("127.0.0.1", 0)) -> Iterator[str]:
    """Atiende una conexión como lo haría clamd y entrega su dirección."""
    familia = socket.AF_UNIX if isinstance(lugar, str) else socket.AF_INET
    with socket.socket(familia) as escucha:
        escucha.bind(lugar)
        escucha.listen(1)
        atiende = threading.Thread(target=_atender, args=(escucha, contestar))
        atiende.start()
        yield lugar if isinstance(lugar, str) else f"127.0.0.1:{escucha.getsockname()[1]}"
        atiende.join()


def _atender(escucha: socket.socket, contestar: Contestar) -> None:
    conexion, _ = escucha.accept()
    with conexion, conexion.makefile("rb") as llegado, suppress(OSError):
        assert llegado.read(10) == b"zINSTREAM\0"
        contenido = b""
        while largo := int.from_bytes(llegado.read(4), "big"):
            contenido += llegado.read(largo)
        conexion.sendall(contestar(contenido))


def de_verdad(contenido: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND\0" if b"EICAR" in contenido else b"stream: OK\0"


def test_sin_antivirus_configurado_no_se_hace_nada(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(antivirus.VARIABLE, raising=False)

    antivirus.revisar(BytesIO(b"EICAR"))


def test_lo_limpio_pasa_entero_por_el_antivirus(monkeypatch: pytest.MonkeyPatch) -> None:
    recibido: list[bytes] = []
    contenido = b"acta " * 200_000
    archivo = BytesIO(contenido)
    archivo.seek(7)

    def anotar(todo: bytes) -> bytes:
        recibido.append(todo)
        return de_verdad(todo)

    with clamd(anotar) as direccion:
        monkeypatch.setenv(antivirus.VARIABLE, direccion)
        antivirus.revisar(archivo)

    assert recibido == [contenido]


def test_lo_que_el_antivirus_reconoce_no_se_guarda(monkeypatch: pytest.MonkeyPatch) -> None:
    with clamd(de_verdad) as direccion:
        monkeypatch.setenv(antivirus.VARIABLE, direccion)
        with pytest.raises(ErrorDeDominio, match=r"No se guardó .* antivirus .*\(Eicar-Signature\)"):
            antivirus.revisar(BytesIO(b"un EICAR"))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Windows no tiene sockets de esa clase")
def test_el_antivirus_tambien_se_alcanza_por_un_socket_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # la ruta de un socket no pasa de 107 letras
    with clamd(de_verdad, "clamd.ctl"):
        monkeypatch.setenv(antivirus.VARIABLE, str(tmp_path / "clamd.ctl"))
        with pytest.raises(ErrorDeDominio, match="Eicar"):
            antivirus.revisar(BytesIO(b"EICAR"))


@pytest.mark.parametrize(
    ("respuesta", "dicho"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", "size limit exceeded"),
        (b"", "no lo pudo revisar"),
        (b"stream: OK ERROR\0", "no lo pudo revisar"),
    ],
)
def test_una_respuesta_que_no_es_un_si_no_basta(
    respuesta: bytes, dicho: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clamd(lambda _: respuesta) as direccion:
        monkeypatch.setenv(antivirus.VARIABLE, direccion)
        with pytest.raises(ErrorDeDominio, match=dicho):
            antivirus.revisar(BytesIO(b"acta"))


@pytest.mark.parametrize("direccion", ["127.0.0.1:{libre}", "/no/hay/clamd.ctl"])
def test_si_el_antivirus_no_responde_no_se_guarda(direccion: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(antivirus.VARIABLE, direccion.format(libre=puerto_libre()))

    with pytest.raises(ErrorDeDominio, match=r"antivirus no responde.* Inténtelo en unos minutos"):
        antivirus.revisar(BytesIO(b"acta"))


def test_una_direccion_que_no_se_entiende_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(antivirus.VARIABLE, "clamd")

    with pytest.raises(ErrorDeDominio, match="se espera"):
        antivirus.revisar(BytesIO(b"acta"))
