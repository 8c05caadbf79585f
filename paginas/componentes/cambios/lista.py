"""Los cambios entre dos momentos, por clase, con el nombre de cada actividad."""

from collections.abc import Sequence
from html import escape

from modelos.arbol import EnElPlan
from modelos.frases import enumerar
from modelos.versiones.comparacion import (
    Avanzada,
    Cambios,
    Correccion,
    Corregida,
    Movida,
    Renombrada,
    Reprogramada,
)
from paginas.componentes.cambios.momentos import Momento
from paginas.componentes.texto import Armado

A_LA_VISTA = 60
"""Por clase; lo demás se cuenta."""


def dibujar(cambios: Cambios, antes: Momento, despues: Momento) -> Armado:
    """HTML con la oración y una sección por clase de cambio."""
    secciones = (
        _seccion("Reprogramadas", [_reprogramada(una) for una in cambios.reprogramadas]),
        _seccion("Con más ejecutado", [_avanzada(una) for una in cambios.ejecutadas]),
        _seccion("Agregadas", [_nombrada(una) for una in cambios.agregadas]),
        _seccion("Quitadas", [_nombrada(una) for una in cambios.quitadas]),
        _seccion("Con otro nombre", [_renombrada(una) for una in cambios.renombradas]),
        _seccion("En otro objetivo", [_movida(una) for una in cambios.movidas]),
        _seccion("Con otros datos", [_corregida(una) for una in cambios.corregidas]),
        _seccion("Títulos con otro texto", [_correccion(uno) for uno in cambios.titulos]),
    )
    entre = f"Desde {escape(antes.nombre)} hasta {escape(despues.nombre)}"
    return Armado(
        f'<section class="cambios-del-plan"><p class="entre">{entre}</p>'
        f'<p class="frase-cambios">{escape(cambios.frase)}</p>{"".join(secciones)}</section>'
    )


def _seccion(titulo: str, filas: Sequence[str]) -> str:
    if not filas:
        return ""
    resto = len(filas) - A_LA_VISTA
    ultima = f"<li>… y {resto} más</li>" if resto > 0 else ""
    return (
        f"<h2>{titulo} <span>{len(filas)}</span></h2><ul>"
        f"{''.join(f'<li>{fila}</li>' for fila in filas[:A_LA_VISTA])}{ultima}</ul>"
    )


def _nombrada(una: EnElPlan) -> str:
    return f"<b>{escape(una.actividad.nombre)}</b> <small>{escape(una.linea.titulo)}</small>"


def _renombrada(una: Renombrada) -> str:
    return f"{_nombrada(una.despues)}<br>Antes: «{escape(una.antes)}»"


def _movida(una: Movida) -> str:
    return f"{_nombrada(una.despues)}<br>Antes, en «{escape(una.antes.objetivo.nombre)}»"


def _avanzada(una: Avanzada) -> str:
    unidad = una.despues.actividad.unidad_medida or "unidades de medida"
    signo = "+" if una.cantidad > 0 else "−"
    return f"{_nombrada(una.despues)}<br>{signo}{abs(una.cantidad)} ({escape(unidad)})"


def _corregida(una: Corregida) -> str:
    return f"{_nombrada(una.despues)}<br>{'<br>'.join(map(_correccion, una.correcciones))}"


def _correccion(una: Correccion) -> str:
    antes, despues = (f"«{escape(valor)}»" if valor else "nada" for valor in (una.antes, una.despues))
    return f"{escape(una.dato[:1].upper() + una.dato[1:])}: de {antes} a {despues}"


def _reprogramada(una: Reprogramada) -> str:
    meses = escape("; ".join(cambio.frase for cambio in una.cambios))
    dichas = dict.fromkeys(
        f"{razon.motivo.etiqueta}{f': {razon.explicacion}' if razon.explicacion else ''}"
        for razon in una.razones
    )
    razones = enumerar(list(dichas)) if dichas else "sin razón anotada"
    return f"{_nombrada(una.despues)}<br>{meses}<br><small>{escape(razones)}</small>"
