"""El cumplimiento: la cifra que se compara con el umbral, su barra y lo que se puede afirmar."""

from html import escape

from modelos.certificacion.cumplimiento import afirmar, contar, formula
from modelos.certificacion.proceso import ProcesoDelPlan
from modelos.frases import porcentaje
from paginas.componentes.certificacion import sustento
from paginas.componentes.certificacion.lectura import Persigue

SIN_DATOS = "sin datos"


def en_html(persigue: Persigue) -> str:
    """La tarjeta y la frase; sin nada aplicable, «sin datos» y no 0 % ni 100 %."""
    certificacion = persigue.certificacion
    cuenta = contar(certificacion.requisitos)
    dicho = afirmar(certificacion, persigue.nombre_del_nivel)
    cumple = cuenta.cumplimiento
    cifra = SIN_DATOS if cumple is None else porcentaje(cumple)
    ancho = 0.0 if cumple is None else float(cumple * 100)
    evaluado = "" if cuenta.evaluado is None else f" · {cuenta.evaluados} de {cuenta.aplicables} evaluados"
    interno = cuenta.indicador_interno
    indicador = (
        "" if interno is None else f" Indicador interno, con pesos y medios puntos: {porcentaje(interno)}."
    )
    return (
        f'<div class="cumplimiento"><b class="cifra">{cifra}</b>'
        f'<div class="riel" role="img" aria-label="Cumplimiento: {cifra}">'
        f'<span style="width:{ancho:.2f}%"></span>'
        f"{_marca(certificacion.proceso)}</div>{_umbral(certificacion.proceso)}"
        f"<p>Cumplimiento: {escape(formula(cuenta))}{evaluado}</p></div>"
        f'<p class="dicho">{escape(dicho.frase)}</p>'
        f'<p class="sustento">{escape(_de_donde_sale(certificacion.proceso))}{escape(indicador)}</p>'
    )


def _marca(proceso: ProcesoDelPlan) -> str:
    if proceso.minimo is None:
        return ""
    return f'<i class="minimo" style="left:{proceso.minimo}%" title="Mínimo exigido: {proceso.minimo} %"></i>'


def _umbral(proceso: ProcesoDelPlan) -> str:
    dicho = sustento.de_porcentaje(proceso.minimo, proceso.minimo_certeza)
    if proceso.minimo is None:
        return '<span class="umbral sin-confirmar">◌ Umbral sin confirmar</span>'
    return f'<span class="umbral">Mínimo {escape(dicho)}</span>'


def _de_donde_sale(proceso: ProcesoDelPlan) -> str:
    if proceso.minimo is None:
        return "El porcentaje mínimo se escribe con su fuente en «Proceso…»."
    return f"Fuente del mínimo: {proceso.minimo_fuente or 'no indicada'}."
