"""Un libro de Excel que se escribe: sus formatos, y sus hojas preparadas para leerse e imprimirse."""

from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from datos.exportadores.columnas import Clase, Valor
from datos.exportadores.pedido import Pedido
from modelos.dinero import decimales
from modelos.errores import ErrorDeDominio
from modelos.frases import fecha_corta
from modelos.importacion.exportado import como_se_escribe

_PAPEL_CARTA = 1
_LETRAS_POR_CELDA = 32_767
_LARGO_AL_MARGEN = 100  # letras; Excel admite 255 en todo el encabezado
_TINTA, _FONDO, _BORDE = "#1D2622", "#F3F1EA", "#DAD7CC"
_BASE = {"font_name": "Calibri", "font_size": 10, "font_color": _TINTA, "valign": "top"}


class LibroDeExcel:
    """El libro que se escribe, con sus formatos y sus hojas preparadas para el papel."""

    def __init__(self, creado: Workbook, pedido: Pedido) -> None:
        self.creado, self.pedido = creado, pedido
        formatos: dict[str, dict[str, Any]] = {
            "titulo": {"bold": True, "bg_color": _FONDO, "text_wrap": True, "bottom": 1, "valign": "vcenter"},
            Clase.TEXTO: {"text_wrap": True, "quote_prefix": True},
            Clase.CODIGO: {"text_wrap": True, "quote_prefix": True, "num_format": "@"},
            Clase.CANTIDAD: {"align": "center", "num_format": "0"},
            Clase.DECIMAL: {"num_format": "General"},
            Clase.DINERO: {"num_format": "#,##0.00" if decimales(pedido.plan.pais) else "#,##0"},
        }
        bordes = {"border": 1, "border_color": _BORDE}
        self.formatos = {clave: self.formato(bordes | propio) for clave, propio in formatos.items()}

    def formato(self, propio: dict[str, Any]) -> Format:
        """Uno con la letra de todo el libro."""
        return self.creado.add_format(_BASE | propio)

    def hoja(self, nombre: str, titulos: Sequence[tuple[str, int]], fijas: int = 0) -> Worksheet:
        """Una hoja con su fila de títulos (y cuántas letras de ancho), fija al bajar y en cada página."""
        hoja: Worksheet = self.creado.add_worksheet(nombre)
        for lugar, (titulo, ancho) in enumerate(titulos):
            hoja.set_column(lugar, lugar, ancho)
            hoja.write_string(0, lugar, titulo, self.formatos["titulo"])
        hoja.freeze_panes(1, fijas)
        hoja.repeat_rows(0)
        self._papel(hoja, nombre)
        return hoja

    def _papel(self, hoja: Worksheet, nombre: str) -> None:
        plan, hoy = self.pedido.plan, fecha_corta(self.pedido.hoy)
        hoja.set_landscape()
        hoja.set_paper(_PAPEL_CARTA)
        hoja.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
        hoja.fit_to_pages(1, 0)
        # el espacio separa el tamaño de letra de un nombre que comienza con un número
        hoja.set_header(f"&L&9 {_al_margen(plan.municipalidad)}&R&9{nombre}")
        hoja.set_footer(f"&L&8 {_al_margen(plan.nombre)} · {hoy}&R&8Página &P de &N")

    def escribir(self, hoja: Worksheet, fila: int, columna: int, valor: Valor, clase: Clase) -> None:
        """El valor como lo que es: un texto nunca se toma por número, fecha ni fórmula."""
        formato = self.formatos[clase]
        if valor is None or valor == "":
            hoja.write_blank(fila, columna, None, formato)
        elif isinstance(valor, str):
            hoja.write_string(fila, columna, _que_cabe(como_se_escribe(valor)), formato)
        else:
            hoja.write_number(fila, columna, valor, formato)

    def tabla(self, hoja: Worksheet, clases: Sequence[Clase], filas: Iterable[Sequence[Valor]]) -> int:
        """Las filas bajo la de títulos; retorna cuántas son."""
        cuantas = 0
        for cuantas, fila in enumerate(filas, start=1):
            for lugar, (clase, valor) in enumerate(zip(clases, fila, strict=True)):
                self.escribir(hoja, cuantas, lugar, valor, clase)
        return cuantas


def _que_cabe(texto: str) -> str:
    if len(texto) > _LETRAS_POR_CELDA:
        raise ErrorDeDominio(
            f"No se exportó: «{texto[:60]}…» tiene más letras de las que Excel admite en una celda. "
            "Acórtelo, o exporte en Word o CSV."
        )
    return texto


def _al_margen(texto: str) -> str:
    """Como lo admite el margen de la página, donde «&» es una orden."""
    return " ".join(como_se_escribe(texto).split())[:_LARGO_AL_MARGEN].replace("&", "&&")
