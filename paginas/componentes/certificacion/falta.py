"""Lo que falta para el nivel: cada requisito abierto, por qué, de quién es y para cuándo; se imprime."""

from collections.abc import Mapping, Sequence
from html import escape

from modelos.arbol import PlanCompleto
from modelos.certificacion.brecha import Abierto
from modelos.frases import contar, fecha_corta
from paginas.componentes import enlaces, simbolos
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.requisitos.matriz import enlace

A_LA_VISTA = 10
"""Los que caben en la hoja del concejo; la lista entera tiene su pantalla."""


def en_html(plan: PlanCompleto, faltan: Sequence[Abierto], unidades: Mapping[int, str]) -> str:
    """La lista, lo más apremiante primero."""
    if not faltan:
        return '<section class="tarjeta"><h2>Lo que falta</h2><p>Ningún requisito está abierto.</p></section>'
    filas = "".join(_fila(plan, uno, unidades) for uno in faltan[:A_LA_VISTA])
    resto = len(faltan) - A_LA_VISTA
    donde = enlaces.atributos("preparacion", **{CLAVE: plan.id})
    mas = f"<p><a {donde}>Y {resto} más, en Lo que falta</a></p>" if resto > 0 else ""
    return (
        '<section class="tarjeta"><h2>Lo que falta</h2>'
        f'<p class="tenue">{contar(len(faltan), "requisito abierto")}</p>'
        f'<ul class="lo-que-falta">{filas}</ul>{mas}</section>'
    )


def _fila(plan: PlanCompleto, uno: Abierto, unidades: Mapping[int, str]) -> str:
    requisito = uno.requisito
    return (
        f"<li>{simbolos.con_etiqueta(uno.principal)}<br>"
        f"<a {enlace(plan.id, requisito.id)}>{escape(requisito.codigo)} {escape(requisito.nombre)}</a>"
        f'<p class="detalle">{escape(" · ".join(_detalle(uno, unidades)))}</p></li>'
    )


def _detalle(uno: Abierto, unidades: Mapping[int, str]) -> list[str]:
    """Quién, cuándo y las demás causas, sin repetir la que manda."""
    requisito = uno.requisito
    partes = [causa.etiqueta.lower() for causa in uno.causas[1:]]
    cuando = fecha_corta(requisito.comprometido) if requisito.comprometido else "sin fecha"
    partes.insert(0, cuando)
    if requisito.unidad_id is not None:
        partes.insert(0, unidades.get(requisito.unidad_id, ""))
    return partes
