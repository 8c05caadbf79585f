"""Verifica un expediente de cualquier origen sin extraerlo: lee de a trozos, con cotas, y nunca falla."""

import hashlib
import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from datos.expediente.bolsa import BAGIT, DATOS, INFO, MANIFIESTO, MARCAS, OXUM, TROZO
from modelos.expediente import nombres
from modelos.expediente.veredicto import Clase, Hallazgo, Veredicto, dictar, rechazar

ENTRADAS_MAXIMAS = 100_000
OCTETOS_MAXIMOS = 200 << 30
RAZON_MAXIMA = 400  # veces que los documentos de una municipalidad no alcanzan a comprimirse
SIN_SOSPECHA = 10 << 20  # bytes que caben en cualquier equipo: por debajo no se mira la razón
DIRECTORIO_MAXIMO = 64 << 20
INFO_MAXIMA = 1 << 20
MARCA_MAXIMA = 32 << 20  # bytes de un manifiesto de cien mil archivos

_FALLAS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, KeyError, IndexError),
)
_LEGIBLES = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SIN_LUGAR = {Clase.RUTA_INSEGURA, Clase.FUERA_DE_LA_CARPETA, Clase.REPETIDO}
_CIFRADA = 0x1 | 0x40 | 0x2000
_CON_DESCRIPTOR = 0x8
_DESCRIPTORES = (0, 12, 16, 20, 24)  # bytes que puede llevar tras de sí una entrada escrita de corrido
_CABECERA, _INDICE, _FINAL, _FINAL_64, _LUGAR_64 = b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7"
_LINEA = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
_DECLARACION = re.compile(rb"BagIt-Version: \d\.\d+\r?\nTag-File-Character-Encoding: UTF-8\s*")


class _Final(NamedTuple):
    """Dónde termina el ZIP según él mismo, y lo que mide su directorio."""

    termina: int
    comentario: int
    directorio: int
    largo: int


class _Contenido(NamedTuple):
    """Lo que hay en la carpeta del expediente: la huella de cada archivo y los bytes que entrega."""

    huellas: Mapping[str, str]
    octetos: int


def verificar(archivo: Path | BinaryIO, octetos_maximos: int = OCTETOS_MAXIMOS) -> Veredicto:
    """Dice si el archivo es un expediente y si está intacto; no lanza por nada que el archivo traiga.

    `octetos_maximos` es lo que puede ocupar abierto; si pasa, no se revisa.
    """
    try:
        if not isinstance(archivo, Path):
            return _verificar(archivo, octetos_maximos)
        with archivo.open("rb") as abierto:
            return _verificar(abierto, octetos_maximos)
    except OSError:
        return rechazar(Clase.NO_SE_PUEDE_LEER)


def _verificar(archivo: BinaryIO, octetos_maximos: int) -> Veredicto:
    archivo.seek(0)
    sha256, peso = _huella(iter(lambda: archivo.read(TROZO), b""))
    try:
        final = _final(archivo, peso)
        if final is None:
            return rechazar(Clase.NO_ES_ZIP, sha256)
        if final.largo > DIRECTORIO_MAXIMO or _entradas(archivo, final) > ENTRADAS_MAXIMAS:
            return rechazar(Clase.DEMASIADOS_ARCHIVOS, sha256)
        with zipfile.ZipFile(archivo) as paquete:
            return _revisar(archivo, paquete, final, _Medidas(sha256, peso, octetos_maximos))
    except _FALLAS:
        return rechazar(Clase.NO_ES_ZIP, sha256)


class _Medidas(NamedTuple):
    """La huella y los bytes del ZIP, y los que se acepta leer de él."""

    sha256: str
    peso: int
    octetos_maximos: int


def _revisar(archivo: BinaryIO, paquete: zipfile.ZipFile, final: _Final, medidas: _Medidas) -> Veredicto:
    entradas = paquete.infolist()
    abierto = sum(entrada.file_size for entrada in entradas)
    if abierto > medidas.octetos_maximos:
        return rechazar(Clase.DEMASIADO_GRANDE, medidas.sha256)
    guardado = sum(entrada.compress_size for entrada in entradas)
    if guardado > medidas.peso or abierto > max(SIN_SOSPECHA, medidas.peso * RAZON_MAXIMA):
        return rechazar(Clase.SE_HINCHA, medidas.sha256)
    raiz = _raiz(paquete)
    if raiz is None:
        return rechazar(Clase.SIN_DECLARACION, medidas.sha256, BAGIT)
    hallazgos = [*_del_zip(archivo, entradas, paquete.start_dir, final, medidas.peso)]
    propias: dict[str, zipfile.ZipInfo] = {}
    for entrada in entradas:
        ruta = entrada.orig_filename.removeprefix(raiz)
        if clase := _defecto(entrada, raiz, propias):
            hallazgos.append(Hallazgo(clase, ruta))
        if clase not in _SIN_LUGAR and not entrada.is_dir():
            propias[nombres.clave(ruta)] = entrada
    contenido = _leer(paquete, propias.values(), raiz)
    hallazgos += _de_la_bolsa(paquete, raiz, contenido)
    archivos = sum(ruta.startswith(DATOS) for ruta in contenido.huellas)
    return dictar(hallazgos, medidas.sha256, archivos, contenido.octetos)


