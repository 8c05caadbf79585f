"""Las miniaturas no llevan datos ajenos, y lo que anotó la cámara se lee sin confiar en que esté bien."""

from datetime import date
from io import BytesIO

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from datos.evidencias.imagenes import DatosDeImagen, datos_de, miniatura
from modelos.archivos import ArchivoRechazado

ROJO, AZUL = (220, 20, 20), (20, 20, 220)


def una_foto(fecha: str = "2026:11:05 10:30:00", orientacion: int = 1, *, lugar: bool = False) -> bytes:
    """Roja a la izquierda y azul a la derecha, con lo que anota una cámara."""
    foto = Image.new("RGB", (400, 200), ROJO)
    foto.paste(AZUL, (200, 0, 400, 200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientacion
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = fecha
    if lugar:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (29.0, 54.0, 0.0)
    salida = BytesIO()
    foto.save(salida, "JPEG", exif=exif, comment="de la cámara de Rosa")
    return salida.getvalue()


def test_se_lee_el_dia_en_que_se_tomo_y_si_trae_el_lugar() -> None:
    assert datos_de(una_foto(lugar=True)) == DatosDeImagen(date(2026, 11, 5), True)
    assert datos_de(una_foto()) == DatosDeImagen(date(2026, 11, 5), False)


@pytest.mark.parametrize("fecha", ["0000:00:00 00:00:00", "ayer", "", "2026:13:45"])
def test_una_fecha_que_no_se_entiende_no_es_una_falla(fecha: str) -> None:
    assert datos_de(una_foto(fecha, lugar=True)) == DatosDeImagen(None, True)


def test_un_exif_roto_o_una_imagen_sin_exif_no_dicen_nada() -> None:
    foto = una_foto()
    rota = foto.replace(b"Exif\0\0MM\0*\0\0\0\x08", b"Exif\0\0MM\0*\xff\xff\xff\x08")

    assert rota != foto
    assert datos_de(rota) == datos_de(b"no es una imagen") == DatosDeImagen(None, False)


def test_el_lugar_tambien_puede_venir_en_el_xmp() -> None:
    salida = BytesIO()
    Image.new("RGB", (9, 9)).save(salida, "JPEG", xmp=b'<x exif:GPSLatitude="29,54S"/>')

    assert datos_de(salida.getvalue()).con_ubicacion


def test_la_miniatura_no_lleva_los_datos_de_la_foto() -> None:
    chica = miniatura(una_foto(lugar=True), 100)

    with Image.open(BytesIO(chica)) as abierta:
        assert (abierta.format, abierta.size) == ("JPEG", (100, 50))
        assert dict(abierta.getexif()) == {}
    assert b"Exif" not in chica
    assert b"Rosa" not in chica


def test_la_miniatura_queda_derecha() -> None:
    with Image.open(BytesIO(miniatura(una_foto(orientacion=6), 100))) as abierta:
        assert abierta.size == (50, 100)
        arriba, abajo = abierta.getpixel((25, 10)), abierta.getpixel((25, 90))

    assert isinstance(arriba, tuple)
    assert isinstance(abajo, tuple)
    assert arriba[0] > 200 > abajo[0]


def test_la_miniatura_de_un_png_conserva_lo_transparente_y_no_su_texto() -> None:
    texto = PngImagePlugin.PngInfo()
    texto.add_text("Autora", "Rosa")
    salida = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(salida, "PNG", pnginfo=texto)

    chica = miniatura(salida.getvalue(), 64)

    with Image.open(BytesIO(chica)) as abierta:
        assert (abierta.format, abierta.size, abierta.mode) == ("PNG", (64, 64), "RGBA")
    assert b"Rosa" not in chica


def test_de_una_imagen_cortada_no_hay_miniatura() -> None:
    with pytest.raises(ArchivoRechazado, match="dañada"):
        miniatura(una_foto()[:-300], 100)
