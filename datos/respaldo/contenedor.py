"""El ZIP de un respaldo: cómo se escribe de a poco, y la revisión que pasa antes de creerle nada."""

import hashlib
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import IO

from datos.respaldo import manifiesto
from datos.respaldo.manifiesto import Manifiesto, Parte
from modelos.errores import ErrorDeDominio

Avisar = Callable[[float, str], None]
"""Recibe cuánto va hecho (0 a 1) y en qué se está."""

TROZO = 1 << 20
MUESTRA = 1 << 16  # bytes del primer trozo con que se decide si comprimir
MUESTRA_MINIMA = 1 << 12  # con menos (una fila, un archivo chico) no se sabe, y comprimir cuesta poco
VALE_LA_PENA = 0.9  # parte del tamaño en que debe quedar la muestra
MANIFIESTO_MAXIMO = 64 << 20
LINEA_MAXIMA = 64 << 20
PARTES_MAXIMAS = 1_000_000
RAZON_MAXIMA = 400  # veces que un respaldo verdadero, con una bitácora muy repetida, no alcanza a comprimirse
SIN_SOSPECHA = 10 << 20  # bytes que caben en cualquier equipo: por debajo no se mira la razón

_NOMBRE = re.compile(r"(tablas/[a-z0-9_]+\.jsonl|archivos(/[\w.+@ ()=,-]+)+)", re.ASCII)


def no_avisar(_hecho: float, _texto: str) -> None:
    """Para quien no muestra el progreso."""


def agregar(paquete: zipfile.ZipFile, nombre: str, trozos: Iterable[bytes]) -> Parte:
    """Escribe una parte a medida que llega; retorna su tamaño y su huella."""
    tamano, huella = 0, hashlib.sha256()
    por_leer = iter(trozos)
    primero = next(por_leer, b"")
    entrada = zipfile.ZipInfo(nombre, datetime.now(UTC).astimezone().timetuple()[:6])
    entrada.compress_type = zipfile.ZIP_DEFLATED if _se_comprime(primero) else zipfile.ZIP_STORED
    with paquete.open(entrada, "w", force_zip64=True) as parte:
        for trozo in chain([primero], por_leer):
            parte.write(trozo)
            huella.update(trozo)
            tamano += len(trozo)
    return Parte(tamano=tamano, sha256=huella.hexdigest())


def _se_comprime(primero: bytes) -> bool:
    """Una foto, un PDF o un .docx ya vienen comprimidos: repetirlo cuesta diez veces más que copiarlos."""
    medio = len(primero) // 2
    muestra = primero[medio : medio + MUESTRA]
    return len(muestra) < MUESTRA_MINIMA or len(zlib.compress(muestra, 1)) < len(muestra) * VALE_LA_PENA


def trozos(archivo: IO[bytes]) -> Iterator[bytes]:
    """El contenido de un archivo, sin tenerlo entero en memoria."""
    while trozo := archivo.read(TROZO):
        yield trozo


class Contadas:
    """Cuenta lo que pasa por ella, para saberlo al terminar."""

    def __init__(self, origen: Iterable[bytes]) -> None:
        self._origen = origen
        self.cuantas = 0

    def __iter__(self) -> Iterator[bytes]:
        for linea in self._origen:
            self.cuantas += 1
            yield linea


