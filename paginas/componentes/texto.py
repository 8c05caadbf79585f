"""El texto de las personas dentro de etiquetas que Streamlit lee como Markdown."""

import re

_SIGNOS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def sin_formato(texto: str) -> str:
    """El mismo texto, sin que sus signos se tomen por formato, enlaces ni iconos."""
    return _SIGNOS.sub(r"\\\1", texto)
