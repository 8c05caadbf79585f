"""Lee un libro antiguo de Excel (.xls): una tabla por hoja. Corre en `proceso_lector`."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import xlrd  # type: ignore[import-untyped]
from xlrd.book import Book  # type: ignore[import-untyped]
from xlrd.sheet import Cell, Sheet  # type: ignore[import-untyped]

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.rechazos import archivo_danado, archivo_excesivo, archivo_protegido
from datos.importadores.rejilla import CELDAS_MAXIMAS, Lugar, completar, expandir, senalar_ocultas
from datos.importadores.simbolos import descifrar, es_de_simbolos, sin_uso_privado
from datos.importadores.valores import DePlanilla, escribir, guardable

ESCRITAS = frozenset(
    {xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR}
)
BLANCO = (255, 255, 255)
COLORES_DEL_SISTEMA = frozenset({64, 65})


def leer_xls(contenido: bytes) -> Documento:
    """El documento con una tabla por hoja no vacía; ErrorDeDominio si está cifrado o no es un libro."""
    try:
        libro = xlrd.open_workbook(
            file_contents=contenido, logfile=StringIO(), formatting_info=True, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        raise archivo_protegido() if "encrypted" in str(error) else archivo_danado() from error
    return Documento("", "xls", list(_tablas(libro)))


def _tablas(libro: Book) -> Iterator[Tabla]:
    numero = celdas = 0
    for hoja in libro.sheets():
        alto, ancho = _extension(hoja)
        celdas += alto * ancho
        if celdas > CELDAS_MAXIMAS:
            raise archivo_excesivo()
        if alto:
            numero += 1
            yield Tabla(numero, _filas(libro, hoja, alto, ancho), hoja.name, oculta=hoja.visibility != 0)


def _extension(hoja: Sheet) -> Lugar:
    """La última fila y la última columna con algo escrito."""
    lugares = [
        (fila, max(columna for columna, tipo in enumerate(tipos) if tipo in ESCRITAS))
        for fila in range(hoja.nrows)
        if ESCRITAS & set(tipos := hoja.row_types(fila))
    ]
    return max((f + 1 for f, _ in lugares), default=0), max((c + 1 for _, c in lugares), default=0)


def _filas(libro: Book, hoja: Sheet, alto: int, ancho: int) -> list[list[Celda]]:
    filas = [
        [_celda(libro, celda, f + 1, c + 1) for c, celda in enumerate(hoja.row(f)[:ancho])]
        for f in range(alto)
    ]
    filas = completar(filas)
    expandir(filas, (((f1 + 1, c1 + 1), (f2, c2)) for f1, f2, c1, c2 in hoja.merged_cells))
    filas_ocultas = {f + 1 for f, datos in hoja.rowinfo_map.items() if datos.hidden}
    columnas_ocultas = {c + 1 for c, datos in hoja.colinfo_map.items() if datos.hidden}
    return senalar_ocultas(filas, filas_ocultas, columnas_ocultas)


def _celda(libro: Book, celda: Cell, fila: int, columna: int) -> Celda:
    estilo = libro.xf_list[celda.xf_index]
    pintada = _pintada(libro, estilo.background)
    if celda.ctype not in ESCRITAS:
        return Celda("", fila, columna, marcada=pintada)
    if celda.ctype == xlrd.XL_CELL_ERROR:
        texto = xlrd.error_text_from_code.get(celda.value, "#ERROR!")
        return Celda(texto, fila, columna, texto, pintada)
    valor = _valor(libro, celda, estilo.font_index)
    porcentaje = celda.ctype == xlrd.XL_CELL_NUMBER and "%" in libro.format_map[estilo.format_key].format_str
    texto = escribir(valor, porcentaje=porcentaje)
    return Celda(texto, fila, columna, guardable(valor), pintada)


def _valor(libro: Book, celda: Cell, fuente: int) -> DePlanilla:
    valor: DePlanilla = celda.value
    if isinstance(valor, str):
        nombre = libro.font_list[fuente].name
        return descifrar(valor, nombre) if es_de_simbolos(nombre) else sin_uso_privado(valor)
    if celda.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(valor)
    return _fecha(libro, celda.value) if celda.ctype == xlrd.XL_CELL_DATE else valor


def _fecha(libro: Book, numero: float) -> datetime | float:
    """La fecha; un número que no es ninguna (negativo, o solo una hora) queda como número."""
    if numero < 1:
        return numero
    try:
        fecha: datetime = xlrd.xldate.xldate_as_datetime(numero, libro.datemode)
    except (ValueError, OverflowError):
        return numero
    return fecha


def _pintada(libro: Book, fondo: object) -> bool:
    """Si la celda tiene un color de fondo que no sea blanco, o una trama."""
    trama, color = getattr(fondo, "fill_pattern", 0), getattr(fondo, "pattern_colour_index", 64)
    if trama != 1:
        return bool(trama)
    return color not in COLORES_DEL_SISTEMA and libro.colour_map.get(color) != BLANCO
