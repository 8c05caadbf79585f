"""Los símbolos de los estados: formas que se leen sin color, iguales en pantalla y en papel."""

from html import escape

from modelos.estados import Estado, EstadoActividad, EstadoCelda

_CUADRADO = (
    "M3 1.5h10A1.5 1.5 0 0 1 14.5 3v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5z"
)
_ANILLO = '<circle cx="8" cy="8" r="5.6" fill="none" stroke="#000" stroke-width="{ancho}"{mas}/>'
_TIC = "M6.9 11.3 3.8 8.2 4.9 7.1 6.9 9.1 11.1 4.9 12.2 6z"
_EQUIS = "M5.2 4.1 8 6.9 10.8 4.1 11.9 5.2 9.1 8 11.9 10.8 10.8 11.9 8 9.1 5.2 11.9 4.1 10.8 6.9 8 4.1 5.2z"
_EXCLAMACION = '<path d="M7.2 {arriba}h1.6v{alto}H7.2zM7.2 {punto}h1.6v1.6H7.2z"/>'

FORMAS: dict[Estado, str] = {
    EstadoCelda.PROGRAMADA: _ANILLO.format(ancho="1.8", mas=""),
    EstadoCelda.EJECUTADA: '<circle cx="8" cy="8" r="6.4"/>',
    EstadoCelda.EJECUTADA_CON_ATRASO: (
        '<circle cx="8" cy="8" r="6.9" fill="none" stroke="#000" stroke-width="1.5"/>'
        '<circle cx="8" cy="8" r="4"/>'
    ),
    EstadoCelda.PARCIAL: _ANILLO.format(ancho="1.8", mas="") + '<path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z"/>',
    EstadoCelda.PENDIENTE: (
        '<rect x="1.9" y="1.9" width="12.2" height="12.2" rx="2" fill="none" stroke="#000" '
        'stroke-width="1.7"/>' + _EXCLAMACION.format(arriba="4.2", alto="4.6", punto="10.2")
    ),
    EstadoCelda.FUERA_DE_PROGRAMA: '<path d="M7 2h2v5h5v2H9v5H7V9H2V7h5z"/>',
    EstadoActividad.SIN_PROGRAMAR: _ANILLO.format(ancho="1.6", mas=' stroke-dasharray="2.2 2.2"'),
    EstadoActividad.COMPLETA: f'<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z{_TIC}"/>',
    EstadoActividad.VENCIDA: f'<path fill-rule="evenodd" d="{_CUADRADO}{_EQUIS}"/>',
    EstadoActividad.ATRASADA: (
        '<path d="M8 2.2 14.4 13.6H1.6z" fill="none" stroke="#000" stroke-width="1.6" '
        'stroke-linejoin="round"/>' + _EXCLAMACION.format(arriba="6.2", alto="3.4", punto="10.6")
    ),
    EstadoActividad.POR_INICIAR: _ANILLO.format(ancho="1.8", mas=""),
    EstadoActividad.AL_DIA: _ANILLO.format(ancho="1.5", mas="") + f'<path d="{_TIC}"/>',
}


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
    pintada = f'<g fill="{color}">{FORMAS[estado].replace("#000", color)}</g>'
    return f".simbolo.{_clase(estado)}::before{{background-image:{_imagen(pintada)}}}"


def _imagen(forma: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{forma}</svg>".replace('"', "'")
    return f'url("data:image/svg+xml,{svg.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")}")'


def _clase(estado: Estado) -> str:
    grupo = "celda" if isinstance(estado, EstadoCelda) else "actividad"
    return f"{grupo}-{estado.value.replace('_', '-')}"
