"""La dirección de la red con que se prueba algo publicado."""

from urllib.parse import urlsplit

from modelos.errores import ErrorDeDominio

LARGO_MAXIMO = 2_000


def comprobar_direccion(escrita: str) -> str:
    """La dirección limpia; ErrorDeDominio si no es de una página de la red."""
    limpia = escrita.strip()
    try:
        partes = urlsplit(limpia)
    except ValueError:
        partes = urlsplit("")
    vale = partes.scheme in {"http", "https"} and partes.hostname and not partes.username
    if not vale or len(limpia) > LARGO_MAXIMO or not limpia.isprintable() or " " in limpia:
        raise ErrorDeDominio(
            "No se guardó: la dirección debe ser de una página, como https://www.municipalidad.cl/acta"
        )
    return limpia
