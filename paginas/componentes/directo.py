"""HTML nuestro que entra a la página de una vez, sin que el saneador de Streamlit lo recorra."""

import re
from collections import Counter

from paginas.componentes.texto import Armado

_ETIQUETA = re.compile(r"<td[^<>\n]*></td>|<[^<>\n]*>")
_PRIMERO, _CUANTOS = 0xE000, 1024  # caracteres de uso privado: ninguna letra
_CODIGO = re.compile(f"[{chr(_PRIMERO)}-{chr(_PRIMERO + _CUANTOS - 1)}]")
_SALTO = re.compile(r"\r\n?")
_AHORRO = 200  # letras que una etiqueta repetida tiene que ahorrar para valer un código


def directo(html: str) -> Armado:
    """Lo mismo, dentro de un atributo que `directo.js` abre; sus textos ya deben venir escapados.

    Las etiquetas que se repiten van una vez y después por un código de una letra: la grilla de un plan
    grande, que es sobre todo celdas iguales, viaja en la quinta parte.
    """
    html = _SALTO.sub("\n", html)  # lo que hace el navegador al leer un atributo, y partiría una etiqueta
    etiquetas = _repetidas(html)
    codigos = {etiqueta: chr(_PRIMERO + numero) for numero, etiqueta in enumerate(etiquetas)}
    breve = _ETIQUETA.sub(lambda una: codigos.get(una[0], una[0]), html) if codigos else html
    return Armado(
        f"<div class='directo' data-etiquetas='{en_comillas_simples(chr(10).join(etiquetas))}' "
        f"data-dentro='{en_comillas_simples(breve)}'></div>"
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
