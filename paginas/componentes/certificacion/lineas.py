"""El cumplimiento por línea del plan, según las actividades que trabajan por cada requisito."""

from html import escape

from modelos.arbol import PlanCompleto
from modelos.certificacion.cumplimiento import por_linea
from modelos.frases import porcentaje
from paginas.componentes.certificacion.lectura import Persigue


def en_html(plan: PlanCompleto, persigue: Persigue) -> str:
    """Una barra por línea; lo que ninguna actividad trabaja va al final."""
    filas = "".join(
        '<li><div class="de-la-linea">'
        f"<span>{escape(linea.titulo if linea else 'Sin actividad enlazada')}</span>"
        f"<b>{'sin datos' if cuenta.cumplimiento is None else porcentaje(cuenta.cumplimiento)}</b></div>"
        f'<div class="riel"><span style="width:{float((cuenta.cumplimiento or 0) * 100):.2f}%"></span></div>'
        f"<small>{cuenta.cumplen + cuenta.homologados} de {cuenta.aplicables}</small></li>"
        for linea, cuenta, _ in por_linea(persigue.certificacion, plan)
    )
    return (
        f'<section class="tarjeta"><h2>Cumplimiento por {escape(plan.etiquetas.linea)}</h2>'
        f'<ul class="barras">{filas}</ul></section>'
        if filas
        else ""
    )
