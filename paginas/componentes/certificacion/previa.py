"""La revisión previa: cada hallazgo con su tono y su enlace."""

from datetime import date
from html import escape

from modelos.arbol import PlanCompleto
from modelos.certificacion.revision_previa import Hallazgo, revisar
from paginas.componentes import simbolos
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.evidencias.eleccion import enlace as enlace_a_evidencia
from paginas.componentes.requisitos.matriz import enlace as enlace_a_requisito

A_LA_VISTA = 100


def en_html(plan: PlanCompleto, persigue: Persigue, hoy: date) -> str:
    """Lo más grave primero."""
    hallados = revisar(persigue.certificacion, plan, hoy)
    if not hallados:
        return '<p class="aviso-vacio">Nada que objetar: ninguna regla encontró un problema.</p>'
    filas = "".join(_fila(plan, uno) for uno in hallados[:A_LA_VISTA])
    resto = len(hallados) - A_LA_VISTA
    mas = f'<p class="tenue">Y {resto} más; aparecerán al corregir estos.</p>' if resto > 0 else ""
    return f'<ul class="hallazgos">{filas}</ul>{mas}'


def _fila(plan: PlanCompleto, uno: Hallazgo) -> str:
    frase = escape(uno.frase)
    if uno.evidencia_id is not None:
        frase = f"<a {enlace_a_evidencia(plan.id, uno.evidencia_id)}>{frase}</a>"
    elif uno.requisito_id is not None:
        frase = f"<a {enlace_a_requisito(plan.id, uno.requisito_id)}>{frase}</a>"
    return f"<li>{simbolos.con_etiqueta(uno.tono)}<span>{frase}</span></li>"
