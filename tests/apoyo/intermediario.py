"""nginx con el archivo de ejemplo, en puertos libres y con un certificado hecho para la prueba."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.apoyo.aplicacion import RAIZ, detener, esperar_puerto, puerto_libre
from tests.apoyo.sistema import instalar_paquete

EJEMPLO = RAIZ / "docs" / "intermediario" / "nginx.conf"
NOMBRE = "plan.municipalidad.cl"
_DE_DEBIAN = "/usr/sbin"

_PRINCIPAL = """
daemon off;
pid {carpeta}/nginx.pid;
error_log {carpeta}/errores.log;
events {{}}
http {{
    access_log {carpeta}/accesos.log;
    client_body_temp_path {carpeta}/cuerpos;
    proxy_temp_path {carpeta}/intermedios;
    fastcgi_temp_path {carpeta}/fastcgi;
    uwsgi_temp_path {carpeta}/uwsgi;
    scgi_temp_path {carpeta}/scgi;
    include {carpeta}/planificador.conf;
}}
"""


@dataclass(frozen=True)
class Intermediario:
    """nginx en marcha: sus dos puertos, el certificado que presenta y su carpeta."""

    cifrado: int
    sin_cifrar: int
    certificado: Path
    carpeta: Path


def programa() -> str | None:
    """La ruta de nginx; Debian lo pone donde una cuenta corriente no busca."""
    return shutil.which("nginx") or shutil.which("nginx", path=_DE_DEBIAN)


def conseguir() -> str | None:
    """Deja nginx y openssl utilizables; None si los hay, o la frase que dice por qué no."""
    if (programa() or instalar_paquete("nginx-light")) and (
        shutil.which("openssl") or instalar_paquete("openssl")
    ):
        return None
    return "no hay nginx y openssl, y no se pudieron instalar los de Debian"


@contextmanager
def levantar(carpeta: Path, puerto_de_la_aplicacion: int) -> Iterator[Intermediario]:
    """nginx con el ejemplo tal cual, salvo los puertos y los archivos del certificado."""
    certificado, clave = _certificado(carpeta)
    cifrado, sin_cifrar = puerto_libre(), puerto_libre()
    cambios = {
        "listen 443 ": f"listen 127.0.0.1:{cifrado} ",
        "listen 80": f"listen 127.0.0.1:{sin_cifrar}",
        "127.0.0.1:8501": f"127.0.0.1:{puerto_de_la_aplicacion}",
        "/etc/ssl/certs/plan.municipalidad.cl.pem": str(certificado),
        "/etc/ssl/private/plan.municipalidad.cl.key": str(clave),
    }
    (carpeta / "planificador.conf").write_text(_cambiado(EJEMPLO.read_text(encoding="utf-8"), cambios))
    (carpeta / "nginx.conf").write_text(_PRINCIPAL.format(carpeta=carpeta))
    orden = [str(programa()), "-p", str(carpeta), "-c", str(carpeta / "nginx.conf")]
    with (carpeta / "salida").open("wb") as salida:
        proceso = subprocess.Popen(orden, stdin=subprocess.DEVNULL, stdout=salida, stderr=salida)
    try:
        esperar_puerto(cifrado)
        yield Intermediario(cifrado, sin_cifrar, certificado, carpeta)
    finally:
        detener(proceso)


def _cambiado(texto: str, cambios: dict[str, str]) -> str:
    for busca, pone in cambios.items():
        assert busca in texto, f"El ejemplo ya no dice «{busca}»"
        texto = texto.replace(busca, pone)
    return texto


def _certificado(carpeta: Path) -> tuple[Path, Path]:
    """Uno firmado por sí mismo, para el nombre público, que vale un día."""
    certificado, clave = carpeta / "certificado.pem", carpeta / "clave.pem"
    orden = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        f"/CN={NOMBRE}",
    ]
    orden += ["-addext", f"subjectAltName=DNS:{NOMBRE}", "-keyout", str(clave), "-out", str(certificado)]
    subprocess.run(orden, check=True, capture_output=True)
    return certificado, clave
