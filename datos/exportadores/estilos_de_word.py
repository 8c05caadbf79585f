"""Los estilos con nombre de un Word exportado, y sus tablas, escritas de una vez."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from modelos.importacion.exportado import como_se_escribe
from modelos.parecido import normalizar

TITULO, NOTA, ENCABEZADO = "Cronograma título", "Cronograma nota", "Cronograma encabezado"
LINEA, OBJETIVO, CELDA = "Cronograma línea", "Cronograma objetivo", "Cronograma celda"
MES, FIRMA = "Cronograma mes", "Cronograma firma"
_TINTA, _ACENTO, _TENUE = RGBColor(0x1D, 0x26, 0x22), RGBColor(0x1C, 0x6B, 0x4C), RGBColor(0x55, 0x60, 0x5A)
_FONDOS = {ENCABEZADO: "E4EFE8", LINEA: "F3F1EA"}


@dataclass(frozen=True, slots=True)
class _Estilo:
    nombre: str
    puntos: float
    negrita: bool = False
    color: RGBColor = _TINTA
    centrado: bool = False
    antes: float = 0  # puntos


_ESTILOS = (
    _Estilo(TITULO, 14, negrita=True, color=_ACENTO),
    _Estilo(NOTA, 8.5, color=_TENUE),
    _Estilo(ENCABEZADO, 7.5, negrita=True, centrado=True),
    _Estilo(LINEA, 9, negrita=True, color=_ACENTO),
    _Estilo(OBJETIVO, 8.5, negrita=True),
    _Estilo(CELDA, 8),
    _Estilo(MES, 8, centrado=True),
    _Estilo(FIRMA, 9, centrado=True, antes=34),
)


@dataclass(frozen=True, slots=True)
class Casilla:
    """Una celda: su texto, el estilo que lo viste y cuántas columnas ocupa."""

    texto: str
    estilo: str
    columnas: int = 1
    oculto: str = ""  # no se ve ni se imprime


def definir(documento: Document, idioma: str) -> None:
    """Los estilos, para que la oficina los cambie de una vez en todo el documento; `idioma` es «es-CL»."""
    for lengua in documento.styles.element.iter(qn("w:lang")):
        lengua.set(qn("w:val"), idioma)
    for propio in _ESTILOS:
        estilo = documento.styles.add_style(propio.nombre, WD_STYLE_TYPE.PARAGRAPH)
        estilo.style_id = _identificador(propio.nombre)
        estilo.base_style = documento.styles["Normal"]
        estilo.font.size, estilo.font.bold = Pt(propio.puntos), propio.negrita
        estilo.font.color.rgb = propio.color
        estilo.paragraph_format.space_before = Pt(propio.antes)
        estilo.paragraph_format.space_after = Pt(0)
        if propio.centrado:
            estilo.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def numerar(pie: Paragraph, texto: str) -> None:
    """El texto y, tras él, «página 2»."""
    pie.style = NOTA
    pie.add_run(f"{como_se_escribe(texto)} · página ")
    campo = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    pie._p.append(parse_xml(campo))


def tabla(documento: Document, anchos: Sequence[int], filas: Iterable[str]) -> None:
    """Una tabla con bordes y columnas de esos anchos, en vigésimos de punto."""
    lados = ("top", "left", "bottom", "right", "insideH", "insideV")
    bordes = "".join(f'<w:{lado} w:val="single" w:sz="4" w:color="8A8F86"/>' for lado in lados)
    columnas = "".join(f'<w:gridCol w:w="{ancho}"/>' for ancho in anchos)
    escrita = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(anchos)}" w:type="dxa"/>'
        f'<w:tblBorders>{bordes}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columnas}</w:tblGrid>{''.join(filas)}</w:tbl>"
    )
    documento.element.body.insert_element_before(parse_xml(escrita), "w:sectPr")


def fila_de_tabla(casillas: Sequence[Casilla], anchos: Sequence[int], *, repetida: bool = False) -> str:
    """El XML de una fila que no se corta entre dos páginas; la repetida encabeza cada una."""
    encabeza = "<w:tblHeader/>" if repetida else ""
    celdas, lugar = [], 0
    for casilla in casillas:
        celdas.append(_celda(casilla, sum(anchos[lugar : lugar + casilla.columnas])))
        lugar += casilla.columnas
    return f"<w:tr><w:trPr><w:cantSplit/>{encabeza}</w:trPr>{''.join(celdas)}</w:tr>"


def _celda(casilla: Casilla, ancho: int) -> str:
    fondo = _FONDOS.get(casilla.estilo)
    sombra = f'<w:shd w:val="clear" w:color="auto" w:fill="{fondo}"/>' if fondo else ""
    junta = f'<w:gridSpan w:val="{casilla.columnas}"/>' if casilla.columnas > 1 else ""
    oculto = f"<w:r><w:rPr><w:vanish/></w:rPr>{_trozos(' ' + casilla.oculto)}</w:r>" if casilla.oculto else ""
    sigue = "<w:keepNext/>" if casilla.estilo in (LINEA, OBJETIVO) else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{ancho}" w:type="dxa"/>{junta}{sombra}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_identificador(casilla.estilo)}"/>{sigue}</w:pPr>'
        f"<w:r>{_trozos(como_se_escribe(casilla.texto))}</w:r>{oculto}</w:p></w:tc>"
    )


def _trozos(texto: str) -> str:
    """El texto con sus saltos y tabulaciones, como los escribe Word."""
    seguro = escape(texto).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    seguro = seguro.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{seguro}</w:t>'


def _identificador(estilo: str) -> str:
    """«CronogramaTitulo»: Word escribe los suyos sin tildes."""
    return "".join(palabra.capitalize() for palabra in normalizar(estilo).split())
