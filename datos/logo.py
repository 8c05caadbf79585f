"""El logo de una municipalidad: se guarda como un PNG chico hecho por nosotros, no como llegó."""

from base64 import b64encode
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from datos import almacen
from modelos.errores import ErrorDeDominio

OCTETOS = 5_000_000
PIXELES = 25_000_000
LADO = 512  # píxeles del mayor lado de lo que se guarda
FORMATOS = ("PNG", "JPEG")


def guardar(contenido: bytes) -> str:
    """Guarda la imagen achicada, sin los datos que traía, y retorna su SHA-256 en el almacén.

    ErrorDeDominio si no es un PNG o JPEG, o si es demasiado grande.
    """
    if len(contenido) > OCTETOS:
        raise ErrorDeDominio("No se guardó el logo: pesa más de 5 MB. Use una imagen más chica.")
    try:
        with Image.open(BytesIO(contenido), formats=FORMATOS) as abierta:
            if abierta.width * abierta.height > PIXELES:
                raise ErrorDeDominio("No se guardó el logo: tiene más de 25 millones de píxeles. Achíquelo.")
            chica = abierta.convert("RGBA")
            chica.thumbnail((LADO, LADO))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ErrorDeDominio(
            "No se guardó el logo: el archivo no es una imagen PNG o JPEG, o está dañado. Elija otro."
        ) from error
    salida = BytesIO()
    chica.save(salida, "PNG", optimize=True)
    return almacen.guardar(salida.getvalue())


def en_svg(sha256: str | None) -> str:
    """La imagen dentro de un SVG, como la piden las plantillas; vacío si no hay o ya no está."""
    png = _leer(sha256)
    if png is None:
        return ""
    with Image.open(BytesIO(png)) as abierta:
        ancho, alto = abierta.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ancho}" height="{alto}">'
        f'<image width="{ancho}" height="{alto}" href="{_direccion(png)}"/></svg>'
    )


def en_direccion(sha256: str | None) -> str:
    """La imagen como dirección «data:», para mostrarla en una pantalla; vacía si no hay."""
    png = _leer(sha256)
    return _direccion(png) if png else ""


def _leer(sha256: str | None) -> bytes | None:
    try:
        return almacen.leer(sha256) if sha256 else None
    except ErrorDeDominio:
        return None


def _direccion(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"
