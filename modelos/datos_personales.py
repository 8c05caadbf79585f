"""Los datos de personas que vienen dentro de un texto: se tapan para quien no los necesita.

El RUT comprueba su dígito verificador (módulo 11) y la cédula del Ecuador el suyo (módulo 10): así una
cantidad no pasa por documento. El DUI de El Salvador y los teléfonos se conocen por su forma.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

Dato = TypeVar("Dato")

CORREO = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RUT = re.compile(r"(?<![\w.-])\d{1,2}\.?\d{3}\.?\d{3}\s?[-‐‑–]\s?[\dkK](?![\w-])")
_RUT_SIN_GUION = re.compile(r"(?<![\w.,$-])\d{7,8}[\dkK](?![\w-]|[.,]\d)")
_CEDULA = re.compile(r"(?<![\w.,$-])\d{9}-?\d(?![\w-]|[.,]\d)")
_DUI = re.compile(r"(?<![\w.-])\d{8}-\d(?![\w-])")
_TELEFONO = re.compile(
    r"""(?<![\w.,$-])(?<!\$\s)(?:
    \+[\s(]*\d(?:[\s()-]?\s?\d){7,13}                     # con el código de su país
    | \(?56\)?[\s-]?\d{1,2}[\s-]?\d{3,4}[\s-]?\d{3,4}     # el de Chile, sin el signo
    | 9[\s-]?(?!(?:19|20)\d\d[\s-]20\d\d)\d{4}[\s-]?\d{4}  # móvil de Chile, y no dos años
    | 09[\s-]?\d{2}[\s-]?\d{2,3}[\s-]?\d{3,4}              # móvil del Ecuador
    | \(0?\d{1,2}\)[\s-]?\d{3,4}[\s-]?\d{3,4}             # fijo, con el código de su zona
    | 0?\d{1,2}[\s-]\d{7}
    | (?:2[1-9]|[67]\d)\d{2}-\d{4}                         # El Salvador
    )(?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
_DICHO_TELEFONO = re.compile(
    r"(\b(?:tel[eé]fonos?|fonos?|tel|cel(?:ular)?|m[oó]vil|whatsapp)\b[\s.:°ºnN]*)\(?\d(?:[\s().-]{0,2}\d){5,12}",
    re.IGNORECASE,
)


def tapar(texto: str) -> str:
    """El texto con «[correo reservado]», «[documento reservado]» y «[teléfono reservado]» en su lugar."""
    if "@" in texto:
        texto = CORREO.sub("[correo reservado]", texto)
    if not any(map(str.isdigit, texto)):
        return texto
    for patron, lo_es in _DOCUMENTOS:
        texto = patron.sub(_si(lo_es, "[documento reservado]"), texto)
    texto = _DICHO_TELEFONO.sub(r"\1[teléfono reservado]", texto)
    return _TELEFONO.sub("[teléfono reservado]", texto)


def tapar_en(dato: Dato) -> Dato:
    """Lo mismo en cada texto de una clase de datos, tupla, lista o diccionario; lo demás, igual.

    Lo que no trae nada que tapar es el mismo objeto y no una copia.
    """
    return cast("Dato", _tapar_en(dato))


def _tapar_en(dato: Any) -> Any:
    if isinstance(dato, Enum):
        return dato
    if isinstance(dato, str):
        return tapar(dato)
    if isinstance(dato, Mapping):
        nuevos = {clave: _tapar_en(valor) for clave, valor in dato.items()}
        return nuevos if any(nuevos[clave] is not dato[clave] for clave in dato) else dato
    if isinstance(dato, tuple | list):
        partes = [_tapar_en(parte) for parte in dato]
        if all(parte is original for parte, original in zip(partes, dato, strict=True)):
            return dato
        armar: Callable[[Any], Any] = getattr(type(dato), "_make", type(dato))
        return armar(partes)
    if is_dataclass(dato) and not isinstance(dato, type):
        tapados = {campo.name: _tapar_en(getattr(dato, campo.name)) for campo in fields(dato)}
        cambian = {campo: valor for campo, valor in tapados.items() if valor is not getattr(dato, campo)}
        return replace(dato, **cambian) if cambian else dato
    return dato


def _si(lo_es: Callable[[str], bool], en_vez: str) -> Callable[[re.Match[str]], str]:
    return lambda hallado: en_vez if lo_es(hallado[0]) else hallado[0]


def _cifras(texto: str) -> str:
    return re.sub(r"[^\dkK]", "", texto).upper()


def _es_rut(texto: str) -> bool:
    """Módulo 11: cada cifra, de derecha a izquierda, por 2, 3, … 7 y de vuelta a 2."""
    numero, verificador = _cifras(texto)[:-1], _cifras(texto)[-1]
    if not numero.isdigit():
        return False
    suma = sum(int(cifra) * (2 + lugar % 6) for lugar, cifra in enumerate(reversed(numero)))
    return verificador == "0123456789K"[-suma % 11]


def _es_cedula(texto: str) -> bool:
    """Módulo 10, con provincia de 01 a 24 (o 30, del exterior) y tercera cifra menor que 6."""
    cifras = [int(cifra) for cifra in _cifras(texto)]
    provincia = cifras[0] * 10 + cifras[1]
    if cifras[2] > 5 or not (1 <= provincia <= 24 or provincia == 30):
        return False
    dobladas = [cifra * (2 - lugar % 2) for lugar, cifra in enumerate(cifras[:-1])]
    suma = sum(cifra - 9 if cifra > 9 else cifra for cifra in dobladas)
    return cifras[-1] == -suma % 10


def _siempre(texto: str) -> bool:  # noqa: ARG001  (su forma basta)
    return True


_DOCUMENTOS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (RUT, _siempre),
    (_RUT_SIN_GUION, _es_rut),
    (_CEDULA, _es_cedula),
    (_DUI, _siempre),
)
