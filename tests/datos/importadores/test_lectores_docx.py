"""Pruebas del lector de Word."""

from typing import Any

from docx.oxml import parse_xml

from datos.importadores.documento import Parrafo, Tabla
from datos.importadores.lectores import leer
from datos.importadores.numeracion_word import escribir
from tests.datos.importadores.archivos_de_prueba import ESPACIO, con_partes, parte_de, sombrear, un_docx


def textos(tabla: Tabla) -> list[list[str]]:
    return [[celda.texto for celda in fila] for fila in tabla.filas]


def test_los_parrafos_y_las_tablas_salen_en_el_orden_del_documento() -> None:
    def armar(documento: Any) -> None:
        documento.add_paragraph("antes")
        documento.add_table(1, 1).cell(0, 0).text = "tabla"
        documento.add_paragraph("después")

    bloques = leer("plan.docx", un_docx(armar)).bloques

    assert [b.texto if isinstance(b, Parrafo) else b.filas[0][0].texto for b in bloques] == [
        "antes",
        "tabla",
        "después",
    ]


def test_una_celda_combinada_se_repite_con_su_ancla_en_las_dos_direcciones() -> None:
    def armar(documento: Any) -> None:
        tabla = documento.add_table(3, 3)
        tabla.cell(0, 0).merge(tabla.cell(1, 1)).text = "combinada"
        tabla.cell(2, 2).text = "suelta"

    filas = leer("plan.docx", un_docx(armar)).tablas[0].filas

    combinadas = [(c.fila, c.columna, c.repetida, c.ancla) for fila in filas[:2] for c in fila[:2]]
    assert combinadas == [
        (1, 1, False, None),
        (1, 2, True, (1, 1)),
        (2, 1, True, (1, 1)),
        (2, 2, True, (1, 1)),
    ]
    assert [[c.texto for c in fila] for fila in filas] == [
        ["combinada", "combinada", ""],
        ["combinada", "combinada", ""],
        ["", "", "suelta"],
    ]


def test_una_celda_sombreada_queda_marcada_y_una_blanca_no() -> None:
    def armar(documento: Any) -> None:
        tabla = documento.add_table(1, 3)
        sombrear(tabla.cell(0, 0), "00B050")
        sombrear(tabla.cell(0, 1), "FFFFFF")
        tabla.cell(0, 2).text = "x"

    fila = leer("plan.docx", un_docx(armar)).tablas[0].filas[0]

    assert [celda.marcada for celda in fila] == [True, False, False]


def test_los_titulos_llevan_nivel_y_las_vinetas_su_senal() -> None:
    def armar(documento: Any) -> None:
        documento.add_heading("1. Eje social", 2)
        documento.add_paragraph("primera", style="List Bullet")
        documento.add_paragraph("corriente")

    parrafos = [b for b in leer("plan.docx", un_docx(armar)).bloques if isinstance(b, Parrafo)]

    assert [(p.texto, p.nivel, p.vineta) for p in parrafos] == [
        ("1. Eje social", 2, False),
        ("primera", 0, True),
        ("corriente", 0, False),
    ]


def test_la_numeracion_automatica_se_escribe_como_la_imprime_word() -> None:
    def armar(documento: Any) -> None:
        celda = documento.add_table(1, 1).cell(0, 0)
        celda.paragraphs[0].text = "Realizar talleres"
        celda.paragraphs[0].style = "List Number"
        celda.add_paragraph("Difundir la estrategia", style="List Number")

    [[texto]] = textos(leer("plan.docx", un_docx(armar)).tablas[0])

    assert texto == "1. Realizar talleres\n2. Difundir la estrategia"


def test_cada_formato_de_numero_se_escribe_con_sus_letras() -> None:
    formatos = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "decimalZero")

    assert [escribir(4, formato) for formato in formatos] == ["4", "d", "D", "iv", "IV", "4º", "04"]
    assert escribir(28, "lowerLetter") == "bb"
    assert escribir(1994, "upperRoman") == "MCMXCIV"
    assert escribir(2_000_000_000, "upperRoman") == "2000000000"  # no llena la memoria de letras


def test_un_nivel_de_lista_vuelve_a_empezar_bajo_el_siguiente_superior() -> None:
    numeracion = f"""<w:numbering {ESPACIO}>
      <w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>""".encode()

    def armar(documento: Any) -> None:
        for nivel in (0, 1, 1, 0, 1):
            propiedades = documento.add_paragraph("texto")._p.get_or_add_pPr()
            propiedades.append(
                parse_xml(
                    f'<w:numPr {ESPACIO}><w:ilvl w:val="{nivel}"/><w:numId w:val="1"/></w:numPr>',
                )
            )

    contenido = con_partes(un_docx(armar), word__numbering_xml=numeracion)
    parrafos = [b for b in leer("plan.docx", contenido).bloques if isinstance(b, Parrafo)]

    assert [p.texto for p in parrafos] == ["I. texto", "a) texto", "b) texto", "II. texto", "a) texto"]


