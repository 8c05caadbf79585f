"""Cómo se ve un archivo sin bajarlo: su imagen, las páginas de un PDF o el comienzo de un texto."""

from html import escape

import streamlit as st

from datos import almacen, reserva
from datos.importadores.codificacion import decodificar
from modelos.archivos import TipoDeArchivo
from modelos.certificacion.proceso import RevisionDeEvidencia
from modelos.errores import ErrorDeDominio
from paginas.componentes import mensajes
from paginas.componentes.evidencias import archivos

LETRAS = 4_000
OCTETOS = 64 * 1024
_TEXTOS = frozenset({TipoDeArchivo.TXT.value, TipoDeArchivo.CSV.value})


def mostrar(revision: RevisionDeEvidencia) -> None:
    """Lo que se pueda; lo que va sellado solo se baja."""
    if archivos.es_imagen(revision):
        _imagen(revision)
    elif revision.tipo == TipoDeArchivo.PDF and revision.paginas and not revision.ilegible:
        _pdf(revision, revision.paginas)
    elif revision.tipo in _TEXTOS and revision.sha256:
        _texto(revision.sha256)


def _imagen(revision: RevisionDeEvidencia) -> None:
    nombre = escape(revision.nombre or "")
    st.html(f'<img class="vista-previa" src="{archivos.vista(revision)}" alt="{nombre}">')


def _pdf(revision: RevisionDeEvidencia, paginas: int) -> None:
    numero = 1
    if paginas > 1:
        numero = st.number_input(
            f"Página, de {paginas}", 1, paginas, 1, key=f"pagina_de_{revision.id}", width=160
        )
    st.html(
        f'<img class="vista-previa" src="{archivos.vista(revision, numero)}" '
        f'alt="Página {numero} de {escape(revision.nombre or "")}">'
    )


def _texto(sha256: str) -> None:
    try:
        comienzo = next(almacen.leer_por_partes(sha256, OCTETOS), b"")
    except ErrorDeDominio as error:
        mensajes.rechazar(str(error))
        return
    texto = reserva.segun_quien(decodificar(comienzo) or "")
    cortado = "…" if len(texto) > LETRAS else ""
    st.html(f'<pre class="vista-previa">{escape(texto[:LETRAS])}{cortado}</pre>')
