"""Las imágenes de evidencia: si están sanas, en chico y sin datos ajenos, y lo que dicen sus datos EXIF."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from PIL import ExifTags, Image, ImageOps

from modelos.archivos import ArchivoRechazado

PIXELES = 50_000_000
FORMATOS = ("JPEG", "PNG")
CALIDAD = 80  # de 100, del JPEG de una miniatura
_EXCESOS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class DatosDeImagen(NamedTuple):
    """Lo que la cámara anotó; sin datos, o con datos que no se entienden, nada."""

    tomada_el: date | None
    con_ubicacion: bool


def exigir_sana(archivo: BinaryIO, formato: str) -> None:
    """ArchivoRechazado si no se puede mostrar entera: está cortada, dañada o es demasiado grande."""
    with _abierta(archivo, formato) as imagen:
        imagen.verify()
    if formato == "JPEG":  # su verify() no mira más que el encabezado
        with _abierta(archivo, formato) as imagen:
            imagen.draft("L", (1, 1))
            imagen.load()


def miniatura(contenido: bytes, lado: int) -> bytes:
    """La imagen derecha, con su mayor lado de hasta tantos píxeles y sin ninguno de los datos que traía.

    En su mismo formato; ArchivoRechazado si no es un JPEG o PNG que se pueda mostrar.
    """
    with _abierta(BytesIO(contenido), *FORMATOS) as imagen:
        formato = "PNG" if imagen.format == "PNG" else "JPEG"
        imagen.draft("RGB", (lado, lado))
        modo = "RGBA" if formato == "PNG" and imagen.has_transparency_data else "RGB"
        imagen.thumbnail((lado, lado))  # antes que nada: cada copia de la grande ocuparía tanto como ella
        chica = ImageOps.exif_transpose(imagen).convert(modo)
        chica.info.clear()  # el perfil, los comentarios y el XMP se guardarían con ella
        salida = BytesIO()
        chica.save(salida, formato, optimize=True, quality=CALIDAD)
    return salida.getvalue()


def datos_de(contenido: bytes) -> DatosDeImagen:
    """El día en que se tomó y si trae el lugar."""
    return DatosDeImagen(_o_nada(_tomada_el, contenido), bool(_o_nada(_con_ubicacion, contenido)))


def _tomada_el(imagen: Image.Image) -> date:
    anotado = imagen.getexif().get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
    return datetime.strptime(str(anotado)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - es la hora de la cámara


def _con_ubicacion(imagen: Image.Image) -> bool:
    lugar = imagen.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return ExifTags.GPS.GPSLatitude in lugar or b"GPSLatitude" in imagen.info.get("xmp", b"")


def _o_nada(leer: Any, contenido: bytes) -> Any:
    try:
        with Image.open(BytesIO(contenido), formats=FORMATOS) as imagen:
            return leer(imagen)
    except Exception:  # noqa: BLE001  (un EXIF mal escrito falla de muchas formas, y nada depende de él)
        return None


@contextmanager
def _abierta(archivo: BinaryIO, *formatos: str) -> Iterator[Image.Image]:
    archivo.seek(0)
    try:
        with Image.open(archivo, formats=formatos) as imagen:
            if imagen.width * imagen.height > PIXELES:
                raise _excesiva()
            yield imagen
    except _EXCESOS as error:
        raise _excesiva() from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError) as error:
        raise ArchivoRechazado(
            "La imagen está dañada o incompleta.", "Expórtela de nuevo como .jpg o .png y súbala."
        ) from error


def _excesiva() -> ArchivoRechazado:
    return ArchivoRechazado(
        f"La imagen tiene más de {PIXELES // 1_000_000} millones de píxeles.", "Achíquela y súbala de nuevo."
    )