def _final(archivo: BinaryIO, peso: int) -> _Final | None:
    """Lo mismo que mirará zipfile, antes de que lea un directorio de cualquier tamaño."""
    desde = max(peso - (1 << 16) - 22, 0)
    cola = _bytes(archivo, desde, peso - desde)
    justo = len(cola) - 22
    lugar = justo if cola[justo:].startswith(_FINAL) and cola.endswith(b"\0\0") else cola.rfind(_FINAL)
    if lugar < 0 or lugar + 22 > len(cola):
        return None
    largo, comentario = struct.unpack("<12xL4xH", cola[lugar : lugar + 22])
    inicio = desde + lugar
    grande = _bytes(archivo, max(inicio - 76, 0), 76)
    tope = inicio
    if grande.startswith(_FINAL_64) and grande[56:60] == _LUGAR_64:
        (largo,), tope = struct.unpack("<Q", grande[40:48]), inicio - 76
    return _Final(inicio + 22 + comentario, comentario, tope - largo, largo)


def _entradas(archivo: BinaryIO, final: _Final) -> int:
    """Cuántas entradas puede haber a lo más: cada una comienza con su firma."""
    return _bytes(archivo, max(final.directorio, 0), final.largo).count(_INDICE)


def _del_zip(
    archivo: BinaryIO, entradas: list[zipfile.ZipInfo], directorio: int, final: _Final, peso: int
) -> Iterator[Hallazgo]:
    """Lo que el ZIP esconde fuera de sus archivos."""
    if final.comentario or any(entrada.comment for entrada in entradas):
        yield Hallazgo(Clase.COMENTARIO)
    if peso != final.termina:
        yield Hallazgo(Clase.BYTES_DESPUES)
    ordenadas = sorted(entradas, key=lambda entrada: entrada.header_offset)
    if ordenadas[0].header_offset != 0:
        yield Hallazgo(Clase.BYTES_ANTES)
    siguientes = [*(entrada.header_offset for entrada in ordenadas[1:]), directorio]
    if not all(_contigua(archivo, *par) for par in zip(ordenadas, siguientes, strict=True)):
        yield Hallazgo(Clase.BYTES_ENTRE)


def _contigua(archivo: BinaryIO, entrada: zipfile.ZipInfo, siguiente: int) -> bool:
    """La entrada termina donde comienza lo que sigue."""
    cabecera = _bytes(archivo, entrada.header_offset, 30)
    if len(cabecera) < 30 or not cabecera.startswith(_CABECERA):
        return False
    nombre, extra = struct.unpack("<26xHH", cabecera)
    sobran = siguiente - (entrada.header_offset + 30 + nombre + extra + entrada.compress_size)
    return sobran in (_DESCRIPTORES if entrada.flag_bits & _CON_DESCRIPTOR else _DESCRIPTORES[:1])


def _raiz(paquete: zipfile.ZipFile) -> str | None:
    """La carpeta que contiene a bagit.txt, con su barra; None si no hay ninguna que lo sea."""
    hallados = (nombre for nombre in paquete.namelist() if nombre.partition("/")[2] == BAGIT)
    declarada = next(hallados, "")
    if nombres.es_segura(declarada) and _DECLARACION.fullmatch(_texto(paquete, declarada) or b""):
        return declarada.removesuffix(BAGIT)
    return None


def _defecto(entrada: zipfile.ZipInfo, raiz: str, vistas: Mapping[str, zipfile.ZipInfo]) -> Clase | None:
    """Por qué una entrada no puede ser un archivo del expediente."""
    nombre, tipo = entrada.orig_filename, stat.S_IFMT(entrada.external_attr >> 16)
    if not nombres.es_segura(nombre.removesuffix("/")):
        return Clase.RUTA_INSEGURA
    if not nombre.startswith(raiz):
        return Clase.FUERA_DE_LA_CARPETA
    if nombres.clave(nombre.removeprefix(raiz)) in vistas:
        return Clase.REPETIDO
    if tipo not in (0, stat.S_IFDIR if entrada.is_dir() else stat.S_IFREG):
        return Clase.ENLACE
    if entrada.flag_bits & _CIFRADA:
        return Clase.CIFRADO
    return Clase.BYTES_ENTRE if entrada.is_dir() and entrada.file_size else None


