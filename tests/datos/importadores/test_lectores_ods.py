"""Pruebas del lector de planillas de LibreOffice."""

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.lectores import leer
from tests.datos.importadores.corpus.bloques import Casilla, Rejilla
from tests.datos.importadores.corpus.escritores_odf import a_ods
from tests.datos.importadores.hostiles import ODF, un_zip

ESTILOS = """
<office:automatic-styles>
 <style:style style:name="verde" style:family="table-cell">
  <style:table-cell-properties fo:background-color="#92d050"/></style:style>
 <style:style style:name="hija" style:family="table-cell" style:parent-style-name="verde"/>
 <style:style style:name="blanca" style:family="table-cell">
  <style:table-cell-properties fo:background-color="#ffffff"/></style:style>
 <style:style style:name="signos" style:family="table-cell">
  <style:text-properties style:font-name="Wingdings"/></style:style>
 <style:style style:name="escondida" style:family="table">
  <style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"""
ESPACIOS = (
    ODF + ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def leida(*hojas: str) -> Documento:
    """La planilla con esas hojas, escritas en el XML de LibreOffice."""
    xml = f"<office:document-content {ESPACIOS}>{ESTILOS}<office:body><office:spreadsheet>{''.join(hojas)}"
    return leer(
        "plan.ods",
        un_zip(
            mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
            **{"content.xml": f"{xml}</office:spreadsheet></office:body></office:document-content>".encode()},
        ),
    )


def hoja(*filas: str, nombre: str = "Plan", antes: str = "", estilo: str = "") -> str:
    cuerpo = "".join(
        fila if fila.startswith("<table:table-row") else f"<table:table-row>{fila}</table:table-row>"
        for fila in filas
    )
    return f'<table:table table:name="{nombre}" table:style-name="{estilo}">{antes}{cuerpo}</table:table>'


def celda(texto: str = "", **atributos: str) -> str:
    dichos = " ".join(
        f'{nombre.replace("__", ":").replace("_", "-")}="{valor}"' for nombre, valor in atributos.items()
    )
    return f"<table:table-cell {dichos}>{f'<text:p>{texto}</text:p>' if texto else ''}</table:table-cell>"


def textos(tabla: Tabla) -> list[list[str]]:
    return [[c.texto for c in fila] for fila in tabla.filas]


def primera(documento: Documento) -> list[Celda]:
    return documento.tablas[0].filas[0]


def test_los_valores_se_leen_como_en_excel_y_no_como_los_muestra_la_planilla() -> None:
    fila = primera(
        leida(
            hoja(
                "".join(
                    (
                        celda("4,00", office__value_type="float", office__value="4"),
                        celda("25 %", office__value_type="percentage", office__value="0.25"),
                        celda("mar-24", office__value_type="date", office__date_value="2024-03-01"),
                        celda("1 marzo", office__value_type="date", office__date_value="2024-03-01T00:00:00"),
                        celda("VERDADERO", office__value_type="boolean", office__boolean_value="true"),
                        celda("$ 1.000", office__value_type="currency", office__value="1000"),
                        celda("infinito", office__value_type="float", office__value="1e999"),
                        celda("sin valor", office__value_type="float"),
                    )
                )
            )
        )
    )

    assert [c.texto for c in fila] == [
        "4", "25%", "01-03-2024", "01-03-2024", "VERDADERO", "1000", "inf", "sin valor",
    ]  # fmt: skip


def test_una_celda_combinada_se_repite_con_su_ancla() -> None:
    filas = [[Casilla("Agua", alto=2, ancho=2), None, Casilla("X")], [None, None, Casilla("Y")]]

    [tabla] = leer("plan.ods", a_ods([Rejilla(filas)])).tablas

    assert textos(tabla) == [["Agua", "Agua", "X"], ["Agua", "Agua", "Y"]]
    assert [tabla.filas[1][1].repetida, tabla.filas[1][1].ancla, tabla.filas[0][0].repetida] == [
        True,
        (1, 1),
        False,
    ]


def test_lo_repetido_se_despliega_solo_hasta_la_ultima_celda_escrita() -> None:
    [tabla] = leida(
        hoja(
            celda("X", table__number_columns_repeated="3") + celda(table__number_columns_repeated="16381"),
            f'<table:table-row table:number-rows-repeated="2">{celda("igual")}</table:table-row>',
            f'<table:table-row table:number-rows-repeated="1048573">{celda()}</table:table-row>',
        )
    ).tablas

    assert textos(tabla) == [["X", "X", "X"], ["igual", "", ""], ["igual", "", ""]]
    assert [(c.fila, c.columna) for c in tabla.filas[2]] == [(3, 1), (3, 2), (3, 3)]


def test_el_color_propio_heredado_o_de_la_columna_marca_la_celda_y_el_blanco_no() -> None:
    fila = primera(
        leida(
            hoja(
                celda("a", table__style_name="verde")
                + celda(table__style_name="hija")
                + celda(table__style_name="blanca")
                + celda()
                + celda("b"),
                antes='<table:table-column table:number-columns-repeated="3"/>'
                '<table:table-column table:default-cell-style-name="verde"/><table:table-column/>',
            )
        )
    )

    assert [c.marcada for c in fila] == [True, True, False, True, False]


def test_lo_oculto_se_lee_y_se_senala() -> None:
    documento = leida(
        hoja(
            celda("a") + celda("b"),
            f'<table:table-row table:visibility="collapse">{celda("c")}</table:table-row>',
            antes='<table:table-column/><table:table-column table:visibility="collapse"/>',
        ),
        hoja(celda("d"), nombre="Listas", estilo="escondida"),
    )

    visible, oculta = documento.tablas
    assert [[c.oculta for c in fila] for fila in visible.filas] == [[False, True], [True, True]]
    assert (visible.oculta, oculta.oculta, oculta.hoja) == (False, True, "Listas")


def test_las_lineas_de_una_celda_quedan_y_los_comentarios_no() -> None:
    xml = (
        "<table:table-cell><office:annotation><text:p>comentario</text:p></office:annotation>"
        '<text:p>uno<text:s text:c="2"/>dos</text:p>'
        "<text:p>tres<text:tab/><text:span>cuatro</text:span></text:p>"
        "</table:table-cell>"
    )

    assert primera(leida(hoja(xml)))[0].texto == "uno  dos\ntres\tcuatro"


def test_una_letra_de_wingdings_se_lee_como_el_signo_que_se_ve() -> None:
    assert primera(leida(hoja(celda("ü", table__style_name="signos"))))[0].texto == "✓"


def test_una_formula_vale_su_resultado_y_sin_el_queda_escrita_con_un_aviso() -> None:
    documento = leida(
        hoja(
            celda("5", table__formula="of:=[.A2]+3", office__value_type="float", office__value="5")
            + celda(table__formula="of:=SUM([.A1:.A3];[Otra.B2])")
            + celda("=1+1")
        )
    )

    assert [c.texto for c in primera(documento)] == ["5", "=SUM(A1:A3;Otra.B2)", "=1+1"]
    [aviso] = documento.avisos
    assert aviso.startswith("1 celda con una fórmula sin calcular (Plan!B1)")
