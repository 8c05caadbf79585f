"""Las palabras que un salto de línea cortó en su celda, enteras: «Capaci-⏎tación», «activi⏎dades»."""

import re
from collections.abc import Iterator
from dataclasses import replace

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.interprete.encabezados import PALABRAS_DE_TITULO
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.raices import VACIAS, raices
from datos.importadores.interprete.vocabulario_de_meses import MES_POR_NOMBRE

_FINAL = re.compile(r"(?P<palabra>[^\W\d_]+)(?P<guion>[-‐\u00ad]?)[ \t]*$")
_COMIENZO = re.compile(r"[ \t]*(?P<palabra>[a-záéíóúüñ]+)")
_COMPUESTA = re.compile(r"\w*[áéíóú]\w*o")  # «público-privada»: el guion es suyo y no del corte
_PALABRA = re.compile(r"[a-zñ]+")


def sin_cortes(documento: Documento) -> Documento:
    """El mismo documento, sin los cortes; cada celda sigue en su lugar."""
    if not any("\n" in celda.texto for celda in _celdas(documento)):
        return documento
    conocidas = _palabras_enteras(documento)
    bloques = [_entera(b, conocidas) if isinstance(b, Tabla) else b for b in documento.bloques]
    return replace(documento, bloques=bloques)


def _celdas(documento: Documento) -> Iterator[Celda]:
    return (celda for tabla in documento.tablas for fila in tabla.filas for celda in fila)


def _palabras_enteras(documento: Documento) -> frozenset[str]:
    """Las que el documento escribe sin cortar, para saber qué une un corte sin guion."""
    textos = {celda.texto for celda in _celdas(documento) if "\n" not in celda.texto}
    return frozenset(palabra for texto in textos for palabra in _PALABRA.findall(llano(texto)))


def _entera(tabla: Tabla, conocidas: frozenset[str]) -> Tabla:
    filas = [
        [replace(c, texto=unido(c.texto, conocidas)) if "\n" in c.texto else c for c in fila]
        for fila in tabla.filas
    ]
    return replace(tabla, filas=filas)


def unido(texto: str, conocidas: frozenset[str] = frozenset()) -> str:
    """El texto sin sus palabras cortadas; los demás saltos de línea quedan."""
    entera = "".join(texto.replace("-", "").split())
    if llano(entera) in MES_POR_NOMBRE:
        return entera  # «E⏎n⏎e», en una columna angosta
    primera, *siguientes = texto.split("\n")
    lineas = [primera]
    for linea in siguientes:
        antes, despues = _FINAL.search(lineas[-1]), _COMIENZO.match(linea)
        if antes and despues and _se_unen(antes, despues["palabra"], conocidas):
            suelto = "-" if antes["guion"] and _COMPUESTA.fullmatch(antes["palabra"].lower()) else ""
            lineas[-1] = f"{lineas[-1][: antes.end('palabra')]}{suelto}{linea.lstrip()}"
        else:
            lineas.append(linea)
    return "\n".join(lineas)


def _se_unen(antes: re.Match[str], despues: str, conocidas: frozenset[str]) -> bool:
    """Con guion, salvo que sean dos palabras («ene-⏎feb»); sin él, solo si juntas son una que se conoce."""
    partes = (llano(antes["palabra"]), llano(despues))
    sueltas = all(_se_conoce(parte, conocidas) for parte in partes)
    junta = _se_conoce("".join(partes), conocidas) and partes[0] not in VACIAS
    return not sueltas if antes["guion"] else junta and not sueltas


def _se_conoce(palabra: str, conocidas: frozenset[str]) -> bool:
    return palabra in conocidas or palabra in MES_POR_NOMBRE or raices(palabra) in PALABRAS_DE_TITULO