def _leer(paquete: zipfile.ZipFile, entradas: Iterable[zipfile.ZipInfo], raiz: str) -> _Contenido:
    """La huella de cada archivo, vacía si no se puede leer: nunca coincide con la declarada."""
    huellas, octetos = {}, 0
    for entrada in entradas:
        ruta = _pareja(entrada.filename.removeprefix(raiz))
        try:
            huellas[ruta], leidos = _huella(_trozos(paquete, entrada))
        except _FALLAS:
            huellas[ruta], leidos = "", 0
        octetos += leidos if ruta.startswith(DATOS) else 0
    return _Contenido(huellas, octetos)


def _de_la_bolsa(paquete: zipfile.ZipFile, raiz: str, contenido: _Contenido) -> Iterator[Hallazgo]:
    datos = {ruta: huella for ruta, huella in contenido.huellas.items() if ruta.startswith(DATOS)}
    marcas = {ruta: huella for ruta, huella in contenido.huellas.items() if ruta not in datos}
    marcas.pop(MARCAS, None)
    for nombre, hallado, sobra, falta in (
        (MANIFIESTO, datos, Clase.SOBRA, Clase.FALTA_EL_MANIFIESTO),
        (MARCAS, marcas, Clase.NO_DECLARADO_EN_LA_RAIZ, Clase.FALTA_EL_MANIFIESTO_DE_MARCAS),
    ):
        if nombre not in contenido.huellas:
            yield Hallazgo(falta, nombre)
            continue
        declarado = _declarado(_texto(paquete, raiz + nombre))
        if declarado is None:
            yield Hallazgo(Clase.MANIFIESTO_ILEGIBLE, nombre)
        else:
            yield from _comparar(declarado, hallado, sobra)
    if not _oxum_coincide(_texto(paquete, raiz + INFO), f"{contenido.octetos}.{len(datos)}"):
        yield Hallazgo(Clase.OXUM_NO_COINCIDE, INFO)


def _comparar(declarado: Mapping[str, str], hallado: Mapping[str, str], sobra: Clase) -> Iterator[Hallazgo]:
    for ruta in sorted(declarado.keys() - hallado.keys()):
        yield Hallazgo(Clase.FALTA, ruta)
    for ruta in sorted(hallado.keys() - declarado.keys()):
        yield Hallazgo(sobra, ruta)
    for ruta in sorted(declarado.keys() & hallado.keys()):
        if declarado[ruta] != hallado[ruta]:
            yield Hallazgo(Clase.MANIFIESTO_ALTERADO if ruta == MANIFIESTO else Clase.ALTERADO, ruta)


def _declarado(contenido: bytes | None) -> dict[str, str] | None:
    """La huella de cada ruta de un manifiesto; None si alguna línea no se entiende o se repite."""
    declarado: dict[str, str] = {}
    for linea in io.BytesIO(contenido or b""):
        leida = _LINEA.fullmatch(linea.decode(errors="replace").rstrip("\r\n"))
        ruta = _pareja(_sin_escapar(leida[2])) if leida else ""
        if not leida or ruta in declarado:
            return None
        declarado[ruta] = leida[1].lower()
    return None if contenido is None else declarado


def _sin_escapar(ruta: str) -> str:
    return re.sub("%(0[aAdD]|25)", lambda escape: chr(int(escape[1], 16)), ruta)


def _oxum_coincide(contenido: bytes | None, contado: str) -> bool:
    texto = (contenido or b"")[:INFO_MAXIMA].decode(errors="replace")
    lineas = (linea.partition(":") for linea in texto.splitlines())
    return [valor.strip() for clave, _, valor in lineas if clave.rstrip() == OXUM] == [contado]


def _texto(paquete: zipfile.ZipFile, nombre: str) -> bytes | None:
    """Un archivo chico, entero; None si no está, no se puede leer o es demasiado grande para ser uno."""
    try:
        entrada = paquete.getinfo(nombre)
        if entrada.file_size > MARCA_MAXIMA:
            return None
        return b"".join(_trozos(paquete, entrada))
    except _FALLAS:
        return None


def _trozos(paquete: zipfile.ZipFile, entrada: zipfile.ZipInfo) -> Iterator[bytes]:
    """El contenido de una entrada; los demás compresores piden la memoria que quieran, y no se abren."""
    if entrada.compress_type not in _LEGIBLES:
        raise NotImplementedError
    with paquete.open(entrada) as abierta:
        while trozo := abierta.read(TROZO):
            yield trozo


def _huella(trozos: Iterable[bytes]) -> tuple[str, int]:
    huella, octetos = hashlib.sha256(), 0
    for trozo in trozos:
        huella.update(trozo)
        octetos += len(trozo)
    return huella.hexdigest(), octetos


def _bytes(archivo: BinaryIO, desde: int, cuantos: int) -> bytes:
    archivo.seek(desde, io.SEEK_SET)
    return archivo.read(cuantos)


def _pareja(ruta: str) -> str:
    """La ruta en una sola forma Unicode: macOS devuelve las suyas en otra."""
    return unicodedata.normalize("NFC", ruta)
