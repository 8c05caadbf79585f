"""La forma de cada estado: un dibujo de 16 × 16 que se lee sin color, igual en pantalla y en papel."""

from modelos.certificacion.brecha import Causa
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado, EstadoTrabajo, Gravedad
from modelos.certificacion.revision_previa import Tono
from modelos.estados import Estado, EstadoActividad, EstadoAporte, EstadoCelda

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
FORMAS |= {
    EstadoAporte.SIN_RESPUESTA: (
        '<path d="M8 1.4 14.6 8 8 14.6 1.4 8z" fill="none" stroke="#000" stroke-width="1.5" '
        'stroke-linejoin="round"/>'
        '<path d="M5.9 6.5a2.1 2.1 0 1 1 2.8 2v.9H7.3V7.6h.8a.8.8 0 1 0-.8-.8v.2H5.9z"/>'
        '<path d="M7.3 10.1h1.4v1.4H7.3z"/>'
    ),
    EstadoAporte.HECHO: FORMAS[EstadoActividad.COMPLETA],
    EstadoAporte.CON_ATRASO: FORMAS[EstadoActividad.ATRASADA],
    EstadoAporte.EN_MARCHA: FORMAS[EstadoCelda.PARCIAL],
    EstadoAporte.POR_COMENZAR: FORMAS[EstadoActividad.POR_INICIAR],
    EstadoAporte.SIN_FECHA: FORMAS[EstadoActividad.SIN_PROGRAMAR],
}
_RETIRADA = "M4.3 3.2 8 6.9l3.7-3.7 1.1 1.1L9.1 8l3.7 3.7-1.1 1.1L8 9.1l-3.7 3.7-1.1-1.1L6.9 8 3.2 4.3z"
_ROMBO = (
    '<path d="M8 1.8 14.2 8 8 14.2 1.8 8z" fill="none" stroke="#000" stroke-width="1.6" '
    'stroke-linejoin="round"/>'
)
FORMAS |= {
    EstadoTrabajo.POR_HACER: FORMAS[EstadoActividad.POR_INICIAR],
    EstadoTrabajo.EN_TRABAJO: FORMAS[EstadoCelda.PARCIAL],
    EstadoTrabajo.PARA_REVISION: _ROMBO,
    EstadoTrabajo.REVISADO: FORMAS[EstadoActividad.AL_DIA],
    EstadoResultado.NO_EVALUADO: FORMAS[EstadoActividad.SIN_PROGRAMAR],
    EstadoResultado.CUMPLE: FORMAS[EstadoActividad.COMPLETA],
    EstadoResultado.PARCIAL: FORMAS[EstadoCelda.PARCIAL],
    EstadoResultado.NO_CUMPLE: FORMAS[EstadoActividad.VENCIDA],
    EstadoResultado.NO_APLICA: '<path d="M3 7.2h10v1.6H3z"/>',
    EstadoResultado.HOMOLOGADO: FORMAS[EstadoCelda.EJECUTADA_CON_ATRASO],
    EstadoEvidencia.BORRADOR: FORMAS[EstadoActividad.SIN_PROGRAMAR],
    EstadoEvidencia.CARGADA: FORMAS[EstadoCelda.PARCIAL],
    EstadoEvidencia.OBSERVADA: FORMAS[EstadoActividad.ATRASADA],
    EstadoEvidencia.ACEPTADA: FORMAS[EstadoActividad.COMPLETA],
    EstadoEvidencia.RETIRADA: f'<path d="{_RETIRADA}"/>',
    Gravedad.ALTA: FORMAS[EstadoCelda.PENDIENTE],
    Gravedad.MEDIA: FORMAS[EstadoActividad.ATRASADA],
    Gravedad.BAJA: FORMAS[EstadoActividad.POR_INICIAR],
    Causa.FECHA_PASADA: FORMAS[EstadoActividad.VENCIDA],
    Causa.SIN_RESPONSABLE: FORMAS[EstadoCelda.PENDIENTE],
    Causa.OBSERVADA: FORMAS[EstadoCelda.PENDIENTE],
    Causa.EVIDENCIA_VENCIDA: FORMAS[EstadoActividad.VENCIDA],
    Causa.SIN_ACEPTAR: FORMAS[EstadoCelda.PARCIAL],
    Causa.SIN_EVIDENCIA: FORMAS[EstadoActividad.SIN_PROGRAMAR],
    Causa.NO_CUMPLE: FORMAS[EstadoCelda.PARCIAL],
    Causa.SIN_EVALUAR: FORMAS[EstadoActividad.SIN_PROGRAMAR],
    Tono.ERROR: FORMAS[EstadoActividad.VENCIDA],
    Tono.AVISO: FORMAS[EstadoActividad.ATRASADA],
    Tono.SUGERENCIA: FORMAS[EstadoActividad.POR_INICIAR],
}
"""El interior de un SVG, en negro; la celda vacía no se dibuja."""


def en_svg(forma: str) -> str:
    """La forma como imagen completa."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{forma}</svg>'


def pintada(estado: Estado, color: str) -> str:
    """La forma en ese color."""
    return f'<g fill="{color}">{FORMAS[estado].replace("#000", color)}</g>'
