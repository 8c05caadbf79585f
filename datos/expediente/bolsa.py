"""Escribe el expediente como un ZIP que contiene un paquete BagIt, sin tener ningún archivo en memoria."""

import hashlib
import re
import stat
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from modelos.errores import ErrorDeDominio
from modelos.expediente import nombres

BAGIT = "bagit.txt"
INFO = "bag-info.txt"
MANIFIESTO = "manifest-sha256.txt"
MARCAS = "tagmanifest-sha256.txt"
DATOS = "data/"
OXUM = "Payload-Oxum"
DECLARACION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

Avance = Callable[[int], bool]
"""Recibe los octetos ya escritos; si retorna True, se cancela."""

TROZO = 1 << 20
_PROPIOS = {nombres.clave(nombre) for nombre in (BAGIT, INFO, MANIFIESTO, MARCAS, "fetch.txt", "data")}
_YA_COMPRIMIDO = {
    *(".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov", ".mp3", ".m4a"),
    *(".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".gz", ".7z"),
}
_ANCHO = 79  # columnas de una línea de bag-info.txt: lo que aconseja RFC 8493 §2.2.2
_ETIQUETA = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_ANIOS_DE_UN_ZIP = (1980, 2107)


class Pieza(NamedTuple):
    """Un archivo entregado: su ruta bajo data/, cómo se lee de a trozos y la huella que debe tener."""

    ruta: str
    partes: Callable[[], Iterator[bytes]]
    sha256: str | None = None


class Hecho(NamedTuple):
    """El ZIP terminado: sus bytes y su huella, y cuántos bytes y archivos entrega."""

    tamano: int
    sha256_del_zip: str
    octetos: int
    archivos: int


def escribir(
    destino: Path,
    nombre_raiz: str,
    piezas: Iterable[Pieza],
    info: Mapping[str, str],
    avance: Avance | None = None,
    *,
    cuando: datetime,
    en_la_raiz: Mapping[str, bytes] | None = None,
) -> Hecho:
    """Escribe el expediente en `destino`, que aparece entero o no aparece; lo mismo da siempre el mismo ZIP.

    `info` va en bag-info.txt, `en_la_raiz` junto a los archivos de BagIt y `cuando` es la fecha de todos.
    ErrorDeDominio si se cancela, si una pieza no es la que se guardó o si no se pudo leer o escribir.
    """
    with _provisional(destino) as parcial:
        with zipfile.ZipFile(parcial, "w") as paquete:
            bolsa = _Bolsa(paquete, nombre_raiz, cuando, avance)
            bolsa.agregar_marca(BAGIT, DECLARACION)
            for pieza in piezas:
                bolsa.agregar_pieza(pieza)
            bolsa.cerrar(info, en_la_raiz or {})
        sha256 = _huella(parcial, bolsa)
        hecho = Hecho(parcial.stat().st_size, sha256, bolsa.octetos, len(bolsa.entregados))
        parcial.replace(destino)
    return hecho


def informacion(info: Mapping[str, str]) -> bytes:
    """Las líneas de bag-info.txt, plegadas; ErrorDeDominio si una etiqueta no sirve. Lo vacío no se anota."""
    lineas: list[str] = []
    for etiqueta, escrito in info.items():
        if not _ETIQUETA.fullmatch(etiqueta):
            raise ErrorDeDominio(f"«{etiqueta}» no sirve de etiqueta en bag-info.txt: use letras y guiones.")
        lineas += textwrap.wrap(
            nombres.en_una_linea(escrito),
            _ANCHO,
            initial_indent=f"{etiqueta}: ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return _texto(lineas)


class _Bolsa:
    """El paquete a medio escribir, con la huella de lo que ya tiene."""

    def __init__(self, paquete: zipfile.ZipFile, raiz: str, cuando: datetime, avance: Avance | None) -> None:
        _exigir_nombre(raiz, nombres.RAIZ_MAXIMA, hondura=1)
        primero, ultimo = _ANIOS_DE_UN_ZIP
        self._fecha = (min(max(cuando.year, primero), ultimo), *cuando.timetuple()[1:6])
        self._paquete, self._raiz, self._avance = paquete, raiz, avance
        self._ocupadas: set[str] = set()
        self._carpetas: set[str] = set()
        self._marcas: dict[str, str] = {}
        self.entregados: dict[str, str] = {}
        self.octetos = 0

    def agregar_pieza(self, pieza: Pieza) -> None:
        """Escribe un archivo bajo data/ y anota su huella; ErrorDeDominio si no es la que debe."""
        self._ocupar(pieza.ruta)
        ruta = DATOS + pieza.ruta
        self.entregados[ruta] = self._escribir(ruta, self._contar(pieza.partes()))
        if pieza.sha256 not in (None, self.entregados[ruta]):
            raise ErrorDeDominio(
                f"No se hizo el expediente: «{pieza.ruta}» ya no es el archivo que se guardó. No quedó nada "
                "a medias. Recupere ese archivo de un respaldo y vuelva a generarlo."
            )

    def agregar_marca(self, nombre: str, contenido: bytes) -> None:
        """Escribe un archivo de los que describen el paquete, en su raíz."""
        self._marcas[nombre] = self._escribir(nombre, [contenido])

    def cerrar(self, info: Mapping[str, str], en_la_raiz: Mapping[str, bytes]) -> None:
        """Agrega lo que describe el paquete, cuando ya se sabe todo lo que entrega."""
        if not self.entregados:
            raise ErrorDeDominio("No se hizo el expediente: no tiene ningún archivo que entregar.")
        for nombre, contenido in en_la_raiz.items():
            _exigir_nombre(nombre, nombres.RAIZ_MAXIMA, hondura=1)
            if nombres.clave(nombre) in _PROPIOS:
                raise _mal_nombre(nombre)
            self.agregar_marca(nombre, contenido)
        oxum = {OXUM: f"{self.octetos}.{len(self.entregados)}"}
        self.agregar_marca(INFO, informacion({**info, **oxum}))
        self.agregar_marca(MANIFIESTO, _manifiesto(self.entregados))
        self._escribir(MARCAS, [_manifiesto(self._marcas)])

    def consultar(self) -> None:
        """Dice cuánto va; ErrorDeDominio si piden cancelar."""
        if self._avance and self._avance(self.octetos):
            raise ErrorDeDominio(
                "Se canceló el expediente. No quedó nada a medias y la evidencia sigue como estaba."
            )

    def _ocupar(self, ruta: str) -> None:
        _exigir_nombre(ruta, nombres.RUTA_MAXIMA - len(f"{self._raiz}/{DATOS}"))
        propia = nombres.clave(ruta)
        carpetas = {nombres.clave(carpeta) for carpeta in nombres.carpetas(ruta)}
        if propia in self._ocupadas or propia in self._carpetas or carpetas & self._ocupadas:
            raise ErrorDeDominio(f"No se hizo el expediente: dos de sus archivos se llaman «{ruta}».")
        self._ocupadas.add(propia)
        self._carpetas |= carpetas

    def _contar(self, trozos: Iterator[bytes]) -> Iterator[bytes]:
        for trozo in trozos:
            yield trozo
            self.octetos += len(trozo)
            self.consultar()

    def _escribir(self, ruta: str, trozos: Iterable[bytes]) -> str:
        entrada = zipfile.ZipInfo(f"{self._raiz}/{ruta}", self._fecha)
        entrada.create_system = 3  # Unix, también en Windows: el mismo contenido da el mismo ZIP
        entrada.external_attr = (stat.S_IFREG | 0o644) << 16
        ya_comprimido = PurePosixPath(ruta).suffix.lower() in _YA_COMPRIMIDO
        entrada.compress_type = zipfile.ZIP_STORED if ya_comprimido else zipfile.ZIP_DEFLATED
        huella = hashlib.sha256()
        with self._paquete.open(entrada, "w", force_zip64=True) as abierta:
            for trozo in trozos:
                abierta.write(trozo)
                huella.update(trozo)
        return huella.hexdigest()


@contextmanager
def _provisional(destino: Path) -> Iterator[Path]:
    """Un archivo donde escribir, junto al destino, que se borra si algo falla."""
    parcial: Path | None = None
    try:
        destino.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=destino.parent, suffix=".parcial", delete=False) as creado:
            parcial = Path(creado.name)
        yield parcial
    except OSError as error:
        raise ErrorDeDominio(
            f"No se hizo el expediente: falló la lectura o la escritura ({error.strerror or error}). No "
            "quedó nada a medias. Revise el espacio y los permisos del disco, y vuelva a generarlo."
        ) from error
    finally:
        if parcial:
            parcial.unlink(missing_ok=True)


def _huella(parcial: Path, bolsa: _Bolsa) -> str:
    huella = hashlib.sha256()
    with parcial.open("rb") as abierto:
        while trozo := abierto.read(TROZO):
            huella.update(trozo)
            bolsa.consultar()
    return huella.hexdigest()


def _exigir_nombre(ruta: str, hasta: int, hondura: int = 99) -> None:
    if len(ruta) > hasta or ruta.count("/") >= hondura or not nombres.es_limpia(ruta):
        raise _mal_nombre(ruta)


def _mal_nombre(ruta: str) -> ErrorDeDominio:
    return ErrorDeDominio(
        f"No se hizo el expediente: «{nombres.en_una_linea(ruta)}» no es un nombre que todo sistema acepte, "
        "o es demasiado largo."
    )


def _manifiesto(huellas: Mapping[str, str]) -> bytes:
    """Ninguna ruta trae %, CR ni LF: no hay nada que escapar (RFC 8493 §2.1.3)."""
    return _texto(f"{huella}  {ruta}" for ruta, huella in huellas.items())


def _texto(lineas: Iterable[str]) -> bytes:
    return "".join(f"{linea}\n" for linea in lineas).encode()
