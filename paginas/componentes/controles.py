"""Selectores y buscadores de HTML: su valor vive en la dirección, y `controles.js` la cambia."""

from collections.abc import Mapping
from html import escape


def selector(
    etiqueta: str, clave: str, opciones: Mapping[str, str], elegido: str, *, ancho: int | None = None
) -> str:
    """HTML de un selector de `ancho` píxeles, o de todo lo que haya.

    `opciones` va de valor en la dirección a nombre; la primera es por omisión y no se escribe en ella.
    """
    dentro = "".join(
        f'<option value="{escape(valor)}"{" selected" if valor == elegido else ""}>{escape(nombre)}</option>'
        for valor, nombre in opciones.items()
    )
    omision = escape(next(iter(opciones)))
    return (
        f'<label class="selector" style="--ancho:{f"{ancho}px" if ancho else "100%"}">{escape(etiqueta)}'
        f'<select aria-label="{escape(etiqueta)}" data-en-direccion="{clave}" data-omision="{omision}">'
        f"{dentro}</select></label>"
    )


def buscador(etiqueta: str, clave: str, escrito: str, *, ejemplo: str) -> str:
    """HTML de un campo para buscar, que ocupa lo que sobra; se busca al salir de él o con Intro."""
    return (
        f'<label class="buscador">{escape(etiqueta)}<input type="search" aria-label="{escape(etiqueta)}" '
        f'data-en-direccion="{clave}" data-omision="" value="{escape(escrito)}" '
        f'placeholder="{escape(ejemplo)}" maxlength="200"></label>'
    )


def fecha(etiqueta: str, clave: str, elegida: str) -> str:
    """HTML de un campo de fecha; en la dirección va como AAAA-MM-DD, y vacía no va."""
    return (
        f'<label class="selector" style="--ancho:150px">{escape(etiqueta)}'
        f'<input type="date" aria-label="{escape(etiqueta)}" data-en-direccion="{clave}" data-omision="" '
        f'value="{escape(elegida)}"></label>'
    )


def boton(rotulo: str, clave: str, valor: str) -> str:
    """HTML de un botón que deja ese valor en la dirección."""
    return (
        f'<button type="button" class="enlace-imprimir" data-en-direccion="{clave}" value="{escape(valor)}">'
        f"{escape(rotulo)}</button>"
    )


def barra(*controles: str) -> str:
    """HTML de los controles, uno al lado del otro."""
    return f'<div class="controles">{"".join(controles)}</div>'
