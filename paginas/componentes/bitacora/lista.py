"""Las acciones de la bitácora en una tabla, y una de ellas entera."""

from collections.abc import Sequence
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from datos.bitacora.cadena import Cabeza
from datos.bitacora.consulta import CAMBIOS_A_LA_VISTA, Anotacion, Detalle, Pagina
from modelos.cadena import corta
from modelos.frases import contar, entero, fecha_corta
from modelos.relato import relatar
from paginas.componentes import controles
from paginas.componentes.directo import directo

TITULOS = ("Cuándo", "Quién", "Qué hizo", "Plan", "Cambios")


def encabezado(cuantas: int, cabeza: Cabeza) -> None:
    """Cuántas hay y la huella que las cubre a todas."""
    codigo = f'<code class="bitacora-huella">{corta(cabeza.huella)}</code>'
    huella = f"Última huella: {codigo}" if cabeza.numero else ""
    st.html(
        f'<p class="subtitulo">{contar(cuantas, "acción")}, de la última a la primera. '
        f"Nada de esto se cambia ni se borra. {huella}</p>"
    )


def mostrar(acciones: Sequence[Anotacion], zona: ZoneInfo) -> None:
    """La tabla; cada acción lleva a su detalle."""
    if not acciones:
        st.html('<p class="aviso-vacio">Ninguna acción con esos filtros. Quite alguno.</p>')
        return
    titulos = "".join(f'<th scope="col">{titulo}</th>' for titulo in TITULOS)
    filas = "".join(_fila(una, zona) for una in acciones)
    st.html(
        directo(
            f'<div class="caja bitacora"><table><thead><tr>{titulos}</tr></thead>'
            f"<tbody>{filas}</tbody></table></div>"
        ),
        width="stretch",
    )


def _fila(una: Anotacion, zona: ZoneInfo) -> str:
    cuando = _momento(una, zona)
    ver = (
        f'<button type="button" data-en-direccion="accion" data-omision="" value="{una.accion_id}" '
        f'aria-label="Ver {contar(una.cambios, "cambio", dentro_de_frase=True)}: {escape(una.descripcion)}">'
        f"{entero(una.cambios)}</button>"
    )
    return (
        f'<tr><th scope="row">{cuando}</th><td>{escape(una.quien)}</td><td>{escape(una.descripcion)}</td>'
        f"<td>{escape(una.plan or '')}</td><td>{ver}</td></tr>"
    )


def paginas(vista: Pagina) -> None:
    """Anterior y siguiente, si no caben en una."""
    numero, ultima = vista.numero, vista.ultima
    if ultima == 1:
        return
    anterior = controles.boton("Más recientes", "pagina", str(numero - 1)) if numero > 1 else ""
    siguiente = controles.boton("Más antiguas", "pagina", str(numero + 1)) if numero < ultima else ""
    lugar = f'<span class="tenue">Página {entero(numero)} de {entero(ultima)}</span>'
    st.html(directo(controles.barra(anterior, lugar, siguiente)), width="stretch")


def detalle(hecha: Detalle, zona: ZoneInfo) -> None:
    """Una acción con todo lo que cambió, su sello y cómo volver a la lista."""
    una = hecha.anotacion
    de_que = " · ".join(escape(parte) for parte in (_momento(una, zona), una.quien, una.plan) if parte)
    frases = relatar(hecha.cambios, hecha.actividades, hecha.unidades)
    if una.cambios > len(hecha.cambios):
        frases.append(f"… y {contar(una.cambios - CAMBIOS_A_LA_VISTA, 'cambio')} más")
    renglones = "".join(f"<li>{escape(frase)}</li>" for frase in frases)
    st.html(
        directo(
            f'<section class="accion-entera"><h2>{escape(una.descripcion)}</h2>'
            f"<p>{de_que}</p>"
            f"<ul>{renglones or '<li>No cambió nada que se vea.</li>'}</ul>"
            f'<p class="tenue">Sello {entero(una.numero)}: <code>{una.huella}</code></p>'
            f"{controles.boton('Cerrar', 'accion', '')}</section>"
        ),
        width="stretch",
    )


def _momento(una: Anotacion, zona: ZoneInfo) -> str:
    local = una.cuando.astimezone(zona)
    return f"{fecha_corta(local.date())} {local:%H:%M}"
