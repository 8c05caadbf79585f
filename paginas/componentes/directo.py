"""HTML nuestro que entra a la página de una vez, sin que el saneador de Streamlit lo recorra."""

from paginas.componentes.texto import Armado


def directo(html: str) -> Armado:
    """Lo mismo, dentro de un atributo que `directo.js` abre; sus textos ya deben venir escapados."""
    return Armado(f"<div class='directo' data-dentro='{en_comillas_simples(html)}'></div>")


def en_comillas_simples(html: str) -> str:
    """El HTML como valor de un atributo entre comillas simples, que así apenas crece."""
    return html.replace("&", "&amp;").replace("'", "&#39;")
