"""Los nombres de los archivos de un expediente: los mismos en Windows, macOS y Linux, y en un manifiesto."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

RUTA_MAXIMA = 180
"""Caracteres de una ruta entera dentro del ZIP: los 260 de Windows, menos la carpeta donde se extraiga."""

RAIZ_MAXIMA = 50
"""Caracteres de la carpeta que contiene al expediente."""

DENTRO = RUTA_MAXIMA - RAIZ_MAXIMA - len("/data/")
"""Caracteres que quedan para la ruta de un archivo entregado."""

NOMBRE_MINIMO = 40  # caracteres que las carpetas, por largas que sean, le dejan al nombre
OCTETOS_MAXIMOS = 240  # de un nombre en UTF-8: ningún disco admite más de 255
SIN_NOMBRE = "sin nombre"

_INVISIBLES = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
}  # controles, bidi y ancho cero, sustitutos, privados y sin asignar
_CAMBIOS = str.maketrans(dict.fromkeys("/\\:|", "-") | dict.fromkeys('<>"?*%', ""))
_RESERVADO = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\..*)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,10}$")


def nombre_de_archivo(texto: str, extension: str = "", hasta: int = DENTRO) -> str:
    """Un nombre que todo sistema acepta, de hasta `hasta` caracteres y con esa extensión."""
    final = re.sub(r"[^A-Za-z0-9]", "", extension)[:10]
    nombre = _limpiar(texto)
    if final and not nombre.lower().endswith(f".{final}".lower()):
        nombre = f"{nombre or SIN_NOMBRE}.{final}"
    nombre = nombre or SIN_NOMBRE
    return _acortar(f"_{nombre}" if _RESERVADO.fullmatch(nombre) else nombre, hasta)


def carpeta_raiz(texto: str) -> str:
    """El nombre de la carpeta que contiene al expediente, de hasta `RAIZ_MAXIMA` caracteres."""
    return nombre_de_archivo(texto, hasta=RAIZ_MAXIMA)


def ruta(*partes: str, hasta: int = DENTRO) -> str:
    """Carpetas y nombre, limpios y en no más de `hasta` caracteres; se acorta el nombre, no su extensión.

    Una carpeta muy larga también se acorta, y siempre igual a esa profundidad: sus archivos siguen juntos.
    """
    *antes_del_nombre, nombre = partes
    cada_una = (hasta - NOMBRE_MINIMO) // max(len(antes_del_nombre), 1) - 1
    antes = "".join(f"{nombre_de_archivo(carpeta, hasta=cada_una)}/" for carpeta in antes_del_nombre)
    return antes + nombre_de_archivo(nombre, hasta=hasta - len(antes))


def unicas(rutas: Iterable[str], hasta: int = DENTRO) -> list[str]:
    """Las mismas rutas, en su orden; la que choca con otra anterior, o con una carpeta, lleva « (2)»."""
    pedidas = list(rutas)
    ocupadas = {clave(carpeta) for pedida in pedidas for carpeta in carpetas(pedida)}
    veces: defaultdict[str, int] = defaultdict(lambda: 1)
    puestas = []
    for pedida in pedidas:
        puesta = pedida
        while clave(puesta) in ocupadas:
            veces[clave(pedida)] += 1
            puesta = _numerar(pedida, f" ({veces[clave(pedida)]})", hasta)
        ocupadas.add(clave(puesta))
        puestas.append(puesta)
    return puestas


def carpetas(ruta: str) -> list[str]:
    """Las carpetas en que está la ruta, de la primera a la más honda."""
    partes = ruta.split("/")
    return ["/".join(partes[:hondura]) for hondura in range(1, len(partes))]


def clave(ruta: str) -> str:
    """Lo que dos rutas comparten si algún sistema las confunde: mayúsculas y forma Unicode."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", ruta).casefold())


def es_limpia(ruta: str) -> bool:
    """Cada parte de la ruta es un nombre que todo sistema acepta."""
    return all(parte == nombre_de_archivo(parte, hasta=RUTA_MAXIMA) for parte in ruta.split("/"))


def es_segura(ruta: str) -> bool:
    """La ruta solo puede caer dentro de la carpeta donde se extraiga, en cualquier sistema."""
    return not re.search(r"[\\:\x00-\x1f]", ruta) and not any(
        parte.strip(". ") == "" for parte in ruta.split("/")
    )


def en_una_linea(texto: str) -> str:
    """El texto sin saltos de línea, controles ni marcas de dirección: como se puede mostrar o anotar."""
    blancos = " ".join(texto.split())
    return "".join(letra for letra in blancos if unicodedata.category(letra) not in _INVISIBLES)


def _limpiar(texto: str) -> str:
    permitido = en_una_linea(unicodedata.normalize("NFC", texto)).translate(_CAMBIOS)
    nombre = " ".join(unicodedata.normalize("NFC", permitido).split()).strip(". ")
    return re.sub(r"[ .]+\.", ".", nombre)


def _numerar(pedida: str, numero: str, hasta: int) -> str:
    antes, barra, nombre = pedida.rpartition("/")
    return antes + barra + _acortar(nombre, hasta - len(antes + barra), numero)


def _acortar(nombre: str, hasta: int, numero: str = "") -> str:
    """El nombre, con ese número antes de su extensión, en esos caracteres y en lo que admite un disco."""
    extension = hallada[0] if (hallada := _EXTENSION.search(nombre)) else ""
    base, final = nombre.removesuffix(extension), numero + extension
    espacio = max(hasta - len(final), 1)
    octetos = OCTETOS_MAXIMOS - len(final.encode())
    base = base[:espacio].encode()[:octetos].decode(errors="ignore")
    return base.rstrip(". ") + final
