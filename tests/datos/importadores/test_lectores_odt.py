"""Pruebas del lector de textos de LibreOffice."""

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.lectores import leer
from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.escritores_odf import a_odt
from tests.datos.importadores.hostiles import ODF, un_zip

ESTILOS = """
<office:automatic-styles>
 <text:list-style style:name="numerada">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
 </text:list-style>
 <text:list-style style:name="vinetas">
  <text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
 <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
 <style:style style:name="Title" style:family="paragraph"/>
</office:automatic-styles>"""


def leido(cuerpo: str) -> Documento:
    """El texto con ese cuerpo, escrito en el XML de LibreOffice."""
    espacios = f'{ODF} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    xml = f"<office:document-content {espacios}>{ESTILOS}<office:body><office:text>{cuerpo}"
    return leer(
        "plan.odt",
        un_zip(
            mimetype=b"application/vnd.oasis.opendocument.text",
            **{"content.xml": f"{xml}</office:text></office:body></office:document-content>".encode()},
        ),
    )


def parrafos(documento: Documento) -> list[str]:
    return [bloque.texto for bloque in documento.bloques if isinstance(bloque, Parrafo)]


def test_parrafos_y_tablas_salen_en_su_orden() -> None:
    bloques: list[Bloque] = [Linea("Plan", nivel=1), Rejilla([[Casilla("a"), Casilla("b")]]), Linea("fin")]

    documento = leer("plan.odt", a_odt(bloques))

    assert [type(bloque).__name__ for bloque in documento.bloques] == ["Parrafo", "Tabla", "Parrafo"]
    assert [bloque.nivel for bloque in documento.bloques if isinstance(bloque, Parrafo)] == [1, 0]


def test_las_celdas_combinadas_se_repiten_con_su_ancla() -> None:
    filas: list[Fila] = [[Casilla("Agua", alto=2), Casilla("Charla")], [None, Casilla("Taller")]]

    [tabla] = leer("plan.odt", a_odt([Rejilla(filas)])).tablas

    assert [[c.texto for c in fila] for fila in tabla.filas] == [["Agua", "Charla"], ["Agua", "Taller"]]
    assert tabla.filas[1][0].ancla == (1, 1)


def test_los_numeros_automaticos_se_imprimen_y_cada_lista_cuenta_desde_uno() -> None:
    def lista(dentro: str, atributos: str = 'text:style-name="numerada"') -> str:
        return f"<text:list {atributos}>{dentro}</text:list>"

    def item(dentro: str) -> str:
        return f"<text:list-item>{dentro}</text:list-item>"

    honda = lista(item("<text:p>uno a</text:p>") + item("<text:p>uno b</text:p>"), "")
    primera = lista(item(f"<text:p>uno</text:p><text:p>sigue</text:p>{honda}") + item("<text:p>dos</text:p>"))
    sigue = lista(item("<text:p>tres</text:p>"), 'text:style-name="numerada" text:continue-numbering="true"')
    otra = lista(item("<text:p>uno</text:p>"))

    assert parrafos(leido(primera + sigue + otra)) == [
        "1. uno", "sigue", "a) uno a", "b) uno b", "2. dos", "3. tres", "1. uno",
    ]  # fmt: skip


def test_la_vineta_no_se_escribe_pero_el_parrafo_es_de_lista() -> None:
    [parrafo] = leido(
        '<text:list text:style-name="vinetas"><text:list-item><text:p>Agua</text:p></text:list-item>'
        "</text:list>"
    ).bloques

    assert isinstance(parrafo, Parrafo)
    assert (parrafo.texto, parrafo.vineta) == ("Agua", True)


def test_el_titulo_del_documento_es_de_primer_nivel_aunque_no_sea_encabezado() -> None:
    [parrafo] = leido('<text:p text:style-name="P1">Plan 2024</text:p>').bloques

    assert isinstance(parrafo, Parrafo)
    assert parrafo.nivel == 1


def test_lo_borrado_las_notas_y_los_comentarios_no_son_texto_y_los_cuadros_si() -> None:
    documento = leido(
        "<text:tracked-changes><text:changed-region><text:p>borrado</text:p></text:changed-region>"
        "</text:tracked-changes>"
        "<text:p>uno<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>nota</text:p>"
        "</text:note-body></text:note> dos<office:annotation><text:p>comentario</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>en un cuadro</text:p></draw:text-box></draw:frame></text:p>"
    )

    assert parrafos(documento) == ["uno dos", "en un cuadro"]


def test_una_tabla_dentro_de_otra_sale_despues_de_ella() -> None:
    def tabla(dentro: str) -> str:
        return f"<table:table><table:table-row>{dentro}</table:table-row></table:table>"

    interior = tabla("<table:table-cell><text:p>dentro</text:p></table:table-cell>")
    celda = f"<table:table-cell><text:p>fuera</text:p>{interior}</table:table-cell>"

    tablas = leido(tabla(celda)).tablas

    assert [(t.numero, t.filas[0][0].texto) for t in tablas] == [(1, "fuera"), (2, "dentro")]


def test_un_texto_con_imagenes_lo_avisa() -> None:
    documento = leido("<text:p>x<draw:frame><draw:image/></draw:frame></text:p>")

    assert documento.avisos == ["El documento tiene imágenes (1); lo escrito dentro de ellas no se lee."]
