"""El título y la clase que se proponen para una evidencia por el nombre de su archivo."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from modelos.certificacion.estados import ClaseEvidencia
from modelos.expediente.nombres import en_una_linea
from modelos.parecido import normalizar

LARGO_DE_TITULO = 150  # letras
_SEPARADORES = re.compile(r"[_\s]+|(?<=\w)-(?=\D)|(?<=\D)-(?=\w)")
_CLASES: tuple[tuple[re.Pattern[str], ClaseEvidencia], ...] = tuple(
    (re.compile(rf"\b({forma})"), clase)
    for forma, clase in (
        ("asistencia|asistentes|inscritos", ClaseEvidencia.LISTA_DE_ASISTENCIA),
        ("acta", ClaseEvidencia.ACTA),
        ("decreto|decretos", ClaseEvidencia.DECRETO),
        ("ordenanza", ClaseEvidencia.ORDENANZA),
        ("convenio", ClaseEvidencia.CONVENIO),
        ("informe|diagnostico|estudio", ClaseEvidencia.INFORME),
        ("boleta|consumo|factura", ClaseEvidencia.REGISTRO_DE_CONSUMO),
        ("afiche|difusion|noticia|publicacion|volante", ClaseEvidencia.DIFUSION),
    )
)


def titulo_segun(nombre: str) -> str:
    """«Acta CAC marzo» de «Acta_CAC-marzo.pdf»; de una dirección, su última parte o su sitio."""
    ultima, sitio = _de_direccion(nombre) if "://" in nombre else (nombre, "")
    sin_extension = re.sub(r"\.\w{1,5}$", "", ultima)
    limpio = en_una_linea(_SEPARADORES.sub(" ", sin_extension))
    return (limpio[:1].upper() + limpio[1:] or en_una_linea(sitio))[:LARGO_DE_TITULO] or "Evidencia"


def _de_direccion(direccion: str) -> tuple[str, str]:
    """Su última parte y su sitio; nada de una mal escrita, que se niega al guardarla."""
    try:
        partes = urlsplit(direccion)
    except ValueError:
        return "", ""
    return unquote(PurePosixPath(partes.path).name), partes.hostname or ""


def clase_segun(nombre: str, *, es_imagen: bool) -> ClaseEvidencia:
    """La que dice su nombre; una imagen que no dice otra cosa es una fotografía."""
    llano = normalizar(_SEPARADORES.sub(" ", nombre))
    hallada = next((clase for forma, clase in _CLASES if forma.search(llano)), None)
    if hallada is not None:
        return hallada
    return ClaseEvidencia.FOTOGRAFIA if es_imagen else ClaseEvidencia.OTRO