def llevar_al_disco(archivo: Path) -> None:
    """No vuelve hasta que el contenido está en el disco; quien lo lea después lo leerá del disco."""
    with archivo.open("r+b") as abierto:
        os.fsync(abierto.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(abierto.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class Contenedor:
    """Un respaldo abierto, con su manifiesto ya leído y sus nombres y tamaños ya revisados."""

    def __init__(self, paquete: zipfile.ZipFile, peso: int) -> None:
        self._paquete = paquete
        _rechazar_repetidos(paquete)
        self.manifiesto: Manifiesto = manifiesto.leer(_leer_manifiesto(paquete))
        _rechazar_trampas(paquete, self.manifiesto, peso)

    def comprobar(self, avisar: Avisar = no_avisar) -> None:
        """Lee todo y compara cada huella; ErrorDeDominio nombra la primera parte que no coincide."""
        total, leido = self.manifiesto.tamano or 1, 0
        for nombre, parte in self.manifiesto.partes.items():
            huella = hashlib.sha256()
            for trozo in self.leer(nombre):
                huella.update(trozo)
                leido += len(trozo)
                avisar(leido / total, f"Comprobando {nombre}")
            if huella.hexdigest() != parte.sha256:
                raise _alterada(nombre)

    def leer(self, nombre: str) -> Iterator[bytes]:
        """El contenido de una parte, de a trozos; nunca más que lo que dice el manifiesto."""
        with _explicar_dano(nombre), self._paquete.open(nombre) as parte:
            yield from trozos(parte)

    def lineas(self, nombre: str) -> Iterator[bytes]:
        """Las líneas de una parte de texto."""
        with _explicar_dano(nombre), self._paquete.open(nombre) as parte:
            while linea := parte.readline(LINEA_MAXIMA):
                yield linea


@contextmanager
def abrir(archivo: Path) -> Iterator[Contenedor]:
    """Abre un respaldo; ErrorDeDominio si no es uno, está cortado o trae algo que no debe."""
    try:
        with _explicar_dano(archivo.name), archivo.open("rb") as abierto, zipfile.ZipFile(abierto) as paquete:
            yield Contenedor(paquete, archivo.stat().st_size)
    except FileNotFoundError as error:
        raise ErrorDeDominio(f"No existe el archivo {archivo}.") from error
    except IsADirectoryError as error:
        raise ErrorDeDominio(f"{archivo} es una carpeta, no un respaldo.") from error


def verificar(archivo: Path, avisar: Avisar = no_avisar) -> Manifiesto:
    """Lee el respaldo entero y compara cada huella; ErrorDeDominio si algo no coincide."""
    with abrir(archivo) as respaldo:
        respaldo.comprobar(avisar)
        return respaldo.manifiesto


@contextmanager
def _explicar_dano(nombre: str) -> Iterator[None]:
    try:
        yield
    except zipfile.BadZipFile as error:
        if "CRC" in str(error):
            raise _alterada(nombre) from error
        raise ErrorDeDominio(f"El respaldo está cortado o dañado: no se puede abrir {nombre}.") from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ErrorDeDominio(f"El respaldo está dañado: no se puede leer {nombre}.") from error


def _alterada(nombre: str) -> ErrorDeDominio:
    return ErrorDeDominio(
        f"El respaldo está alterado: {nombre} no es lo que se guardó. No se usó nada de él."
    )


def _rechazar_repetidos(paquete: zipfile.ZipFile) -> None:
    nombres = [nombre.lower() for nombre in paquete.namelist()]
    if len(nombres) > PARTES_MAXIMAS:
        raise ErrorDeDominio("El respaldo trae demasiadas partes para ser verdadero.")
    if len(set(nombres)) != len(nombres):
        raise ErrorDeDominio("El respaldo está alterado: trae dos partes con el mismo nombre.")


def _leer_manifiesto(paquete: zipfile.ZipFile) -> bytes:
    try:
        informacion = paquete.getinfo(manifiesto.NOMBRE)
    except KeyError as error:
        raise ErrorDeDominio("El archivo es un ZIP, pero no un respaldo: le falta el manifiesto.") from error
    if informacion.file_size > MANIFIESTO_MAXIMO:
        raise ErrorDeDominio("El manifiesto del respaldo es demasiado grande para ser verdadero.")
    with paquete.open(informacion) as parte:
        return parte.read(MANIFIESTO_MAXIMO)


def _rechazar_trampas(paquete: zipfile.ZipFile, hoja: Manifiesto, peso: int) -> None:
    entradas = paquete.infolist()
    _comparar_nombres({entrada.filename for entrada in entradas} - {manifiesto.NOMBRE}, hoja)
    for entrada in entradas:
        _rechazar_entrada(entrada, hoja)
    descomprimido = sum(entrada.file_size for entrada in entradas)
    if sum(entrada.compress_size for entrada in entradas) > peso or (
        descomprimido > SIN_SOSPECHA and descomprimido > peso * RAZON_MAXIMA
    ):
        raise ErrorDeDominio("El respaldo se hincha demasiado al abrirlo: no es verdadero. No se abrió.")


def _comparar_nombres(nombres: set[str], hoja: Manifiesto) -> None:
    tablas = {f"tablas/{tabla}.jsonl" for tabla in hoja.tablas}
    faltan = sorted((hoja.partes.keys() | tablas) - nombres)
    if faltan:
        raise ErrorDeDominio(f"El respaldo está incompleto: le falta {faltan[0]}.")
    sobran = sorted(nombres - hoja.partes.keys())
    if sobran:
        raise ErrorDeDominio(f"El respaldo está alterado: {sobran[0]!r} no figura en su manifiesto.")


def _rechazar_entrada(entrada: zipfile.ZipInfo, hoja: Manifiesto) -> None:
    nombre = entrada.filename
    if nombre == manifiesto.NOMBRE:
        return
    if not nombre_seguro(nombre):
        raise ErrorDeDominio(
            f"El respaldo trae un nombre que no se acepta: {nombre!r}. No se usó nada de él."
        )
    if entrada.flag_bits & 1:
        raise ErrorDeDominio("El respaldo tiene contraseña: ábralo y vuelva a comprimirlo sin ella.")
    if entrada.file_size != hoja.partes[nombre].tamano:
        raise _alterada(nombre)


def nombre_seguro(nombre: str) -> bool:
    """El nombre solo puede caer dentro de la carpeta donde se restaura."""
    return bool(_NOMBRE.fullmatch(nombre)) and not any(
        parte.strip(". ") == "" or parte != parte.rstrip(". ") for parte in nombre.split("/")
    )
