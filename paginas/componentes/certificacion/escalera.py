"""La escalera de niveles: los otorgados, el que se persigue y los que vienen, y qué se sabe de cada uno."""

from collections.abc import Mapping
from datetime import date
from html import escape

from datos.certificacion.procesos import Otorgado
from modelos.certificacion.catalogo import Catalogo, Certeza, NivelDeCatalogo
from modelos.certificacion.plazos import mes_del_proceso
from modelos.certificacion.proceso import ProcesoDelPlan
from modelos.frases import contar, fecha_corta
from paginas.componentes.certificacion import sustento


def en_html(catalogo: Catalogo, proceso: ProcesoDelPlan, otorgados: Mapping[str, Otorgado], hoy: date) -> str:
    """Una lista de pasos; vacía si el catálogo tiene un solo nivel."""
    if len(catalogo.niveles) < 2:
        return ""
    pasos = "".join(_paso(nivel, proceso, otorgados.get(nivel.codigo), hoy) for nivel in catalogo.niveles)
    return f'<ol class="escalera">{pasos}</ol>'


def _paso(nivel: NivelDeCatalogo, proceso: ProcesoDelPlan, otorgado: Otorgado | None, hoy: date) -> str:
    clase, estado = _estado(nivel, proceso, otorgado, hoy)
    actual = ' aria-current="step"' if clase == "en-curso" else ""
    return (
        f'<li class="{clase}"{actual}><b>{escape(nivel.nombre)}</b>'
        f"<span>{_meses(nivel)}</span><span>{escape(_minimo(nivel, proceso))}</span>"
        f'<span class="en-que-va">{escape(estado)}</span></li>'
    )


def _estado(
    nivel: NivelDeCatalogo, proceso: ProcesoDelPlan, otorgado: Otorgado | None, hoy: date
) -> tuple[str, str]:
    if otorgado is not None:
        return "otorgado", f"otorgado el {fecha_corta(otorgado.otorgado_el)}, {otorgado.resolucion}"
    if nivel.codigo == proceso.nivel:
        mes, total = mes_del_proceso(proceso.comienza, proceso.termina, hoy)
        return "en-curso", f"en curso, mes {mes} de {total}"
    return "despues", ""


def _meses(nivel: NivelDeCatalogo) -> str:
    if nivel.meses.valor is None:
        return "duración sin confirmar"
    calificada = (
        "" if nivel.meses.certeza is Certeza.CONFIRMADO else f" ({nivel.meses.certeza.etiqueta.lower()})"
    )
    return f"{contar(nivel.meses.valor, 'mes')}{calificada}"


def _minimo(nivel: NivelDeCatalogo, proceso: ProcesoDelPlan) -> str:
    """El del proceso si es el que se persigue: la municipalidad puede haberlo confirmado."""
    if nivel.codigo == proceso.nivel:
        dicho = sustento.de_porcentaje(proceso.minimo, proceso.minimo_certeza)
    else:
        dicho = sustento.porcentaje(nivel.minimo)
    return f"mínimo {dicho}" if dicho != sustento.SIN_CONFIRMAR else "umbral sin confirmar"
