"""Pruebas del lector de PDF."""

from io import BytesIO

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio

HOJA = "#set page(width: 20cm, height: 12cm, margin: 1cm)\n#set text(size: 10pt, hyphenate: false)\n"


def leido(cuerpo: str) -> Documento:
    """El PDF que resulta de componer ese texto."""
    return leer("plan.pdf", bytes(typst.compile((HOJA + cuerpo).encode())))


def textos(documento: Documento, tabla: int = 0) -> list[list[str]]:
    return [[c.texto for c in fila] for fila in documento.tablas[tabla].filas]


def test_las_celdas_combinadas_se_repiten_con_su_ancla() -> None:
    documento = leido(
        "#table(columns: 3, table.cell(rowspan: 2)[Agua], [a], [b], table.cell(colspan: 2)[ancha])"
    )

    assert textos(documento) == [["Agua", "a", "b"], ["Agua", "ancha", "ancha"]]
    [tabla] = documento.tablas
    assert [tabla.filas[1][0].ancla, tabla.filas[1][2].ancla] == [(1, 1), (2, 2)]


def test_lo_que_el_ancho_corto_se_junta_y_lo_que_la_persona_corto_no() -> None:
    larga = "Realizar talleres de compostaje con las juntas de vecinos del sector norte de la comuna"
    documento = leido(f"#table(columns: (5cm, 5cm), [{larga}], [Aseo \\ Obras], [x], [a) uno \\ b) dos])")

    assert textos(documento) == [[larga, "Aseo\nObras"], ["x", "a) uno\nb) dos"]]


def test_una_tabla_que_sigue_en_otra_pagina_conserva_su_lugar_y_no_repite_actividades() -> None:
    filas = "".join(f"[Agua], [Actividad {n}], [X], [], " for n in range(1, 41))
    documento = leido(f"#table(columns: 4, table.header([Línea], [Actividad], [Ene], [Feb]), {filas})")

    borrador = interpretar(documento)

    assert [tabla.pagina for tabla in documento.tablas] == [1, 2, 3]
    assert [a.actividad for a in borrador.actividades] == [f"Actividad {n}" for n in range(1, 41)]
    ultima = borrador.actividades[-1].origen["actividad"]
    assert (ultima.pagina, ultima.tabla, ultima.columna) == (3, 3, 2)


def test_la_fila_que_el_salto_de_pagina_corto_sale_entera() -> None:
    largo = "Talleres " + " ".join(f"palabra{n}" for n in range(90))
    corto = "[Agua], [Charla], [X],"
    documento = leido(
        "#set page(height: 6cm)\n#table(columns: (3cm, 4cm, 1cm), table.header([Línea], [Actividad], [Ene]), "
        f"{corto} [Aire], [{largo}], [], {corto})"
    )

    actividades = interpretar(documento).actividades

    assert [tabla.pagina for tabla in documento.tablas] == [1, 8]
    assert [(a.linea, a.actividad) for a in actividades] == [
        ("Agua", "Charla"),
        ("Aire", largo),
        ("Agua", "Charla"),
    ]


def test_el_encabezado_el_pie_y_el_numero_de_pagina_se_leen_una_vez() -> None:
    documento = leido(
        "#set page(header: [Municipalidad de Apopa])\n"
        '#set page(footer: context counter(page).display("1 de 1", both: true))\n'
        "#table(columns: 2, [a], [b])\n#pagebreak()\n#table(columns: 2, [c], [d])\n#pagebreak()\n"
        "#table(columns: 2, [e], [f])"
    )

    parrafos = [bloque.texto for bloque in documento.bloques if isinstance(bloque, Parrafo)]
    assert parrafos == ["Municipalidad de Apopa"]
    assert documento.avisos == [
        "Lo que se repite en cada página (encabezado, pie, número) se leyó una sola vez."
    ]


def test_la_letra_grande_es_titulo_y_la_corriente_parrafo() -> None:
    documento = leido("= Plan 2024\nUn párrafo.\n\n#table(columns: 2, [a], [b])\n\nOtro.")

    niveles = [(b.texto, b.nivel) for b in documento.bloques if isinstance(b, Parrafo)]
    assert niveles == [("Plan 2024", 1), ("Un párrafo.", 0), ("Otro.", 0)]
    assert [type(b).__name__ for b in documento.bloques] == ["Parrafo", "Parrafo", "Tabla", "Parrafo"]


def test_una_celda_pintada_es_marca_y_una_fila_entera_pintada_es_adorno() -> None:
    verde = "table.cell(fill: green)[]"
    gris = "table.cell(fill: silver)[{}]"
    documento = leido(
        f"#table(columns: 3, {gris.format('Act')}, {gris.format('Ene')}, {gris.format('Feb')}, "
        f"[Taller], {verde}, [])"
    )

    assert [[c.marcada for c in fila] for fila in documento.tablas[0].filas] == [
        [False] * 3,
        [False, True, False],
    ]


def test_una_columna_pintada_es_adorno_con_su_titulo_y_un_mes_de_todas_sin_el() -> None:
    verde = "table.cell(fill: green)[{}]"
    con_titulo = f"#table(columns: 2, [Act], {verde.format('Ene')}, [Taller], {verde.format('')})"
    sin_titulo = f"#table(columns: 2, [Feria], {verde.format('')}, [Taller], {verde.format('')})"

    documento = leido(f"{con_titulo}\n{sin_titulo}")

    marcas = [[[c.marcada for c in fila] for fila in tabla.filas] for tabla in documento.tablas]
    assert marcas == [[[False, False], [False, False]], [[False, True], [False, True]]]


@pytest.mark.parametrize("giro", ["-90deg", "90deg"])
def test_los_titulos_escritos_de_lado_se_leen(giro: str) -> None:
    documento = leido(f"#table(columns: 2, [Act], rotate({giro}, reflow: true)[Septiembre], [Taller], [X])")

    assert textos(documento) == [["Act", "Septiembre"], ["Taller", "X"]]


def test_un_recuadro_de_texto_no_es_una_tabla() -> None:
    with pytest.raises(ErrorDeDominio, match="no tiene tablas con líneas"):
        leido("#rect[Un recuadro con un texto cualquiera]")


def test_sin_lineas_se_dice_y_se_ofrece_pegar_el_texto() -> None:
    with pytest.raises(ErrorDeDominio, match=r"no tiene tablas con líneas.*Pegar el texto"):
        leido("#table(columns: 2, stroke: none, [Actividad], [Mes], [Charla], [Enero])")


def test_uno_con_contrasena_se_dice() -> None:
    abierto = PdfReader(BytesIO(typst.compile(b"#table(columns: 2, [a], [b])")))
    cerrado, destino = PdfWriter(clone_from=abierto), BytesIO()
    cerrado.encrypt("secreta")
    cerrado.write(destino)

    with pytest.raises(ErrorDeDominio, match="contraseña"):
        leer("plan.pdf", destino.getvalue())


def test_uno_escaneado_se_dice() -> None:
    with pytest.raises(ErrorDeDominio, match="parece escaneado"):
        leido('#image(bytes((9, 9, 9)), format: (encoding: "rgb8", width: 1, height: 1))')
