"""Lo que falta para el nivel: cada requisito abierto, por qué, de quién es y para cuándo; se imprime."""

from collections.abc import Mapping, Sequence
from html import escape

from modelos.arbol import PlanCompleto
from modelos.certificacion.brecha import Abierto
from modelos.frases import contar, enumerar, fecha_corta
from paginas.componentes import simbolos
from paginas.componentes.requisitos.matriz import enlace


def en_html(plan: PlanCompleto, faltan: Sequence[Abierto], unidades: Mapping[int, str]) -> str:
    """La lista, lo más apremiante primero."""
    if not faltan:
        return '<section class="tarjeta"><h2>Lo que falta</h2><p>Ningún requisito está abierto.</p></section>'
    filas = "".join(_fila(plan, uno, unidades) for uno in faltan)
    return (
        '<section class="tarjeta"><h2>Lo que falta</h2>'
        f'<p class="tenue">{contar(len(faltan), "requisito abierto")}</p>'
        f'<ul class="lo-que-falta">{filas}</ul></section>'
    )


def _fila(plan: PlanCompleto, uno: Abierto, unidades: Mapping[int, str]) -> str:
    requisito = uno.requisito
    quien = unidades.get(requisito.unidad_id or 0, "sin responsable")
    cuando = fecha_corta(requisito.comprometido) if requisito.comprometido else "sin fecha"
    otras = [causa.etiqueta.lower() for causa in uno.causas[1:]]
    ademas = f" · {enumerar(otras)}" if otras else ""
    return (
        f"<li>{simbolos.con_etiqueta(uno.principal)}<br>"
        f"<a {enlace(plan.id, requisito.id)}>{escape(requisito.codigo)} {escape(requisito.nombre)}</a>"
        f'<p class="detalle">{escape(quien)} · {cuando}{escape(ademas)}</p></li>'
    )
