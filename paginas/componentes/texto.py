"""El texto de las personas dentro de etiquetas que Streamlit lee como Markdown."""

import re
from html import escape
from urllib.parse import urlsplit

_SALTOS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_SIGNOS = re.compile(
    r"""
    [\\`*_\[\]<>\#|~$]      # énfasis, código, enlaces, HTML, títulos, tablas, tachado y fórmulas
    | :(?=\S)               # directivas
    | &(?=[#\w])            # entidades
    | ^[-+=](?=\W|$)        # viñetas y rayas, al comienzo
    """,
    re.VERBOSE,
)
_NUMERAL = re.compile(r"^\d+(?=[.)](?:\s|$))")
_CAMBIADOS_TRAS_EL_ESCAPE = re.compile(
    r"(?<=:)(?=material/|[\w+-]+:)|(?<=<)(?=->?(?:\s|$))|(?<=[-><~])(?=[->=](?:\s|$))"
)
"""Dentro de lo que el navegador vuelve iconos, emojis, flechas y desigualdades aunque esté escapado."""
_UNION_INVISIBLE = "\u2060"
_DIRECCION = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:)])")


def sin_formato(texto: str) -> str:
    """El mismo texto en una línea, sin que sus signos se tomen por formato ni iconos.

    Una dirección web escrita entera sí queda como enlace a lo que dice.
    """
    de_corrido = _SALTOS.sub(" ", texto).strip()
    escapado = _SIGNOS.sub(r"\\\g<0>", _CAMBIADOS_TRAS_EL_ESCAPE.sub(_UNION_INVISIBLE, de_corrido))
    return _NUMERAL.sub(r"\g<0>\\", escapado)


def con_enlaces(texto: str) -> str:
    """HTML del texto, con sus direcciones web como enlaces cortos: las hay de doscientas letras."""
    partes = _DIRECCION.split(texto)
    return "".join(
        f'<a href="{escape(parte)}" rel="noreferrer noopener">{escape(urlsplit(parte).netloc)}</a>'
        if lugar % 2
        else escape(parte)
        for lugar, parte in enumerate(partes)
    )


class Armado(str):
    """HTML nuestro que va tal cual: `st.html` busca sangría en todo lo demás, y en una grilla eso tarda."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)
