"""Los símbolos de los estados: formas que se leen sin color, iguales en pantalla y en papel."""

from html import escape

from modelos.estados import Estado
from modelos.formas_de_estado import FORMAS, en_svg, pintada


def simbolo(estado: Estado, descripcion: str | None = None) -> str:
    """HTML del símbolo, con su nombre para quien no lo ve; vacío si el estado no se dibuja."""
    if estado not in FORMAS:
        return ""
    nombre = escape(descripcion or estado.etiqueta)
    return f'<span class="simbolo {_clase(estado)}" role="img" aria-label="{nombre}"></span>'


def con_etiqueta(estado: Estado, texto: str | None = None) -> str:
    """HTML del símbolo seguido de su nombre (o del texto que se diga), en su color."""
    clase = _clase(estado)
    forma = f'<span class="simbolo {clase}" aria-hidden="true"></span>'
    return f'<span class="estado {clase}">{forma}{escape(texto or estado.etiqueta)}</span>'


def hoja() -> str:
    """CSS de todos los símbolos: una forma y dos colores por estado, y la forma ya pintada para el papel."""
    en_papel = "".join(_regla_impresa(estado) for estado in FORMAS)
    return "".join(_reglas(estado, forma) for estado, forma in FORMAS.items()) + f"@media print{{{en_papel}}}"


def _reglas(estado: Estado, forma: str) -> str:
    return (
        f".{_clase(estado)}{{color:light-dark({estado.claro},{estado.oscuro})}}"
        f".simbolo.{_clase(estado)}{{--forma:{_imagen(forma)}}}"
    )


def _regla_impresa(estado: Estado) -> str:
    """En un PDF asoma el borde de las máscaras: en papel la forma va como imagen, con su color claro."""
    fondo = f"{_imagen(pintada(estado))} center / contain no-repeat"
    return f".simbolo.{_clase(estado)}::before{{-webkit-mask:none;mask:none;background:{fondo}}}"


def _imagen(forma: str) -> str:
    svg = en_svg(forma).replace('"', "'")
    return f'url("data:image/svg+xml,{svg.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")}")'


def _clase(estado: Estado) -> str:
    grupo = type(estado).__name__.removeprefix("Estado").lower()
    return f"{grupo}-{estado.value.replace('_', '-')}"