def test_varias_vinetas_en_una_celda_quedan_en_lineas_separadas() -> None:
    def armar(documento: Any) -> None:
        celda = documento.add_table(1, 2).cell(0, 0)
        celda.paragraphs[0].text = "uno"
        celda.paragraphs[0].style = "List Bullet"
        celda.add_paragraph("dos", style="List Bullet")

    [[texto, _]] = textos(leer("plan.docx", un_docx(armar)).tablas[0])

    assert texto == "• uno\n• dos"


def test_lo_insertado_en_una_revision_se_lee_y_lo_borrado_no() -> None:
    def armar(documento: Any) -> None:
        parrafo = documento.add_paragraph("queda ")
        parrafo._p.append(parse_xml(f"<w:ins {ESPACIO}><w:r><w:t>entra</w:t></w:r></w:ins>"))
        parrafo._p.append(parse_xml(f"<w:del {ESPACIO}><w:r><w:delText>sale</w:delText></w:r></w:del>"))

    [parrafo] = leer("plan.docx", un_docx(armar)).bloques

    assert isinstance(parrafo, Parrafo)
    assert parrafo.texto == "queda entra"


def test_se_lee_el_texto_de_controles_vinculos_y_saltos_de_linea() -> None:
    def armar(documento: Any) -> None:
        documento.element.body.insert(
            0,
            parse_xml(
                f"<w:sdt {ESPACIO}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>vínculo</w:t></w:r>"
                "</w:hyperlink><w:r><w:br/><w:t>abajo</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )

    [parrafo] = leer("plan.docx", un_docx(armar)).bloques

    assert isinstance(parrafo, Parrafo)
    assert parrafo.texto == "vínculo\nabajo"


def test_el_visto_de_wingdings_se_lee_como_marca_en_cualquiera_de_sus_formas() -> None:
    def armar(documento: Any) -> None:
        celdas = documento.add_table(1, 3).rows[0].cells
        simbolo = f'<w:r {ESPACIO}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        celdas[0].paragraphs[0]._p.append(parse_xml(simbolo))
        celdas[1].paragraphs[0].add_run("ü").font.name = "Wingdings"
        celdas[2].text = "\uf0fc"

    assert textos(leer("plan.docx", un_docx(armar)).tablas[0]) == [["✓", "✓", "✓"]]


def test_una_tabla_dentro_de_otra_sale_aparte_y_la_que_solo_la_contiene_no_sale() -> None:
    def armar(documento: Any) -> None:
        celda = documento.add_table(1, 1).cell(0, 0)
        interior = celda.add_table(1, 2)
        interior.cell(0, 0).text = "a"
        interior.cell(0, 1).text = "b"

    tablas = leer("plan.docx", un_docx(armar)).tablas

    assert [(tabla.numero, textos(tabla)) for tabla in tablas] == [(1, [["a", "b"]])]


def test_el_encabezado_y_el_pie_de_pagina_no_se_leen() -> None:
    def armar(documento: Any) -> None:
        documento.sections[0].header.paragraphs[0].text = "membrete"
        documento.sections[0].footer.paragraphs[0].text = "página 1"
        documento.add_paragraph("cuerpo")

    [parrafo] = leer("plan.docx", un_docx(armar)).bloques

    assert isinstance(parrafo, Parrafo)
    assert parrafo.texto == "cuerpo"


def test_las_filas_que_empiezan_mas_a_la_derecha_conservan_su_columna() -> None:
    def armar(documento: Any) -> None:
        tabla = documento.add_table(2, 3)
        tabla.cell(0, 0).text = "encabezado"
        fila = tabla.rows[1]._tr
        fila.remove(fila.tc_lst[0])
        fila.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {ESPACIO} w:val="1"/>'))
        fila.tc_lst[0].p_lst[0].add_r().text = "segunda"

    assert textos(leer("plan.docx", un_docx(armar)).tablas[0])[1] == ["", "segunda", ""]


def test_un_documento_con_imagenes_lo_avisa() -> None:
    def armar(documento: Any) -> None:
        documento.add_paragraph("texto")._p.append(
            parse_xml(
                f'<w:r {ESPACIO}><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
                "</w:drawing></w:r>"
            )
        )

    avisos = leer("plan.docx", un_docx(armar)).avisos

    assert avisos == ["El documento tiene imágenes (1); lo escrito dentro de ellas no se lee."]


def test_la_variante_estricta_de_word_se_lee_igual() -> None:
    original = un_docx(lambda documento: documento.add_paragraph("hola"))
    estricto = parte_de(original, "word/document.xml").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    [parrafo] = leer("plan.docx", con_partes(original, word__document_xml=estricto)).bloques

    assert isinstance(parrafo, Parrafo)
    assert parrafo.texto == "hola"
