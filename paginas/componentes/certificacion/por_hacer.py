"""La lista de lo que falta, para trabajar y para imprimir: por qué, de quién y para cuándo."""

from collections.abc import Mapping, Sequence
from html import escape

from modelos.arbol import PlanCompleto
from modelos.certificacion.brecha import Abierto
from modelos.frases import enumerar, fecha_corta
from paginas.componentes import simbolos
from paginas.componentes.requisitos.matriz import enlace

_ENCABEZADO = (
    '<thead><tr><td class="casilla"></td><th scope="col">Requisito</th>'
    '<th scope="col">Por qué está abierto</th>'
    '<th scope="col">Responsable</th><th scope="col">Fecha</th></tr></thead>'
)


def en_html(plan: PlanCompleto, faltan: Sequence[Abierto], unidades: Mapping[int, str]) -> str:
    """Lo más apremiante primero."""
    if not faltan:
        return '<p class="aviso-vacio">Ningún requisito está abierto.</p>'
    filas = "".join(_fila(plan, uno, unidades) for uno in faltan)
    return f'<table class="tabla-de-faltas">{_ENCABEZADO}<tbody>{filas}</tbody></table>'


def _fila(plan: PlanCompleto, uno: Abierto, unidades: Mapping[int, str]) -> str:
    requisito = uno.requisito
    otras = enumerar([causa.etiqueta.lower() for causa in uno.causas[1:]])
    ademas = f'<br><span class="tenue">{escape(otras)}</span>' if otras else ""
    quien = escape(unidades.get(requisito.unidad_id or 0, "")) or '<span class="falta">sin asignar</span>'
    cuando = fecha_corta(requisito.comprometido) if requisito.comprometido else "sin fecha"
    return (
        f'<tr><td class="casilla"><i></i></td><th scope="row"><a {enlace(plan.id, requisito.id)}>'
        f"{escape(requisito.codigo)} {escape(requisito.nombre)}</a></th>"
        f"<td>{simbolos.con_etiqueta(uno.principal)}{ademas}</td><td>{quien}</td><td>{cuando}</td></tr>"
    )
