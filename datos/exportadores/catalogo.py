"""Las exportaciones que hay: las pantallas y la orden las ofrecen desde aquí."""

from datos.exportadores import (
    avance_en_pdf,
    cronograma_en_pdf,
    en_calendario,
    en_csv,
    en_excel,
    en_word,
    participacion_en_pdf,
)
from datos.exportadores.pedido import Documento, Exportacion, Pedido
from modelos.errores import ErrorDeDominio
from modelos.frases import enumerar

EXPORTACIONES = (
    Exportacion(
        clave="excel",
        documento=Documento.CRONOGRAMA,
        etiqueta="Excel, para editar y volver a importar",
        extension="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        generar=en_excel.generar,
    ),
    Exportacion(
        clave="word",
        documento=Documento.CRONOGRAMA,
        etiqueta="Word, para corregir y firmar",
        extension="docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        generar=en_word.generar,
        por_anio=True,
    ),
    Exportacion(
        clave="csv",
        documento=Documento.CRONOGRAMA,
        etiqueta="CSV, para otros programas",
        extension="csv",
        mime="text/csv",
        generar=en_csv.generar,
    ),
    Exportacion(
        clave="pdf",
        documento=Documento.CRONOGRAMA,
        etiqueta="PDF, para imprimir",
        extension="pdf",
        mime="application/pdf",
        generar=cronograma_en_pdf.generar,
        filtrable=True,
        por_anio=True,
    ),
    Exportacion(
        clave="calendario",
        documento=Documento.CRONOGRAMA,
        etiqueta="Calendario (.ics)",
        extension="ics",
        mime="text/calendar",
        generar=en_calendario.generar,
        filtrable=True,
    ),
    Exportacion(
        clave="pdf",
        documento=Documento.AVANCE,
        etiqueta="PDF, en una hoja",
        extension="pdf",
        mime="application/pdf",
        generar=avance_en_pdf.generar,
        filtrable=True,
        por_anio=True,
    ),
    Exportacion(
        clave="pdf",
        documento=Documento.PARTICIPACION,
        etiqueta="PDF, para repartir",
        extension="pdf",
        mime="application/pdf",
        generar=participacion_en_pdf.generar,
    ),
)
"""En el orden en que se ofrecen; la clave no se repite dentro de un documento."""


def de(documento: Documento) -> list[Exportacion]:
    """Las de un documento."""
    return [exportacion for exportacion in EXPORTACIONES if exportacion.documento is documento]


def alcance(documento: Documento, pedido: Pedido) -> list[str]:
    """Las frases que dicen qué lleva cada formato cuando no todos llevan lo mismo que se mira."""
    formatos, frases = de(documento), []
    completos = [exportacion.nombre for exportacion in formatos if not exportacion.filtrable]
    if completos and not pedido.filtro.vacio:
        frases.append(f"{_llevan(completos)} todas las actividades, sin los filtros.")
    de_un_anio = [exportacion.nombre for exportacion in formatos if exportacion.por_anio]
    if de_un_anio and pedido.anio is not None and pedido.plan.inicio.anio < pedido.plan.fin.anio:
        todos = [exportacion.nombre for exportacion in formatos if not exportacion.por_anio]
        frases += [f"{_llevan(todos)} todos los años del plan."] if todos else []
        frases.append(f"{_llevan(de_un_anio)} solo {pedido.anio}: si los quiere todos, elíjalos en «Año».")
    return frases


def _llevan(nombres: list[str]) -> str:
    return f"{enumerar(nombres)} {'lleva' if len(nombres) == 1 else 'llevan'}"


def buscar(documento: Documento, clave: str | None = None) -> Exportacion:
    """La de esa clave, o la primera del documento; ErrorDeDominio con las que hay si no existe."""
    propias = {exportacion.clave: exportacion for exportacion in de(documento)}
    elegida = clave or next(iter(propias), "archivo")
    if elegida not in propias:
        formatos = enumerar(list(propias)) or "ningún formato"
        raise ErrorDeDominio(f"«{documento}» no se exporta como {elegida}. Hay {formatos}.")
    return propias[elegida]
