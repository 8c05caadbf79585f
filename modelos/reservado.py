"""Lo que no va a un registro: secretos, testigos y datos de personas, aunque vengan dentro de un texto."""

import re

from modelos.datos_personales import CORREO, RUT

OCULTO = "…"
_SUSTITUCIONES = (
    (re.compile(r"(?<!\w)(\w+://)[^\s/@]+@"), rf"\1{OCULTO}@"),  # usuario y clave de una dirección
    (
        re.compile(
            r"\b(password|passwd|clave|contraseña|token|testigo|secreto?|cookie|authorization|bearer|csrf\w*)"
            r"(['\"]?\s*[=:]\s*)(?:bearer\s+)?\S+",
            re.IGNORECASE,
        ),
        rf"\1\2{OCULTO}",
    ),
    (CORREO, "«correo»"),
    (RUT, "«RUT»"),
    (re.compile(r"\+\d[\d\s-]{6,}\d|(?<![\w-])\d{8,}(?![\w-])"), "«número»"),
    (re.compile(r"(?<![\w-])(?=\w*\d)(?=\w*[A-Za-z])\w{24,}(?![\w-])"), "«testigo»"),
    (re.compile(r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{32,}"), "«testigo»"),
)
_ENTRE_COMILLAS = re.compile(r"'[^']*'|\"[^\"]*\"|«[^»]*»|“[^”]*”")


def ocultar(texto: str) -> str:
    """El texto sin lo que parece un secreto o un dato de alguien; lo demás, igual y en una línea."""
    for patron, en_vez in _SUSTITUCIONES:
        texto = patron.sub(en_vez, texto)
    return " ".join(texto.split())


def ocultar_lo_citado(texto: str) -> str:
    """De un error, su primera línea sin lo que va entre comillas: puede ser lo que alguien escribió."""
    primera = texto.strip().partition("\n")[0]
    return ocultar(_ENTRE_COMILLAS.sub(f"«{OCULTO}»", primera))
