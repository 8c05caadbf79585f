"""Cuándo dos nombres escritos por personas son la misma unidad municipal."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from modelos.errores import ErrorDeDominio
from modelos.parecido import normalizar

ABREVIATURAS = {
    "dir": "direccion",
    "direc": "direccion",
    "dcc": "direccion",
    "subdir": "subdireccion",
    "dep": "departamento",
    "depto": "departamento",
    "dpto": "departamento",
    "deptos": "departamento",
    "of": "oficina",
    "ofic": "oficina",
    "ofi": "oficina",
    "jef": "jefatura",
    "secc": "seccion",
    "secret": "secretaria",
    "unid": "unidad",
    "coord": "coordinacion",
    "prog": "programa",
    "div": "division",
    "adm": "administracion",
    "admin": "administracion",
    "mun": "municipal",
    "munic": "municipal",
}
"""Palabra escrita en corto → palabra entera, sin tildes."""

_SIN_PESO = frozenset({"de", "del", "la", "las", "el", "los", "y", "e", "en", "para", "a", "al"})
_TIPOS = frozenset(
    {
        "direccion", "subdireccion", "departamento", "oficina", "jefatura", "seccion", "secretaria",
        "unidad", "coordinacion", "programa", "division",
    }
)  # fmt: skip
_LETRAS_POR_PALABRA = 5


class NombreDeUnidad(NamedTuple):
    """Una unidad como la regla la mira."""

    id: int
    nombre: str
    sigla: str | None = None


class Propuesta(NamedTuple):
    """Dos unidades que parecen una; «segura» si solo difieren en la forma de escribirla."""

    queda: NombreDeUnidad
    sobra: NombreDeUnidad
    motivo: str
    segura: bool


def clave(nombre: str) -> str:
    """Lo que no cambia entre «Dir. Medio Ambiente» y «Dirección de Medioambiente»."""
    return "".join(palabras(nombre))


def palabras(nombre: str) -> list[str]:
    """Las palabras con peso, enteras, en minúsculas y sin tildes."""
    enteras = (ABREVIATURAS.get(palabra, palabra) for palabra in normalizar(nombre).split())
    return [palabra for palabra in enteras if palabra not in _SIN_PESO]


def es_sigla_de(sigla: str, nombre: str) -> bool:
    """Si la sigla se arma con los comienzos de todas las palabras, en orden: DIDECO, SECPLAN, DMA."""
    letras = normalizar(sigla)
    partes = palabras(nombre)
    return " " not in letras and len(partes) > 1 and len(letras) > 1 and _arma(letras, partes)


def _arma(letras: str, partes: list[str]) -> bool:
    if not partes or not letras:
        return not partes and not letras
    primera, resto = partes[0], partes[1:]
    largos = range(1, min(len(letras), len(primera), _LETRAS_POR_PALABRA) + 1)
    return any(letras[:n] == primera[:n] and _arma(letras[n:], resto) for n in largos)


def proponer(unidades: Iterable[NombreDeUnidad]) -> list[Propuesta]:
    """Los pares que parecen la misma unidad, los seguros primero; nunca une por sí sola."""
    pares = (_comparar(una, otra) for una, otra in combinations(unidades, 2))
    return sorted((par for par in pares if par), key=lambda par: (not par.segura, par.queda.nombre))


def _comparar(una: NombreDeUnidad, otra: NombreDeUnidad) -> Propuesta | None:
    queda, sobra = (una, otra) if len(una.nombre) >= len(otra.nombre) else (otra, una)
    if clave(una.nombre) == clave(otra.nombre):
        return Propuesta(queda, sobra, "es el mismo nombre escrito de otra forma", segura=True)
    if queda.sigla and normalizar(queda.sigla) == normalizar(sobra.nombre):
        return Propuesta(queda, sobra, f"«{sobra.nombre}» es su sigla", segura=True)
    if es_sigla_de(sobra.nombre, queda.nombre):
        return Propuesta(queda, sobra, f"«{sobra.nombre}» puede ser su sigla", segura=False)
    if _sin_tipo(queda.nombre) == clave(sobra.nombre):
        return Propuesta(queda, sobra, "falta decir qué tipo de unidad es", segura=False)
    return None


def _sin_tipo(nombre: str) -> str | None:
    partes = palabras(nombre)
    return "".join(partes[1:]) if len(partes) > 1 and partes[0] in _TIPOS else None


def comprobar_borrado(nombre: str, actividades: int, personas: int) -> None:
    """Se niega a borrar una unidad de la que depende algo."""
    if actividades:
        raise ErrorDeDominio(
            f"No se borró: «{nombre}» responde por actividades. Únala con otra, o cámbielas primero."
        )
    if personas:
        raise ErrorDeDominio(
            f"No se borró: por «{nombre}» entra alguien. Únala con otra, o cambie antes su rol en «Personas»."
        )
