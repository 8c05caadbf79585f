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


def atributos(estado: Estado, *clases: str) -> str:
    """Los de una celda de tabla sin más que el símbolo: un elemento en vez de dos, miles de veces."""
    juntas = " ".join((*clases, "simbolo", _clase(estado)))
    return f'class="{juntas}" aria-label="{escape(estado.etiqueta)}"'


def con_etiqueta(estado: Estado, texto: str | None = None) -> str:
    """HTML del símbolo seguido de su nombre (o del texto que se diga), en su color."""
    clase = _clase(estado)
    forma = f'<span class="simbolo {clase}" aria-hidden="true"></span>'
    return f'<span class="estado {clase}">{forma}{escape(texto or estado.etiqueta)}</span>'


def hoja() -> str:
    """CSS de todos los símbolos: el color de cada estado, y su forma pintada con él, clara y oscura."""
    oscuras = "".join(f"[data-tema=dark] {_regla(estado, estado.oscuro)}" for estado in FORMAS)
    colores = "".join(
        f".{_clase(estado)}{{color:light-dark({estado.claro},{estado.oscuro})}}" for estado in FORMAS
    )
    claras = "".join(_regla(estado, estado.claro) for estado in FORMAS)
    return f"{colores}{claras}@media screen{{{oscuras}}}"


def _regla(estado: Estado, color: str) -> str:
    return f".simbolo.{_clase(estado)}{{background-image:{_imagen(pintada(estado, color))}}}"


def _imagen(forma: str) -> str:
    svg = en_svg(forma).replace('"', "'")
    return f'url("data:image/svg+xml,{svg.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")}")'


def _clase(estado: Estado) -> str:
    grupo = type(estado).__name__.removeprefix("Estado").lower()
    return f"{grupo}-{estado.value.replace('_', '-')}"
