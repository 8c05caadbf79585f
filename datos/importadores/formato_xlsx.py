"""Lo que python-calamine no da de un libro: celdas coloreadas, porcentajes, errores y partes ocultas."""

import warnings
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import Color
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

Lugar = tuple[int, int]

# Con un libro dañado o hecho por otro programa, openpyxl tropieza de todas estas maneras.
FALLAS = (
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    OSError,
    SyntaxError,  # el XML mal formado, sea lxml o la biblioteca estándar quien lo analice
    InvalidFileException,
)
BLANCOS_INDEXADOS = frozenset({1, 9, 64, 65})  # 64 y 65 son los colores del sistema
TEMA_FONDO_BLANCO = 0


@dataclass(slots=True)
class FormatoDeHoja:
    """Lugares (fila, columna) desde 1, y filas y columnas ocultas."""

    marcadas: set[Lugar] = field(default_factory=set)
    porcentajes: set[Lugar] = field(default_factory=set)
    errores: dict[Lugar, str] = field(default_factory=dict)
    filas_ocultas: set[int] = field(default_factory=set)
    columnas_ocultas: set[int] = field(default_factory=set)


def leer_formatos(contenido: bytes) -> dict[str, FormatoDeHoja] | None:
    """Por nombre de hoja; None si los formatos no se pueden leer (los valores sí se leen aparte)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl advierte de lo que no conserva al guardar
            libro = load_workbook(BytesIO(contenido), data_only=True)
            return {hoja.title: _formato(hoja) for hoja in libro.worksheets}
    except FALLAS:
        return None


def _formato(hoja: Worksheet) -> FormatoDeHoja:
    formato = FormatoDeHoja(
        filas_ocultas={n for n, fila in hoja.row_dimensions.items() if fila.hidden},
        columnas_ocultas=_columnas_ocultas(hoja),
    )
    for fila in hoja.iter_rows():
        for celda in fila:
            _anotar(formato, celda)  # type: ignore[arg-type]  # incluye las celdas unidas
    return formato


def _anotar(formato: FormatoDeHoja, celda: Cell) -> None:
    lugar = (celda.row, celda.column)
    if not celda.has_style and celda.data_type != "e":
        return
    if _coloreada(celda):
        formato.marcadas.add(lugar)
    if celda.data_type == "n" and "%" in (celda.number_format or ""):
        formato.porcentajes.add(lugar)
    if celda.data_type == "e":
        formato.errores[lugar] = str(celda.value)


def _columnas_ocultas(hoja: Worksheet) -> set[int]:
    ocultas: set[int] = set()
    for letra, columna in hoja.column_dimensions.items():
        if columna.hidden:
            primera = columna.min or column_index_from_string(letra)
            ocultas.update(range(primera, (columna.max or primera) + 1))
    return ocultas


def _coloreada(celda: Cell) -> bool:
    relleno = celda.fill
    if relleno is None or relleno.fill_type is None:
        return False
    if relleno.fill_type != "solid":
        return True
    return not _es_blanco(relleno.fgColor)


def _es_blanco(color: Color) -> bool:
    if color.type == "theme":
        return color.theme == TEMA_FONDO_BLANCO and not color.tint
    if color.type == "indexed":
        return color.indexed in BLANCOS_INDEXADOS
    return str(color.rgb).upper().endswith("FFFFFF")
