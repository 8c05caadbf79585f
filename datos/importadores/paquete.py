"""El ZIP de un documento de Word o Excel, descomprimido entero con límites y sin entidades XML."""

import zlib
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from datos.importadores.rechazos import (
    archivo_danado,
    archivo_excesivo,
    archivo_protegido,
    archivo_sospechoso,
)

ENTRADAS_MAXIMAS = 3_000
BYTES_MAXIMOS = 100 * 1024 * 1024
BYTES_MAXIMOS_POR_XML = 30 * 1024 * 1024  # una hoja de 400 000 celdas ocupa unos 20 MB
ETIQUETAS_MAXIMAS_POR_XML = 2_000_000  # esa hoja tiene un millón y medio
RAZON_MAXIMA = 150  # un documento real se comprime a lo más unas 50 veces
BYTES_SIN_RAZON = 5 * 1024 * 1024  # por debajo de esto, ni una razón enorme hace daño

FALLAS_DEL_ZIP = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)

Partes = dict[str, bytes]


def abrir_paquete(contenido: bytes) -> Partes:
    """Las partes del paquete por nombre.

    Lanza ErrorDeDominio si está dañado, cifrado, crece más de lo razonable o trae un DTD.
    """
    try:
        with ZipFile(BytesIO(contenido)) as archivo:
            entradas = archivo.infolist()
            _exigir_tamano_razonable(entradas, len(contenido))
            partes = _descomprimir(archivo, entradas)
    except FALLAS_DEL_ZIP as error:
        raise archivo_danado() from error
    for nombre, parte in partes.items():
        if nombre.endswith((".xml", ".rels", ".vml")):
            if len(parte) > BYTES_MAXIMOS_POR_XML or parte.count(b"<") > ETIQUETAS_MAXIMAS_POR_XML:
                raise archivo_excesivo()
            _exigir_sin_entidades(parte)
    return partes


def empaquetar(partes: Partes) -> bytes:
    """Las mismas partes en un ZIP sin comprimir: quien lo abra ya no puede ser sorprendido."""
    destino = BytesIO()
    with ZipFile(destino, "w", ZIP_STORED) as archivo:
        for nombre, parte in partes.items():
            archivo.writestr(ZipInfo(nombre), parte)
    return destino.getvalue()


def _exigir_tamano_razonable(entradas: list[ZipInfo], comprimido: int) -> None:
    total = sum(entrada.file_size for entrada in entradas)
    if any(entrada.flag_bits & 0x1 for entrada in entradas):
        raise archivo_protegido()
    if len(entradas) > ENTRADAS_MAXIMAS or total > BYTES_MAXIMOS:
        raise archivo_excesivo()
    if total > BYTES_SIN_RAZON and total > comprimido * RAZON_MAXIMA:
        raise archivo_excesivo()


def _descomprimir(archivo: ZipFile, entradas: list[ZipInfo]) -> Partes:
    """Lee cada parte; zipfile no entrega más bytes que los declarados, que ya se sumaron."""
    return {entrada.filename: archivo.read(entrada) for entrada in entradas if not entrada.is_dir()}


def _exigir_sin_entidades(parte: bytes) -> None:
    sin_utf16 = parte.replace(b"\0", b"")
    if b"<!DOCTYPE" in sin_utf16 or b"<!ENTITY" in sin_utf16:
        raise archivo_sospechoso()
