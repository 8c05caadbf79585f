"""El almacén de archivos en un cubo S3 o compatible, por obstore."""

import os
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import BinaryIO

from obstore.exceptions import AlreadyExistsError
from obstore.store import S3Store

from datos.limites import limite
from modelos.archivos import ArchivoAlterado, Ficha, Guardado, es_huella, exigir_igual

PARTE_DE_CUBO = 8 * 1024 * 1024  # bytes de una vez por la red; S3 no admite partes de menos de 5 MiB
PARTES_A_LA_VEZ = 2
ESPERA = timedelta(minutes=5)  # por cada pedido
INSISTENCIA = timedelta(seconds=30)


class EnCubo:
    """Los archivos en un cubo, con el mismo nombre que en el disco; el tamaño, en bytes.

    Lo que falta es FileNotFoundError; lo demás que falle, BaseError.
    """

    nombre = "el almacén de archivos"

    def __init__(self, cubo: S3Store) -> None:
        self.cubo = cubo

    def poner(self, guardado: Guardado, archivo: BinaryIO) -> None:
        """Lo sube y lo compara; FileExistsError si ya estaba, ArchivoAlterado si no quedó igual."""
        nombre = _nombre_en_cubo(guardado.sha256)
        try:
            if guardado.tamano <= PARTE_DE_CUBO:
                self.cubo.put(nombre, archivo.read(), mode="create")
            else:  # subir por partes no admite «create»; si otro llegó antes, era este mismo contenido
                self.cubo.put(nombre, archivo, chunk_size=PARTE_DE_CUBO, max_concurrency=PARTES_A_LA_VEZ)
        except AlreadyExistsError as error:
            raise FileExistsError from error
        limite("almacen.escrito")
        try:
            exigir_igual(guardado, self.partes(guardado.sha256, PARTE_DE_CUBO))
        except ArchivoAlterado:
            self.cubo.delete(nombre)
            raise

    def partes(self, sha256: str, tamano_de_parte: int) -> Iterator[bytes]:
        nombre = _nombre_en_cubo(sha256)
        for desde in range(0, self.tamano(sha256), tamano_de_parte):
            yield self.cubo.get_range(nombre, start=desde, length=tamano_de_parte).to_bytes()

    def tamano(self, sha256: str) -> int:
        return self.cubo.head(_nombre_en_cubo(sha256))["size"]

    def listar(self) -> Iterator[Ficha]:
        for tanda in self.cubo.list(chunk_size=1000):
            for dato in tanda:
                sha256 = dato["path"].rpartition("/")[2]
                if dato["path"] == _nombre_en_cubo(sha256) and es_huella(sha256):
                    yield Ficha(sha256, dato["size"], dato["last_modified"])

    def renovar(self, sha256: str) -> None:
        """Nada: en un cubo la fecha no se cambia sin subirlo de nuevo."""

    def borrar(self, sha256: str) -> None:
        self.cubo.delete(_nombre_en_cubo(sha256))


@lru_cache(maxsize=8)
def abrir_cubo(direccion: str) -> S3Store:
    """El cubo de s3://cubo/prefijo; la clave y el extremo, de las variables AWS_* usuales.

    Sin cifrar (http) solo con AWS_ALLOW_HTTP=true.
    """
    return S3Store.from_url(
        direccion,
        client_options={"timeout": ESPERA, "allow_http": _permite_http()},
        retry_config={"max_retries": 3, "retry_timeout": INSISTENCIA},
    )


def _permite_http() -> bool:
    return os.environ.get("AWS_ALLOW_HTTP", "").strip().lower() in {"true", "1", "yes"}


def _nombre_en_cubo(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
