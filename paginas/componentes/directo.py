"""HTML nuestro que entra a la página de una vez, sin que el saneador de Streamlit lo recorra."""

import re
from collections import Counter
from itertools import count

from paginas.componentes.texto import Armado

_ETIQUETA = re.compile(r"<td[^<>\n]*></td>|<[^<>\n]*>")
_PRIMERO, _CUANTOS = 0xE000, 1024  # caracteres de uso privado: ninguna letra
_CODIGO = re.compile(f"[{chr(_PRIMERO)}-{chr(_PRIMERO + _CUANTOS - 1)}]")
_SALTO = re.compile(r"\r\n?")
_ESPERA = re.compile(r"data-filas='([^']*)'")
_ENTRE_ESPERAS = "\uf8fe"
_AHORRO = 200  # letras que una etiqueta repetida tiene que ahorrar para valer un código


def directo(html: str) -> Armado:
    """Lo mismo, dentro de un atributo que `directo.js` abre; sus textos ya deben venir escapados.

    Las etiquetas que se repiten van una vez y después por un código de una letra: la grilla de un plan
    grande, que es sobre todo celdas iguales, viaja en la quinta parte. Las filas de `data-filas` van juntas
    aparte, y en su lugar su número: el navegador no las analiza hasta que hacen falta.
    """
    html = _SALTO.sub("\n", html)  # lo que hace el navegador al leer un atributo, y partiría una etiqueta
    numero, esperan = count(), [_sin_comillas_simples(filas) for filas in _ESPERA.findall(html)]
    html = _ESPERA.sub(lambda _: f"data-filas='{next(numero)}'", html)
    partes = [html, _ENTRE_ESPERAS.join(esperan)]
    etiquetas = _repetidas("".join(partes))
    codigos = {etiqueta: chr(_PRIMERO + numero) for numero, etiqueta in enumerate(etiquetas)}
    if codigos:
        partes = [_ETIQUETA.sub(lambda una: codigos.get(una[0], una[0]), parte) for parte in partes]
    dentro, despues, repetidas = (en_comillas_simples(uno) for uno in (*partes, "\n".join(etiquetas)))
    return Armado(
        f"<div class='directo' data-etiquetas='{repetidas}' data-dentro='{dentro}' "
        f"data-esperan='{despues}'></div>"
    )


def _repetidas(html: str) -> list[str]:
    """Las que conviene mandar por código; ninguna si un texto trae uno de esos caracteres."""
    if _CODIGO.search(html):
        return []
    veces = Counter(_ETIQUETA.findall(html))
    convienen = [etiqueta for etiqueta, cuantas in veces.items() if (len(etiqueta) - 1) * cuantas > _AHORRO]
    return sorted(convienen, key=veces.__getitem__, reverse=True)[:_CUANTOS]


def en_comillas_simples(html: str) -> str:
    """El HTML como valor de un atributo entre comillas simples, que así apenas crece."""
    return html.replace("&", "&amp;").replace("'", "&#39;")


def _sin_comillas_simples(valor: str) -> str:
    return valor.replace("&#39;", "'").replace("&amp;", "&")
